// From the attempts of a run to its figures: for each arm, for each pair of arms, for each facet. Pure: the same lines
// always give the same figures.
import type { Arm, Attempt, FailureLabel } from '../attempt.js';
import { keyOf } from '../runs/order.js';
import type { Run } from '../runs/run-description.js';
import type { BenchTask, Facets } from '../task.js';
import { type Interval, mcNemarExact, mean, median, passAtK, wilsonInterval } from './statistics.js';

export interface Score {
  readonly tasks: number;
  readonly attempts: number;
  readonly passed: number;
  /** Mean over tasks of the share of attempts that passed, from 0 to 1. */
  readonly passAt1: number;
  readonly interval: Interval;
  /** Absent with fewer than three attempts at each task. */
  readonly passAt3?: number;
}

export interface ArmSummary extends Score {
  readonly arm: Arm;
  /** Medians over attempts. */
  readonly seconds: number;
  readonly steps: number;
  readonly brainCalls: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly bytesUp: number;
  /** Mean over attempts. */
  readonly usd: number;
  /** How many of the failed attempts have each label, the commonest first. */
  readonly labels: readonly { readonly label: FailureLabel; readonly attempts: number }[];
  /** Tries that failed for reasons outside of what is measured, also those made good by a second try. */
  readonly environment: number;
  /** Attempts in which the agent asked, and those in which the script had no answer. */
  readonly asked: number;
  readonly facets: Readonly<Record<string, Readonly<Record<string, Score>>>>;
  /** Hard composite tasks, where the arms should differ most. */
  readonly hardComposite?: Score;
}

export interface PairSummary {
  readonly arms: readonly [Arm, Arm];
  /** Tasks that both have. */
  readonly tasks: number;
  /** Of the second's pass@1 over the first's, from -1 to 1, on these tasks. */
  readonly gain: number;
  /** Tasks in which more of the attempts of the one arm passed. */
  readonly betterFirst: number;
  readonly betterSecond: number;
  readonly p: number;
}

export interface Summary {
  readonly run: Run;
  readonly attemptsPlanned: number;
  readonly attemptsMade: number;
  readonly arms: readonly ArmSummary[];
  readonly pairs: readonly PairSummary[];
  /** Tasks whose guideline no person has approved. */
  readonly unapproved: number;
}

const facetNames = [
  'scene',
  'cognitive',
  'complexity',
  'ambiguity',
  'personalisation',
  'difficulty',
] as const satisfies readonly (keyof Facets)[];

export function summarise(run: Run, tasks: readonly BenchTask[], lines: readonly Attempt[]): Summary {
  const attempts = lastTries(lines);
  const arms = run.arms.map((arm) => summariseArm(arm, tasks, attempts, lines));
  const pairs = run.arms.flatMap((second, index) =>
    run.arms.slice(0, index).map((first) => comparePair(first, second, attempts, attempts)),
  );
  return {
    run,
    attemptsPlanned: tasks.length * run.arms.length * run.repeat,
    attemptsMade: attempts.length,
    arms,
    pairs,
    unapproved: tasks.filter(({ check, guideline }) => check.kind === 'judge' && !guideline.approved).length,
  };
}

/** Of several tries at the same attempt the last one counts. */
export function lastTries(lines: readonly Attempt[]): Attempt[] {
  return [...new Map(lines.map((line) => [keyOf(line.taskId, line.system.arm, line.attempt), line])).values()];
}

