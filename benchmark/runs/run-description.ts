// What a run is, as it stands in its `run.json`: enough to go on with it and to make it again elsewhere.
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { arms } from '../attempt.js';

export const runSchema = z.strictObject({
  id: z.string(),
  suite: z.string(),
  suiteVersion: z.string(),
  /** What of the suite, in words. */
  selection: z.string(),
  arms: z.array(z.enum(arms)).min(1),
  repeat: z.int().positive(),
  seed: z.int().nonnegative(),
  phones: z.int().positive(),
  /** What the phones' clocks are set to before each attempt; absent: the machine's time. */
  phoneTime: z.string().optional(),
  startedAt: z.iso.datetime(),
  commit: z.string(),
  brain: z.string(),
  hand: z.string(),
  privacyLevel: z.string(),
  machine: z.string(),
});
export type Run = z.infer<typeof runSchema>;

/** Who carries a run out and where: from the settings and the machine. */
export function circumstances(
  env: NodeJS.ProcessEnv,
): Pick<Run, 'commit' | 'brain' | 'hand' | 'privacyLevel' | 'machine'> {
  const [cpu] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  return {
    commit: commit(),
    brain: brainOf(env),
    hand: env.FARHAND_HAND_URL ? (env.FARHAND_HAND_MODEL ?? 'gelab-zero-4b-preview') : 'skills',
    privacyLevel: env.FARHAND_PRIVACY ?? 'captions',
    machine: `${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${gib} GiB, Node ${process.versions.node}`,
  };
}

function brainOf({
  FARHAND_BRAIN_URL: url,
  FARHAND_BRAIN_MODEL: model,
  FARHAND_BRAIN_MODEL_PATH: path,
}: NodeJS.ProcessEnv) {
  if (url) return model ?? new URL(url).host;
  return path ? basename(path) : 'embedded';
}

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: here, encoding: 'utf8', stdio: 'pipe' }).trim();
  const here = fileURLToPath(new URL('.', import.meta.url));
  try {
    return `${git('rev-parse', '--short=12', 'HEAD')}${git('status', '--porcelain', '-uno') === '' ? '' : ' and changes'}`;
  } catch {
    return 'unknown';
  }
}
