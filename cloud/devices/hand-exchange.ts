// Calls between processes of one cloud: a task runs on one, the phone's bridge is linked to another. The caller writes
// its call into the database, the process that has the bridge makes it and writes the answer back; so processes need no
// way to each other but the database. Calls keep their idempotency keys: one that is made twice is done once.
import { randomUUID } from 'node:crypto';
import {
  abortReason,
  type Device,
  FarhandError,
  type GuiToolInput,
  type Logger,
  type StepProgress,
  toFarhandError,
} from '@farhand/shared';
import { Bell } from '../store/bell.js';
import { hasMoved } from '../store/claim.js';
import type { HandCallRow, HandCalls } from '../store/hand-calls.js';
import type { Pulse } from '../store/pulse.js';
import type { HandAnswer } from '../store/schema.js';
import type { Hand, PhoneView } from './hand.js';
import type { ExecutedTask, SteeringTool } from './hand-client.js';
import { inBase64, readPicture, type WrittenPicture, writtenPicture } from './picture.js';
import { Whispers } from './whispers.js';

/** News may be missed when a connection breaks: answers and calls are looked for, too. */
const lookIntervalMs = 2000;
/** Of the other process, to stop what runs on the phone. */
const stopLimitMs = 20_000;

interface RemoteCall {
  readonly replica: string;
  readonly bridge: string;
  readonly method: Method;
  readonly input: object;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: (step: StepProgress) => void;
}

/** What people see and do: it passes between processes and is written down nowhere. */
type Whispered = 'watch' | 'take_over' | 'drive';

interface WhisperedView extends Pick<PhoneView, 'view'> {
  /** Base64. */
  readonly picture?: string | undefined;
}

type Method = 'devices' | 'execute_task' | 'steer' | 'screenshot' | 'cancel_task' | 'hand_back';

/** What the calls are told with, beside execute_task's own. */
interface SteerInput {
  readonly tool: SteeringTool;
  readonly input: GuiToolInput<SteeringTool>;
}

interface ScreenshotInput {
  readonly device_id: string;
  readonly max_edge?: number | undefined;
}

export class HandExchange {
  readonly #calls: HandCalls;
  readonly #pulse: Pulse;
  readonly #find: (bridgeId: string) => Hand | undefined;
  readonly #log: Logger;
  readonly #whispers: Whispers;
  /** Calls that this process makes for others, by their ids. */
  readonly #making = new Map<string, AbortController>();
  readonly #ends: (() => void)[] = [];

  /** `find` names the hands of this process' own bridges. */
  constructor(
    calls: HandCalls,
    pulse: Pulse,
    replica: string,
    find: (bridgeId: string) => Hand | undefined,
    log: Logger,
  ) {
    this.#calls = calls;
    this.#pulse = pulse;
    this.#find = find;
    this.#log = log;
    this.#whispers = new Whispers(pulse, replica, (bridge, method, input) => this.#heard(bridge, method, input));
    const look = () => void this.#look();
    const timer = setInterval(look, lookIntervalMs).unref();
    this.#ends.push(
      pulse.on('call', (asked) => asked === replica && look()),
      pulse.on('again', look),
      pulse.on('abort', (id) => this.#making.get(id)?.abort(new FarhandError('CANCELLED', 'The task was cancelled'))),
      () => clearInterval(timer),
      () => this.#whispers.close(),
    );
  }

