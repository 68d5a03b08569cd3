// A leased phone at the brain's controls: looks and actions by the low tools of GUI-MCP, each through the bridge's gate,
// its privacy filter and its record. Adds up what passes for it.
import type { ActedResult, GuiToolInput, GuiToolOutput } from '@farhand/shared';
import type { Hand } from './hand.js';
import type { Called, SteeringTool } from './hand-client.js';

export type ActingTool = Exclude<SteeringTool, 'describe_screen'>;
/** What a brain says of an action; the rest is said for it. */
export type ActionInput<N extends ActingTool> = Omit<
  GuiToolInput<N>,
  'device_id' | 'task_id' | 'privacy_level' | 'consent' | 'frame_id'
>;

export interface SteeredFor {
  readonly deviceId: string;
  readonly taskId: string;
  readonly consent: NonNullable<GuiToolInput<'click'>['consent']>;
  /** Throws TASK_MOVED when the task is carried out by another process: asked before each action. */
  readonly confirm: () => Promise<void>;
  /** The brain has eyes, and the phone's privacy level lets pictures out. */
  readonly shows: boolean;
}

/** Pixels of a picture's longer side: small print can still be read. */
const longestEdge = 1280;

export type SeenScreen = GuiToolOutput<'describe_screen'> & {
  /** A data URL. */
  readonly picture?: string;
};

export class SteeredPhone {
  readonly #hand: Hand;
  readonly #for: SteeredFor;
  readonly #calls: Called<unknown>[] = [];
  #frameId: string | undefined;

  constructor(hand: Hand, steeredFor: SteeredFor) {
    this.#hand = hand;
    this.#for = steeredFor;
  }

  /** All calls so far, with their bytes. */
  get calls(): readonly Called<unknown>[] {
    return this.#calls;
  }

  /** The screen in words, with the point of each line. The next action is done on this screen or not at all. */
  async look(signal: AbortSignal): Promise<SeenScreen> {
    const { deviceId: device_id, taskId: task_id, consent, shows } = this.#for;
    const shown = shows ? { picture: true, max_edge: longestEdge } : {};
    const input = { device_id, task_id, consent, points: true, ...shown };
    const { picture, ...called } = await this.#hand.steer('describe_screen', input, signal);
    this.#calls.push(called);
    this.#frameId = called.result.frame_id;
    return picture ? { ...called.result, picture: `data:${picture.mimeType};base64,${picture.base64}` } : called.result;
  }

  async act<N extends ActingTool>(
    name: N,
    input: ActionInput<N>,
    signal: AbortSignal,
  ): Promise<ActedResult & { readonly candidates?: string[] | undefined }> {
    const { deviceId: device_id, taskId: task_id, consent, confirm } = this.#for;
    // A process that was frozen until now learns here that it has been replaced.
    await confirm();
    const frame = name === 'awake' || this.#frameId === undefined ? {} : { frame_id: this.#frameId };
    const whole = { ...input, device_id, task_id, consent, ...frame } as unknown as GuiToolInput<N>;
    const called = await this.#hand.steer(name, whole, signal);
    this.#calls.push(called);
    return called.result as GuiToolOutput<ActingTool>;
  }
}
