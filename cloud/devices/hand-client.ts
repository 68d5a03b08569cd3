// The cloud's end of one bridge: typed calls of its GUI-MCP tools, progress as callbacks, failures as errors of the
// table. Knows nothing of leases; one call per phone at a time is the registry's care.

import {
  abortReason,
  type Device,
  type ExecuteTaskResult,
  errorBodySchema,
  FarhandError,
  type FrameLink,
  type GuiMcpTransport,
  type GuiToolInput,
  type GuiToolName,
  type GuiToolOutput,
  guiTools,
  type Left,
  leftKey,
  leftSchema,
  type StepProgress,
  stepProgressSchema,
  traceparent,
} from '@farhand/shared';
import { type CallToolResult, type ProgressCallback, ProtocolError, SdkError } from '@modelcontextprotocol/client';
import { hasMoved } from '../store/claim.js';
import { type ByteCount, ByteMeter } from './byte-meter.js';
import { ClientOnDemand } from './client-on-demand.js';
import type { Hand, PhoneView } from './hand.js';
import { inBase64, type TakenPicture } from './picture.js';

const quickCallLimitMs = 15_000;
/** A look at a screen may have to wait for the phone's session to be opened. */
const lookLimitMs = 60_000;
/** Longest time that Node's timers can wait; a running task is ended by its signal long before. */
const noLimitMs = 2 ** 31 - 1;

/** What a call brought back, with the bytes that passed for it and what left the bridge. */
export interface Called<T> {
  readonly result: T;
  readonly bytes: ByteCount;
  readonly left: Left;
  /** What came beside the words, where it was asked for and may be seen. */
  readonly picture?: CalledPicture;
}

export interface CalledPicture {
  readonly mimeType: string;
  readonly base64: string;
}

export type ExecutedTask = Called<ExecuteTaskResult>;

/** The tools by which a phone is steered step by step. */
export type SteeringTool =
  | 'describe_screen'
  | 'click'
  | 'double_click'
  | 'long_press'
  | 'swipe'
  | 'input_text'
  | 'hotkey'
  | 'awake';

/** Looking and acting on a slow phone, with the wait for the effect. */
const steerLimitMs = 120_000;

interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly onProgress?: ProgressCallback;
}

interface RawAnswer {
  readonly answer: CallToolResult;
  readonly images: readonly { readonly mimeType: string; readonly picture: Uint8Array }[];
}

export interface BridgeName {
  /** Unique among all users' bridges. */
  readonly bridgeId: string;
  readonly owner: string;
}

export class HandClient implements Hand {
  readonly bridgeId: string;
  /** The user whose bridge it is. */
  readonly owner: string;
  readonly #client: ClientOnDemand;
  readonly #link: FrameLink;
  /** Made with the first task: most bridges are idle. */
  #meter: ByteMeter | undefined;
  #lastDevices: Device[] | undefined;

  private constructor({ bridgeId, owner }: BridgeName, client: ClientOnDemand, link: FrameLink) {
    this.bridgeId = bridgeId;
    this.owner = owner;
    this.#client = client;
    this.#link = link;
  }

  /** Agrees with the bridge on a version of MCP. `onClose` is called when the link has ended. */
  static async open(name: BridgeName, link: FrameLink, onClose: () => void): Promise<HandClient> {
    return new HandClient(name, await ClientOnDemand.open(link, onClose), link);
  }

  /** The bridge is not there now, but may come back to what it was doing. Calls wait for it. */
  get isParked(): boolean {
    return this.#link.parked;
  }

  /** What the bridge told last. */
  get lastDevices(): readonly Device[] {
    return this.#lastDevices ?? [];
  }

