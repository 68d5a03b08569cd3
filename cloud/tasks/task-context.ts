// What a task needs from the service around it.
import type { Logger } from '@farhand/shared';
import type { Brain } from '../brain/brain.js';
import type { DeviceRegistry } from '../devices/registry.js';
import type { TaskStore } from '../store/task-store.js';
import type { TaskTools } from '../tools/subtasks.js';

export interface TaskContext {
  readonly store: TaskStore;
  readonly registry: DeviceRegistry;
  /** The brain is loaded while the service starts: whoever needs it waits for it. */
  readonly brain: () => Promise<Brain>;
  /** What the cloud does itself, without a phone. */
  readonly tools: TaskTools;
  /** How long a subtask waits for a phone to be connected. */
  readonly deviceWaitMs: number;
  readonly log: Logger;
}

/** What the user asked for, as far as subtasks need it. */
export interface TaskRequest {
  readonly taskId: string;
  readonly command: string;
  readonly confirmed: boolean;
  readonly device: string | undefined;
  readonly maxSteps: number | undefined;
}
