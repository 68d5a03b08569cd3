// Tasks during which something is killed, at moments drawn from a seed, and what became of them. Nothing may be lost or
// done twice; a failure must be said.
import { delay, type TaskResult } from '@farhand/shared';
import { type Ask, deedOf, resultOf } from './follow.js';
import { type Job, jobAt, jobKinds, type Verdict } from './kill-jobs.js';
import type { MortalHouse, Target } from './mortal-house.js';

export interface Trial {
  readonly target: Target;
  readonly verdict: Verdict;
  readonly line: string;
  readonly result: TaskResult | undefined;
}

/** Tasks one after the other, each with one kill. */
export async function* killTrials(
  house: MortalHouse,
  options: { readonly kills: number; readonly seed: number; readonly targets: readonly Target[] },
): AsyncGenerator<Trial> {
  const random = randomOf(options.seed);
  let kills = 0;
  for (let trial = 1; kills < options.kills; trial++) {
    const target = options.targets[Math.floor(random() * options.targets.length)] ?? 'cloud';
    const job = jobAt(house, trial, options.seed);
    // Every other deed is interrupted as it is done.
    const atDeed = job.deed !== undefined && Math.floor(trial / jobKinds) % 2 === 0;
    const moment: Moment = { atDeed, delayMs: Math.floor(random() * (atDeed ? 500 : job.usualMs)) };
    await job.prepare?.();
    const startedMs = performance.now();
    const { result, killed } = await runAndKill(house, job, target, moment);
    if (killed) kills += 1;
    const verdict = await job.judge(result);
    const when = `${moment.atDeed ? 'as it is done, after ' : 'after '}${moment.delayMs} ms`;
    const said = result
      ? [result.status, result.error?.code, result.error?.message].filter(Boolean).join(' ')
      : 'no end';
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(0);
    const line = `${kills}: ${killed ? target : `no ${target}`} ${when}, ${job.name}: ${verdict} (${said}, ${seconds} s)`;
    yield { target, verdict, line, result };
  }
}

interface Moment {
  readonly atDeed: boolean;
  readonly delayMs: number;
}

async function runAndKill(
  house: MortalHouse,
  job: Job,
  target: Target,
  moment: Moment,
): Promise<{ result: TaskResult | undefined; killed: boolean }> {
  const ask: Ask = (path, body) => house.ask(path, body);
  const { taskId } = (await (await ask('/v1/tasks', job.request)).json()) as { taskId: string };
  if (moment.atDeed && job.deed) await deedOf(ask, taskId, job.deed);
  await delay(moment.delayMs);
  const killed = await house.kill(target);
  return { result: await resultOf(ask, taskId), killed };
}

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