  /** Asks the bridge; while it is parked, what it told last is what is known. */
  async devices(signal?: AbortSignal): Promise<Device[]> {
    if (this.isParked && this.#lastDevices) return this.#lastDevices;
    const { devices } = await this.#call('get_device_list', {}, { signal, timeoutMs: quickCallLimitMs });
    this.#lastDevices = devices;
    return devices;
  }

  /**
   * Runs one goal to its end. An abort ends it on the phone too: this returns (by throwing the signal's reason) only
   * when the bridge has said that the phone is free again, or cannot be reached. An abort because another process goes
   * on with the task leaves it where it is, for that process to call again.
   */
  async executeTask(
    input: GuiToolInput<'execute_task'>,
    options: { signal: AbortSignal; onStep: (step: StepProgress) => void },
  ): Promise<ExecutedTask> {
    const { signal, onStep } = options;
    this.#meter ??= new ByteMeter(this.#link);
    const metering = this.#meter.start();
    try {
      const answer = await this.#ask('execute_task', input, {
        signal,
        timeoutMs: noLimitMs,
        onProgress: ({ message }) => {
          const step = readStep(message);
          if (step) onStep({ ...step, bytesUp: metering.soFar().up });
        },
      });
      return { ...answer, bytes: metering.end() };
    } catch (error) {
      metering.end();
      if (signal.aborted && !hasMoved(signal.reason) && !this.#link.closed)
        await this.cancelTask(input.device_id).catch(() => undefined);
      throw error;
    }
  }

  /** One look or one action, by a brain that drives. Throws what the phone or its gate throws. */
  async steer<N extends SteeringTool>(
    name: N,
    input: GuiToolInput<N>,
    signal: AbortSignal,
  ): Promise<Called<GuiToolOutput<N>>> {
    this.#meter ??= new ByteMeter(this.#link);
    const metering = this.#meter.start();
    try {
      const answer = await this.#ask(name, input, { signal, timeoutMs: steerLimitMs });
      return { ...answer, bytes: metering.end() };
    } finally {
      metering.end();
    }
  }

  /** Waits beside the phone for notifications; see the tool. An abort ends the waiting there, too. */
  awaitNotifications(
    input: GuiToolInput<'await_notifications'>,
    signal: AbortSignal,
  ): Promise<GuiToolOutput<'await_notifications'>> {
    const timeoutMs = input.wait_seconds * 1000 + lookLimitMs;
    return this.#call('await_notifications', input, { signal, timeoutMs });
  }

  /** Stops what runs on the phone; resolves when it has ended. */
  async cancelTask(deviceId: string): Promise<void> {
    await this.#call('cancel_task', { device_id: deviceId }, { timeoutMs: quickCallLimitMs });
  }

  /** The person who had the phone is done; false when nobody had it. */
  async handBack(deviceId: string, by?: string): Promise<boolean> {
    const input = { device_id: deviceId, ...(by !== undefined && { by }) };
    const { was_taken_over: wasTaken } = await this.#call('hand_back', input, { timeoutMs: quickCallLimitMs });
    return wasTaken;
  }

  /** What passes for it is nothing of the tasks that run meanwhile. */
  async watch(input: GuiToolInput<'watch_screen'>): Promise<PhoneView> {
    const timeoutMs = (input.wait_ms ?? 0) + lookLimitMs;
    const { answer, images } = await this.#raw('watch_screen', input, { timeoutMs });
    const [image] = images;
    if (image) this.#meter?.skip(image.picture.byteLength);
    return { view: this.#read('watch_screen', answer).result, picture: image?.picture };
  }

  /** What runs on the phone is given time to stop. */
  async takeOver(deviceId: string, by: string): Promise<string> {
    const { hold } = await this.#call('take_over', { device_id: deviceId, by }, { timeoutMs: lookLimitMs });
    return hold;
  }

  async drive(input: GuiToolInput<'drive'>): Promise<void> {
    await this.#call('drive', input, { timeoutMs: lookLimitMs });
  }

  /** Longest edge in pixels. Throws DEVICE_BUSY while the hand has the phone. */
  async screenshot(deviceId: string, maxEdge: number | undefined, signal: AbortSignal): Promise<TakenPicture> {
    const input = { device_id: deviceId, ...(maxEdge !== undefined && { max_edge: maxEdge }) };
    const { answer, images } = await this.#raw('get_screenshot', input, { signal, timeoutMs: lookLimitMs });
    const { width, height, text } = this.#read('get_screenshot', answer).result;
    return { width, height, ...(images[0] ?? (text !== undefined && { text })) };
  }

  async close(): Promise<void> {
    this.#link.close();
  }

  async #call<N extends GuiToolName>(name: N, input: GuiToolInput<N>, options: CallOptions): Promise<GuiToolOutput<N>> {
    return (await this.#ask(name, input, options)).result;
  }

  async #ask<N extends GuiToolName>(
    name: N,
    input: GuiToolInput<N>,
    options: CallOptions,
  ): Promise<Omit<Called<GuiToolOutput<N>>, 'bytes'>> {
    const { answer, images } = await this.#raw(name, input, options);
    const [image] = images;
    const picture = image && { mimeType: image.mimeType, base64: inBase64(image.picture) };
    return { ...this.#read(name, answer), ...(picture && { picture }) };
  }

  async #raw<N extends GuiToolName>(name: N, input: GuiToolInput<N>, options: CallOptions): Promise<RawAnswer> {
    const { signal, timeoutMs, onProgress } = options;
    if (signal?.aborted) throw abortReason(signal);
    const trace = traceparent();
    const raw = await this.#client
      .use(async (client, transport) => {
        const answer = await client.callTool(
          {
            name,
            arguments: input as Record<string, unknown>,
            ...(trace !== undefined && { _meta: { traceparent: trace } }),
          },
          { timeout: timeoutMs, ...(signal && { signal }), ...(onProgress && { onprogress: onProgress }) },
        );
        return { answer, images: takeImages(answer, transport) };
      })
      .catch((error: unknown) => {
        throw this.#explain(error, name, signal);
      });
    if (raw.answer.isError) throw toolError(name, raw.answer);
    return raw;
  }

