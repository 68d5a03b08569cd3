// A run: what is left of its attempts, each phone taking the next one, every result on the disk before the next begins.
import type { Attempt } from '../attempt.js';
import { judgesFrom } from '../judge/models.js';
import { type AttemptSetting, makeAttempt } from './make-attempt.js';
import { attemptsLeft, mostTries, type PlannedAttempt, plannedAttempts } from './order.js';
import type { RunFolder } from './run-folder.js';
import { Stage } from './stage.js';

export interface RunWatcher {
  /** Attempts in all, of which `made` were made before. */
  begun(all: number, made: number): void;
  attempting(phone: number, planned: PlannedAttempt): void;
  /** `isToBeRepeated`: it failed for reasons outside, and another try follows. */
  made(phone: number, attempt: Attempt, isToBeRepeated: boolean): void;
}

/** Goes on where the folder's results end. Throws the signal's reason; what is on the disk stays. */
export async function carryOutRun(
  folder: RunFolder,
  env: NodeJS.ProcessEnv,
  watcher: RunWatcher,
  signal: AbortSignal,
): Promise<void> {
  const planned = plannedAttempts(folder.run, folder.tasks);
  const left = attemptsLeft(planned, folder.attempts());
  watcher.begun(planned.length, planned.length - left.length);
  if (left.length === 0) return;
  const judges = await judgesFrom(env, signal);
  const stage = await Stage.open(env, signal);
  try {
    const phones = Array.from({ length: Math.min(folder.run.phones, left.length) }, (_, index) => index + 1);
    await Promise.all(
      phones.map((phone) =>
        work(
          { run: folder.run, folder: folder.path, stage, phoneNumber: phone, judges },
          folder,
          left,
          watcher,
          signal,
        ),
      ),
    );
  } finally {
    await stage.close();
    folder.close();
  }
}

async function work(
  setting: AttemptSetting,
  folder: RunFolder,
  queue: PlannedAttempt[],
  watcher: RunWatcher,
  signal: AbortSignal,
): Promise<void> {
  const { phoneNumber: phone } = setting;
  for (let planned = queue.shift(); planned; planned = queue.shift()) {
    for (let tries = 1; tries <= mostTries; tries++) {
      watcher.attempting(phone, planned);
      const attempt = await makeAttempt(setting, planned, signal);
      folder.append(attempt);
      const isToBeRepeated = attempt.labels.includes('environment') && tries < mostTries;
      watcher.made(phone, attempt, isToBeRepeated);
      if (!isToBeRepeated) break;
    }
  }
}