  /** The hand of a bridge that is linked to another process. */
  hand(replica: string, bridge: string): Hand {
    const to = { replica, bridge };
    return {
      bridgeId: bridge,
      devices: (signal) => this.#ask<Device[]>({ ...to, method: 'devices', input: {}, signal }),
      executeTask: (input, { signal, onStep }) =>
        this.#ask<ExecutedTask>({ ...to, method: 'execute_task', input, signal, onStep }),
      steer: (tool, input, signal) => this.#ask({ ...to, method: 'steer', input: { tool, input }, signal }),
      screenshot: async (device_id, max_edge, signal) => {
        const input = { device_id, max_edge };
        return readPicture(await this.#ask<WrittenPicture>({ ...to, method: 'screenshot', input, signal }));
      },
      cancelTask: (device_id) => this.#ask<void>({ ...to, method: 'cancel_task', input: { device_id } }),
      handBack: (device_id, by) => this.#ask<boolean>({ ...to, method: 'hand_back', input: { device_id, by } }),
      watch: async (input) => {
        const { view, picture } = await this.#whisper<WhisperedView>(to, 'watch', input);
        return { view, picture: picture === undefined ? undefined : Buffer.from(picture, 'base64') };
      },
      takeOver: (device_id, by) => this.#whisper<string>(to, 'take_over', { device_id, by }),
      drive: (input) => this.#whisper<void>(to, 'drive', input),
    };
  }

  /** Makes no more calls for others; those under way go on. */
  close(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  async #ask<T>(call: RemoteCall): Promise<T> {
    const { replica, bridge, method, input, signal, onStep } = call;
    if (signal?.aborted) throw abortReason(signal);
    const id = randomUUID();
    const bell = new Bell();
    const onAbort = () => {
      bell.ring();
      if (!hasMoved(signal?.reason)) void this.#pulse.send('abort', id).catch(() => undefined);
    };
    const ends = [
      this.#pulse.on('answer', (answered) => answered === id && bell.ring()),
      this.#pulse.on('again', bell.ring),
      this.#pulse.on('step', (stepped, text) => stepped === id && text !== '' && onStep?.(JSON.parse(text))),
    ];
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      if (!(await this.#calls.ask(replica, { id, bridge, method, input }))) throw lost(bridge);
      return (await this.#answer(id, bridge, bell, signal)) as T;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      for (const end of ends) end();
      await this.#calls.forget(id).catch(() => undefined);
    }
  }

  #whisper<T>({ replica, bridge }: { replica: string; bridge: string }, method: Whispered, input: object): Promise<T> {
    return this.#whispers.ask<T>(replica, bridge, method, input);
  }

  async #heard(bridge: string, method: string, input: unknown): Promise<unknown> {
    const hand = this.#find(bridge);
    if (!hand) throw lost(bridge);
    switch (method as Whispered) {
      case 'watch': {
        const { view, picture } = await hand.watch(input as GuiToolInput<'watch_screen'>);
        return { view, ...(picture && { picture: inBase64(picture) }) } satisfies WhisperedView;
      }
      case 'take_over': {
        const { device_id, by } = input as GuiToolInput<'take_over'>;
        return hand.takeOver(device_id, by);
      }
      case 'drive':
        return hand.drive(input as GuiToolInput<'drive'>);
    }
  }

  /** After an abort, the other process is given time to stop what runs on the phone. */
  async #answer(id: string, bridge: string, bell: Bell, signal: AbortSignal | undefined): Promise<unknown> {
    let stopByMs: number | undefined;
    while (true) {
      const state = await this.#calls.state(id);
      if (signal?.aborted) {
        stopByMs ??= performance.now() + stopLimitMs;
        const isOver = state !== 'asked' || hasMoved(signal.reason) || performance.now() > stopByMs;
        if (isOver) throw abortReason(signal);
      }
      if (state === 'gone') throw lost(bridge);
      if (state !== 'asked') return valueIn(state);
      await bell.rung(lookIntervalMs);
    }
  }

  async #look(): Promise<void> {
    try {
      for (const call of await this.#calls.take()) void this.#make(call);
      // Their tasks go on elsewhere, and the hand with them.
      const left = new FarhandError('TASK_MOVED', 'The caller waits no more');
      for (const id of await this.#calls.abandoned([...this.#making.keys()])) this.#making.get(id)?.abort(left);
    } catch (error) {
      this.#log.debug({ error: String(error) }, 'looking for calls of other processes');
    }
  }

  async #make(call: HandCallRow): Promise<void> {
    const abort = new AbortController();
    this.#making.set(call.id, abort);
    let told: Promise<unknown> = Promise.resolve();
    const tell = (step: StepProgress): void => {
      told = this.#pulse.send('step', call.id, JSON.stringify(step)).catch(() => undefined);
    };
    const answer = await this.#carryOut(call, abort.signal, tell).then(
      (value = null): HandAnswer => ({ value }),
      (thrown: unknown): HandAnswer => ({ error: toFarhandError(thrown).toBody() }),
    );
    this.#making.delete(call.id);
    // Behind the steps, so that the caller has heard them all.
    await told;
    await this.#calls.answer(call.id, answer).catch((error) => this.#log.warn({ err: error }, 'an answer is lost'));
  }

  async #carryOut(call: HandCallRow, signal: AbortSignal, onStep: (step: StepProgress) => void): Promise<unknown> {
    const hand = this.#find(call.bridge);
    if (!hand) throw lost(call.bridge);
    const input = call.input as GuiToolInput<'execute_task'>;
    switch (call.method as Method) {
      case 'devices':
        return hand.devices(signal);
      case 'execute_task':
        return hand.executeTask(input, { signal, onStep });
      case 'steer': {
        const { tool, input: steered } = call.input as SteerInput;
        return hand.steer(tool, steered, signal);
      }
      case 'screenshot': {
        const { device_id, max_edge } = call.input as ScreenshotInput;
        return writtenPicture(await hand.screenshot(device_id, max_edge, signal));
      }
      case 'cancel_task':
        return hand.cancelTask(input.device_id);
      case 'hand_back':
        return hand.handBack(input.device_id, (call.input as GuiToolInput<'hand_back'>).by);
    }
  }
}

function valueIn(answer: HandAnswer): unknown {
  if ('value' in answer) return answer.value;
  const { code, message, hint } = answer.error;
  throw new FarhandError(code, message, { hint });
}

function lost(bridge: string): FarhandError {
  return new FarhandError('LINK_LOST', `The bridge ${bridge} is not linked to where it was any more`);
}
