// Pictures for looking back at a task: the screen at about each step, as the phone's privacy level lets it out, and so none
// below `redacted`. Nobody waits for one: the hand may have acted before it is taken. While one is on its way the newest step
// waits and those before it go without, so the last step, which most evidence names, always has its own, unless this process
// has its hands full; and a phone that gives none costs the task nothing. They leave the bridge as what a person watches does,
// and stand in its record.
import { letsPicturesOut, type StepProgress } from '@farhand/shared';
import type { Lease } from '../devices/registry.js';
import type { TaskContext } from './task-context.js';

const longestEdgePx = 960;

export interface StepPictures {
  take(step: StepProgress): void;
  /** Resolves when the last one is kept, or has failed. */
  kept(): Promise<void>;
}

export function stepPictures(
  { store, pictures, spareTime, log }: TaskContext,
  taskId: string,
  subtaskId: string,
  { hand, device }: Lease,
): StepPictures {
  let taking: Promise<void> | undefined;
  let waiting: number | undefined;
  const takeOne = async (step: number): Promise<void> => {
    const asked = { device_id: device.device_id, max_edge: longestEdgePx, wait_ms: 0 };
    const { view, picture } = await hand.watch(asked);
    if (view.shows !== 'picture' || !picture) return;
    const sha256 = await pictures.keep(taskId, 'image/jpeg', picture);
    await store.append(taskId, { type: 'picture', subtaskId, step, sha256 });
  };
  const takeWaiting = async (): Promise<void> => {
    while (waiting !== undefined) {
      const step = waiting;
      waiting = undefined;
      await takeOne(step).catch((error: unknown) => log.debug({ err: error }, 'a step went without its picture'));
    }
    taking = undefined;
  };
  return {
    take: ({ step }) => {
      if (!letsPicturesOut(device.privacy_level) || !spareTime.allows()) return;
      waiting = step;
      taking ??= takeWaiting();
    },
    kept: async () => taking,
  };
}
