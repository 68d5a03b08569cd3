import { join } from 'node:path';

/** A task's own folder, which need not exist yet. */
export function taskFolder(home: string, taskId: string): string {
  return join(home, 'files', taskId);
}
