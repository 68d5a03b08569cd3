// What can be asked of the bridge beside a phone, wherever it is linked to: to this process (hand-client.ts) or to
// another one (hand-exchange.ts).
import type { Device, GuiToolInput, StepProgress } from '@farhand/shared';
import type { ExecutedTask } from './hand-client.js';

export interface Hand {
  readonly bridgeId: string;
  devices(signal?: AbortSignal): Promise<Device[]>;
  /** Runs one goal to its end; see HandClient for what an abort does. */
  executeTask(
    input: GuiToolInput<'execute_task'>,
    options: { signal: AbortSignal; onStep: (step: StepProgress) => void },
  ): Promise<ExecutedTask>;
  /** Stops what runs on the phone; resolves when it has ended. */
  cancelTask(deviceId: string): Promise<void>;
  /** The person who had the phone is done; false when nobody had it. */
  handBack(deviceId: string): Promise<boolean>;
}
