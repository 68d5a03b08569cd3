// What can be asked of the bridge beside a phone, wherever it is linked to: to this process (hand-client.ts) or to
// another one (hand-exchange.ts).
import type { Device, GuiToolInput, GuiToolOutput, StepProgress, View } from '@farhand/shared';
import type { Called, ExecutedTask, SteeringTool } from './hand-client.js';
import type { TakenPicture } from './picture.js';

/** What a person is shown of a phone. */
export interface PhoneView {
  readonly view: View;
  /** JPEG. */
  readonly picture?: Uint8Array | undefined;
}

export interface Hand {
  readonly bridgeId: string;
  devices(signal?: AbortSignal): Promise<Device[]>;
  /** Runs one goal to its end; see HandClient for what an abort does. */
  executeTask(
    input: GuiToolInput<'execute_task'>,
    options: { signal: AbortSignal; onStep: (step: StepProgress) => void },
  ): Promise<ExecutedTask>;
  /** One look or one action, by a brain that drives. Throws what the phone or its gate throws. */
  steer<N extends SteeringTool>(
    name: N,
    input: GuiToolInput<N>,
    signal: AbortSignal,
  ): Promise<Called<GuiToolOutput<N>>>;
  /** Longest edge in pixels. Throws DEVICE_BUSY while the hand has the phone. */
  screenshot(deviceId: string, maxEdge: number | undefined, signal: AbortSignal): Promise<TakenPicture>;
  /** Stops what runs on the phone; resolves when it has ended. */
  cancelTask(deviceId: string): Promise<void>;
  /** The person who had the phone is done; false when nobody had it. */
  handBack(deviceId: string, by?: string): Promise<boolean>;
  /** The next view for a person who watches; see the tool watch_screen. */
  watch(input: GuiToolInput<'watch_screen'>): Promise<PhoneView>;
  /** A person takes the phone over from afar; answers what names them. Throws POLICY_REFUSED. */
  takeOver(deviceId: string, by: string): Promise<string>;
  /** Throws TAKEOVER_ELSEWHERE for one who does not have the phone. */
  drive(input: GuiToolInput<'drive'>): Promise<void>;
}
