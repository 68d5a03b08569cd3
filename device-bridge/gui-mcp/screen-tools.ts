// The low tools of GUI-MCP: one look or one action on a phone, for a brain that steers step by step. They pass the same
// gate and the same frame check as the hand's own actions.
import {
  type ActedResult,
  type Action,
  FarhandError,
  type GuiToolInput,
  type GuiToolOutput,
  type Point,
  type PrivacyLevel,
  resolveApp,
  type SizePx,
  toFarhandError,
  toModelPoint,
} from '@farhand/shared';
import sharp from 'sharp';
import { nearbyInstalled, packageNamed } from '../hand/app-finder.js';
import { perform } from '../hand/executor.js';
import { linesOf } from '../hand/reading/lines.js';
import type { Captioner } from '../hand/step-gui/caption.js';
import type { Observation, Phone } from '../phone/phone.js';
import { type Bounds, clickTarget } from '../phone/tree.js';
import type { Verdict } from '../policy/classes.js';
import { type Permission, permissionFor } from '../policy/consent.js';
import { GateError } from '../policy/gate.js';
import { isBlack } from '../policy/picture.js';
import { maskPicture } from '../policy/privacy/mask.js';
import { ownersScreen } from '../policy/screens.js';

/** An action without the user's words reaches nobody. */
const nobodysYes: Permission = { words: [], confirmed: false };
const jpegQuality = 85;
const longestDescription = 8000;

/** A picture as it is sent. */
export interface SentPicture {
  readonly base64: string;
  readonly mimeType: string;
}

export interface Picture extends SentPicture {
  readonly output: GuiToolOutput<'get_screenshot'>;
}

/** With names, what is private on the screen is painted over. */
export async function takePicture(
  phone: Phone,
  input: GuiToolInput<'get_screenshot'>,
  namesToMask: Iterable<string> | undefined,
  signal: AbortSignal,
): Promise<Picture> {
  const screen = await lookAt(phone, signal);
  const png = await phone.screenshot(signal);
  if (await isBlack(png)) throw new FarhandError('SENSITIVE_SCREEN', 'The picture of this screen is black');
  const shown = namesToMask === undefined ? png : await maskPicture(png, screen, namesToMask);
  const { width, height, ...picture } = await encode(shown, input.format ?? 'jpeg', input.max_edge);
  return { ...picture, output: { width, height, frame_id: screen.frameId } };
}

/** The whole screen, for a brain that looks at what it drives; undefined where no picture may be taken of it. */
export async function drivingPicture(
  phone: Phone,
  maxEdge: number | undefined,
  signal: AbortSignal,
): Promise<SentPicture | undefined> {
  try {
    const png = await phone.screenshot(signal);
    if (await isBlack(png)) return undefined;
    const { base64, mimeType } = await encode(png, 'jpeg', maxEdge);
    return { base64, mimeType };
  } catch (error) {
    if (toFarhandError(error).code === 'SENSITIVE_SCREEN') return undefined;
    throw error;
  }
}

async function encode(
  png: Buffer,
  format: 'png' | 'jpeg',
  edge: number | undefined,
): Promise<SentPicture & { width: number; height: number }> {
  const sized = sharp(png).resize(edge ? { width: edge, height: edge, fit: 'inside', withoutEnlargement: true } : {});
  const encoded =
    format === 'png' ? sized.png({ compressionLevel: 1 }) : sized.jpeg({ quality: jpegQuality, optimiseCoding: false });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  return { base64: data.toString('base64'), mimeType: `image/${format}`, width: info.width, height: info.height };
}

export interface Described {
  readonly output: GuiToolOutput<'describe_screen'>;
  readonly screen: Observation;
}

/** The screen in words: what it says from top to bottom, `[...]` around what can be tapped, with points where asked for. */
export async function describeScreen(phone: Phone, withPoints: boolean, signal: AbortSignal): Promise<Described> {
  const screen = await lookAt(phone, signal);
  const at = (bounds: Bounds): string => (withPoints ? `@${middleOf(bounds, screen.sizePx).join(',')} ` : '');
  const said = screen.tree.roots.flatMap(linesOf).map(({ text, nodes, bounds }) => {
    const line = at(bounds) + (clickTarget(nodes[0]) ? `[${text}]` : text);
    return nodes[0]?.source === 'ocr' ? `${line} (read from the picture)` : line;
  });
  const fields = screen.tree.nodes.filter((node) => node.editable && !node.password);
  const typed = fields.map((node) => `${at(node.bounds)}field "${node.hint}": "${node.text}"`);
  const lines = [...said, ...typed];
  while (lines.join('\n').length > longestDescription) lines.pop();
  const text = lines.join('\n');
  return { output: { text, app: screen.packageName, frame_id: screen.frameId }, screen };
}

