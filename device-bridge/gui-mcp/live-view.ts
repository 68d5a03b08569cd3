// What people see of a phone while they watch it: one view after the other, each asked for, so that nothing is looked at
// while nobody watches. The privacy level holds for it as for any other look. During a takeover only the person who drives
// the phone sees it, the screens that are theirs alone included; no look of a watcher reaches the hand or a model.
import { createHash } from 'node:crypto';
import {
  delay,
  type GuiToolInput,
  letsPicturesOut,
  type PrivacyLevel,
  type View,
  type ViewReason,
} from '@farhand/shared';
import sharp from 'sharp';
import { linesOf } from '../hand/reading/lines.js';
import type { Glance, Look } from '../phone/persons-phone.js';
import { clickTarget } from '../phone/tree.js';
import { isBlack } from '../policy/picture.js';
import { maskPicture } from '../policy/privacy/mask.js';
import type { NameBook } from '../policy/privacy/names.js';
import { ownersScreen } from '../policy/screens.js';
import type { PhoneDesk } from './phone-desk.js';
import { middleOf, type SentPicture } from './screen-tools.js';

const defaultEdgePx = 960;
const defaultWaitMs = 5000;
const jpegQuality = 70;
/** Between two looks: while something happens, and while nothing does. */
const quickPauseMs = 60;
const calmPauseMs = 150;
const calmAfterMs = 1500;
const mostLines = 200;

export type ViewRequest = GuiToolInput<'watch_screen'>;

export interface ShownView {
  readonly view: View;
  /** JPEG; left out of a view that is still. */
  readonly picture?: (SentPicture & { readonly bytes: number }) | undefined;
}

interface Watched {
  /** One look at a time. */
  turn: Promise<unknown>;
  last: { readonly key: string; readonly shown: ShownView } | undefined;
  changedMs: number;
}

export class LiveView {
  readonly #phones: PhoneDesk;
  readonly #names: NameBook;
  readonly #watched = new Map<string, Watched>();

  constructor(phones: PhoneDesk, names: NameBook) {
    this.#phones = phones;
    this.#names = names;
  }

  /** The next view that is another than the one named, or after the wait that it is still the same. Throws NO_DEVICE. */
  async next(request: ViewRequest, level: PrivacyLevel, signal: AbortSignal): Promise<ShownView> {
    const { device_id: serial, after, wait_ms: waitMs = defaultWaitMs } = request;
    const watched = this.#watched.get(serial) ?? { turn: Promise.resolve(), last: undefined, changedMs: 0 };
    this.#watched.set(serial, watched);
    const deadlineMs = performance.now() + waitMs;
    for (;;) {
      const shown = await this.#inTurn(watched, () => this.#look(watched, request, level, signal));
      if (shown.view.mark !== after) return shown;
      const nowMs = performance.now();
      if (nowMs >= deadlineMs) return { view: { ...shown.view, lines: undefined, still: true } };
      const isLively = this.#phones.isInUse(serial) || nowMs - watched.changedMs < calmAfterMs;
      await delay(Math.min(isLively ? quickPauseMs : calmPauseMs, deadlineMs - nowMs), signal);
    }
  }

  #inTurn<T>(watched: Watched, work: () => Promise<T>): Promise<T> {
    const done = watched.turn.then(work);
    watched.turn = done.catch(() => {});
    return done;
  }

  async #look(watched: Watched, request: ViewRequest, level: PrivacyLevel, signal: AbortSignal): Promise<ShownView> {
    const { device_id: serial, hold, max_edge: edgePx = defaultEdgePx } = request;
    const { takeovers } = this.#phones;
    const isDriver = takeovers.isHeldBy(serial, hold);
    if (hold !== undefined && !isDriver) return nothing('elsewhere');
    if (takeovers.isTaken(serial) && !isDriver) return nothing('takeover');
    if (level === 'private') return nothing('level');
    const pictured = letsPicturesOut(level);
    const phone = await this.#phones.byPerson(serial);
    const glance = await phone.glance(pictured, signal);
    // What was allowed when the look began may be so no more.
    if (takeovers.isTaken(serial) && !takeovers.isHeldBy(serial, hold)) return nothing('takeover');
    const key = keyOf(glance, level, edgePx, isDriver);
    if (watched.last?.key === key) return watched.last.shown;
    const shown = pictured ? await this.#pictured(glance, { level, edgePx, isDriver }) : atCaptions(glance.after);
    if (shown.view.mark !== watched.last?.shown.view.mark) watched.changedMs = performance.now();
    watched.last = { key, shown };
    return shown;
  }

  async #pictured(
    { before, after, png }: Glance,
    { level, edgePx, isDriver }: { level: PrivacyLevel; edgePx: number; isDriver: boolean },
  ): Promise<ShownView> {
    const looks = before ? [before, after] : [after];
    if (!isDriver && looks.some(({ tree }) => ownersScreen(tree))) return nothing('owners', after);
    // Whoever pays must see where: of what no picture can be taken, the person at the phone has the words and places.
    if (!png || (await isBlack(png))) return isDriver ? inWords(after, 'dark') : nothing('dark', after);
    if (level === 'redacted' && before?.id !== after.id) return nothing('moving', after);
    const shown = level === 'redacted' ? await maskPicture(png, after, this.#names) : png;
    const jpeg = await sharp(shown)
      .resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: jpegQuality, optimiseCoding: false })
      .toBuffer();
    const view = viewOf(after, { shows: 'picture', mark: digest(jpeg) });
    return { view, picture: { base64: jpeg.toString('base64'), mimeType: 'image/jpeg', bytes: jpeg.length } };
  }
}

/** Nothing of a screen that is its owner's alone. */
function atCaptions(look: Look): ShownView {
  return ownersScreen(look.tree) ? nothing('owners', look) : inWords(look, 'level');
}

/** The screen in words, each line with the place to tap. */
function inWords(look: Look, because: ViewReason): ShownView {
  const lines = look.tree.roots
    .flatMap(linesOf)
    .slice(0, mostLines)
    .map(({ text, nodes, bounds }) => ({
      text,
      point: middleOf(bounds, look.sizePx),
      tappable: clickTarget(nodes[0]) !== undefined,
    }));
  return { view: { ...viewOf(look, { shows: 'words', because, mark: digest(JSON.stringify(lines)) }), lines } };
}

function nothing(because: ViewReason, look?: Look): ShownView {
  return { view: viewOf(look, { shows: 'nothing', because, mark: because }) };
}

function viewOf(look: Look | undefined, view: Pick<View, 'shows' | 'because' | 'mark'>): View {
  const app = look?.tree.packageName;
  const { widthPx: width = 0, heightPx: height = 0 } = look?.sizePx ?? {};
  return { ...view, ...(app && { app }), width, height };
}

function keyOf({ before, after, png }: Glance, level: PrivacyLevel, edgePx: number, isDriver: boolean): string {
  const seen = [before?.id, after.id, png ? digest(png) : '', level, edgePx, isDriver];
  return seen.join(' ');
}

function digest(bytes: Buffer | string): string {
  return createHash('sha1').update(bytes).digest('hex').slice(0, 16);
}