  #read<N extends GuiToolName>(name: N, answer: CallToolResult): { result: GuiToolOutput<N>; left: Left } {
    const output = guiTools[name].output.safeParse(answer.structuredContent);
    if (output.success) return { result: output.data as GuiToolOutput<N>, left: readLeft(answer._meta) };
    throw new FarhandError('INTERNAL', `The bridge ${this.bridgeId} answered ${name} in an unknown shape`, {
      hint: 'Run the same version of Farhand on both sides.',
      cause: output.error,
    });
  }

  #explain(error: unknown, name: string, signal: AbortSignal | undefined): Error {
    if (signal?.aborted) return abortReason(signal);
    if (this.#link.closed) {
      return new FarhandError('LINK_LOST', `The link to the bridge ${this.bridgeId} broke during ${name}`, {
        cause: error,
      });
    }
    if (error instanceof ProtocolError || error instanceof SdkError) {
      return new FarhandError('SUBTASK_FAILED', `The bridge refused ${name}: ${error.message}`, { cause: error });
    }
    return error instanceof Error ? error : new Error(String(error));
  }
}

function takeImages({ content = [] }: CallToolResult, transport: GuiMcpTransport): RawAnswer['images'] {
  return content.flatMap((part) =>
    part.type === 'image' ? [{ mimeType: part.mimeType, picture: transport.takeImage(part) }] : [],
  );
}

function readLeft(meta: Record<string, unknown> | undefined): Left {
  const left = leftSchema.safeParse(meta?.[leftKey]);
  return left.success ? left.data : { personal: 0, held: 0, picture_bytes: 0 };
}

function readStep(message: string | undefined): StepProgress | undefined {
  try {
    const step = stepProgressSchema.safeParse(JSON.parse(message ?? ''));
    return step.success ? step.data : undefined;
  } catch {
    return undefined;
  }
}

/** A tool's failure carries an error body, as structured content or as JSON text; anything else is shown as it is. */
function toolError(
  name: string,
  answer: { structuredContent?: unknown; content?: readonly unknown[] | undefined },
): FarhandError {
  const text = (answer.content ?? [])
    .map((part) => (part as { text?: unknown }).text)
    .filter((part): part is string => typeof part === 'string')
    .join(' ');
  for (const candidate of [answer.structuredContent, parseJson(text)]) {
    const body = (candidate as { error?: unknown } | undefined)?.error ?? candidate;
    const parsed = errorBodySchema.safeParse(body);
    if (parsed.success) return new FarhandError(parsed.data.code, parsed.data.message, { hint: parsed.data.hint });
  }
  return new FarhandError('SUBTASK_FAILED', `The bridge could not carry out ${name}: ${text || 'it did not say why'}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