interface Asked {
  readonly question: string;
  readonly level: PrivacyLevel;
  readonly captioner: Captioner | undefined;
}

type AnswerAbout = Pick<GuiToolOutput<'describe_screen'>, 'answer' | 'note'> & { readonly sentBytes: number };

/** What the hand's model makes of a question about a screen, or why there is no answer: its words stand all the same. */
export async function answerAbout(
  phone: Phone,
  screen: Observation,
  { question, level, captioner }: Asked,
  signal: AbortSignal,
): Promise<AnswerAbout> {
  if (!captioner) return unanswered('no model that sees is connected to this bridge');
  const picture = async (): Promise<Buffer> => {
    const png = await phone.screenshot(signal);
    if (await isBlack(png)) throw new FarhandError('SENSITIVE_SCREEN', 'The picture of this screen is black');
    return png;
  };
  try {
    const { text, sentBytes } = await captioner(question, screen, picture, level, signal);
    return { answer: text, sentBytes };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    return unanswered(toFarhandError(thrown).message);
  }
}

function unanswered(why: string): AnswerAbout {
  return { note: `The question was not answered: ${why}`, sentBytes: 0 };
}

export function middleOf({ left, top, right, bottom }: Bounds, sizePx: SizePx): Point {
  const middle = { x: Math.floor((left + right) / 2), y: Math.floor((top + bottom) / 2) };
  const [x, y] = toModelPoint(middle, sizePx);
  return [Math.round(x), Math.round(y)];
}

/** Throws NEEDS_TAKEOVER for a screen that is the owner's alone. */
async function lookAt(phone: Phone, signal: AbortSignal): Promise<Observation> {
  const screen = await phone.observe(signal);
  const owners = ownersScreen(screen.tree);
  if (owners) throw new GateError({ gate: 'takeover', ...owners });
  return screen;
}

export interface ActOptions {
  /** The screen that the action was decided on. Defaults to the present one. */
  readonly seen?: Observation | undefined;
  readonly consent?: GuiToolInput<'click'>['consent'];
  /** Told before the action is done or refused; may throw to refuse it. */
  readonly onVerdict?: (verdict: Verdict) => void;
  readonly restartApps?: boolean;
  readonly signal: AbortSignal;
}

/** Does one action, through the gate and the frame check of the hand's own, and says whether the screen changed. */
export async function actOnce(phone: Phone, action: Action, options: ActOptions): Promise<ActedResult> {
  const { seen, consent, onVerdict = () => {}, restartApps = false, signal } = options;
  const before = seen ?? (await phone.observe(signal));
  let reachedOthers = false as boolean;
  const noteVerdict = (verdict: Verdict): void => {
    onVerdict(verdict);
    reachedOthers = verdict.gate === 'allow' && verdict.subject !== undefined;
  };
  const permission = permissionOf(consent);
  const done = await perform(phone, before, action, { permission, restartApps, onVerdict: noteVerdict, signal });
  const after = await phone.settle(before, {}, signal);
  return {
    executed: true,
    screen_changed: changed(before, after),
    ...(done.verified === undefined ? {} : { verified: done.verified }),
    ...(reachedOthers && { reached_others: true }),
  };
}

function permissionOf(consent: GuiToolInput<'click'>['consent']): Permission {
  if (!consent) return nobodysYes;
  const { request, confirmed, intent, values = {}, app } = consent;
  return permissionFor({ intent, values, app: app === undefined ? undefined : resolveApp(app) }, [request], confirmed);
}

export async function openApp(
  phone: Phone,
  input: GuiToolInput<'awake'>,
  signal: AbortSignal,
): Promise<GuiToolOutput<'awake'>> {
  const installed = await phone.installedPackages(signal);
  const value = packageNamed(input.app, installed);
  if (value === undefined) {
    const candidates = nearbyInstalled(input.app, resolveApp(input.app), installed);
    return { executed: false, note: 'not installed', candidates };
  }
  const result = await actOnce(phone, { action: 'AWAKE', value }, { restartApps: input.restart ?? false, signal });
  const { packageName } = await phone.observe(signal);
  return { ...result, package: packageName };
}

/** Milliseconds only where the caller gave some. */
export function pressFor(point: Point, durationMs: number | undefined): Action {
  return { action: 'LONGPRESS', point, ...(durationMs === undefined ? {} : { durationMs: Math.max(300, durationMs) }) };
}

function changed(before: Observation, after: Observation): boolean {
  return before.frameId !== after.frameId;
}