function summariseArm(
  arm: Arm,
  tasks: readonly BenchTask[],
  all: readonly Attempt[],
  lines: readonly Attempt[],
): ArmSummary {
  const attempts = all.filter(({ system }) => system.arm === arm);
  const of = (pick: (attempt: Attempt) => number) => median(attempts.map(pick)) ?? 0;
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const isHardComposite = ({ taskId }: Attempt) => {
    const { difficulty, complexity } = byId.get(taskId)?.facets ?? {};
    return difficulty === 'hard' && complexity === 'composite';
  };
  const hard = attempts.filter(isHardComposite);
  return {
    arm,
    ...scoreOf(attempts),
    seconds: of(({ seconds }) => seconds),
    steps: of(({ steps }) => steps),
    brainCalls: of(({ brainCalls }) => brainCalls),
    tokensIn: of(({ tokens }) => tokens.in),
    tokensOut: of(({ tokens }) => tokens.out),
    bytesUp: of(({ bytesUp }) => bytesUp.pictures + bytesUp.text),
    usd: mean(attempts.map(({ usd }) => usd)) ?? 0,
    labels: countLabels(attempts),
    environment: lines.filter(({ system, labels }) => system.arm === arm && labels.includes('environment')).length,
    asked: attempts.filter(({ errorCode }) => errorCode === 'NEEDS_CONFIRMATION').length,
    facets: Object.fromEntries(facetNames.map((name) => [name, byFacet(name, byId, attempts)])),
    ...(hard.length > 0 && { hardComposite: scoreOf(hard) }),
  };
}

export function scoreOf(attempts: readonly Attempt[]): Score {
  const rates = [...byTask(attempts).values()];
  const passAt1 = mean(rates.map(({ made, passed }) => passed / made)) ?? 0;
  const thirds = rates.map(({ made, passed }) => passAtK(made, passed, 3));
  const known = thirds.filter((third) => third !== undefined);
  return {
    tasks: rates.length,
    attempts: attempts.length,
    passed: attempts.filter(({ verdict }) => verdict.pass).length,
    passAt1,
    interval: rates.length === 0 ? { low: 0, high: 1 } : wilsonInterval(passAt1, rates.length),
    ...(rates.length > 0 && known.length === rates.length && { passAt3: mean(known) ?? 0 }),
  };
}

interface Rate {
  readonly made: number;
  readonly passed: number;
}

function byTask(attempts: readonly Attempt[]): Map<string, Rate> {
  const rates = new Map<string, Rate>();
  for (const { taskId, verdict } of attempts) {
    const { made, passed } = rates.get(taskId) ?? { made: 0, passed: 0 };
    rates.set(taskId, { made: made + 1, passed: passed + (verdict.pass ? 1 : 0) });
  }
  return rates;
}

/**
 * By task: with one attempt each this is McNemar's test, with more the sign test on the shares that passed. `first` and
 * `second` may be of different runs.
 */
export function comparePair(
  firstArm: Arm,
  secondArm: Arm,
  first: readonly Attempt[],
  second: readonly Attempt[],
): PairSummary {
  const before = byTask(first.filter(({ system }) => system.arm === firstArm));
  const after = byTask(second.filter(({ system }) => system.arm === secondArm));
  const gains = [...before].flatMap(([id, rate]) => {
    const other = after.get(id);
    return other ? [other.passed / other.made - rate.passed / rate.made] : [];
  });
  const betterFirst = gains.filter((gain) => gain < 0).length;
  const betterSecond = gains.filter((gain) => gain > 0).length;
  return {
    arms: [firstArm, secondArm],
    tasks: gains.length,
    gain: mean(gains) ?? 0,
    betterFirst,
    betterSecond,
    p: mcNemarExact(betterFirst, betterSecond),
  };
}

function countLabels(attempts: readonly Attempt[]): { label: FailureLabel; attempts: number }[] {
  const counts = new Map<FailureLabel, number>();
  for (const label of attempts.flatMap(({ labels }) => labels)) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => ({ label, attempts: count })).sort((a, b) => b.attempts - a.attempts);
}

function byFacet(
  name: keyof Facets,
  tasks: ReadonlyMap<string, BenchTask>,
  attempts: readonly Attempt[],
): Record<string, Score> {
  const groups = new Map<string, Attempt[]>();
  for (const attempt of attempts) {
    const value = tasks.get(attempt.taskId)?.facets[name];
    if (value === undefined) continue;
    const group = groups.get(value) ?? [];
    group.push(attempt);
    groups.set(value, group);
  }
  return Object.fromEntries([...groups].map(([value, group]) => [value, scoreOf(group)]));
}
