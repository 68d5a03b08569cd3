// A leased phone at the brain's controls: looks and actions by the low tools of GUI-MCP, each through the bridge's gate,
// its privacy filter and its record. Adds up what passes for it.
import type { ActedResult, GuiToolInput, GuiToolOutput } from '@farhand/shared';
import type { Called, HandClient, SteeringTool } from './hand-client.js';

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
}

export class SteeredPhone {
  readonly #hand: HandClient;
  readonly #for: SteeredFor;
  readonly #calls: Called<unknown>[] = [];
  #frameId: string | undefined;

  constructor(hand: HandClient, steeredFor: SteeredFor) {
    this.#hand = hand;
    this.#for = steeredFor;
  }

  /** All calls so far, with their bytes. */
  get calls(): readonly Called<unknown>[] {
    return this.#calls;
  }

  /** The screen in words, with the point of each line. The next action is done on this screen or not at all. */
  async look(signal: AbortSignal): Promise<GuiToolOutput<'describe_screen'>> {
    const { deviceId: device_id, taskId: task_id, consent } = this.#for;
    const called = await this.#hand.steer('describe_screen', { device_id, task_id, consent, points: true }, signal);
    this.#calls.push(called);
    this.#frameId = called.result.frame_id;
    return called.result;
  }

  async act<N extends ActingTool>(
    name: N,
    input: ActionInput<N>,
    signal: AbortSignal,
  ): Promise<ActedResult & { readonly candidates?: string[] | undefined }> {
    const { deviceId: device_id, taskId: task_id, consent } = this.#for;
    const frame = name === 'awake' || this.#frameId === undefined ? {} : { frame_id: this.#frameId };
    const whole = { ...input, device_id, task_id, consent, ...frame } as unknown as GuiToolInput<N>;
    const called = await this.#hand.steer(name, whole, signal);
    this.#calls.push(called);
    return called.result as GuiToolOutput<ActingTool>;
  }
}
