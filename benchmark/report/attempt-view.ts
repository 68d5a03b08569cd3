// One attempt as the report shows it: from its line and its folder. A folder that is gone leaves its replay empty.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '@farhand/shared';
import type { Arm, Attempt } from '../attempt.js';
import type { Question, TimedEvent } from '../runs/conversation.js';
import type { RecordLine } from '../runs/trace.js';
import type { BenchTask } from '../task.js';
import { stepsFile, type TrajectoryStep } from '../trajectory.js';

/** Takes pictures into the report; undefined when there is no room, or no picture. */
export interface Pictures {
  take(path: string): number | undefined;
}

interface ReplayStep {
  /** `action` alone where the exact one is not known. */
  readonly action: Action | { readonly action: string };
  readonly thought: string;
  readonly seconds?: number;
  readonly gate?: string;
  readonly picture?: number;
  /** Of the picture, relative to the run. */
  readonly name?: string;
}

interface Sent {
  readonly to: string;
  readonly class: string;
  readonly bytes: number;
  readonly times: number;
  readonly left: number;
  readonly held: number;
}

export interface AttemptView {
  readonly id: string;
  readonly taskId: string;
  readonly number: number;
  readonly arm: Arm;
  readonly pass: boolean;
  readonly labels: readonly string[];
  readonly steps: number;
  readonly seconds: number;
  readonly stopReason?: string;
  readonly errorCode?: string;
  readonly instruction: string;
  readonly language: string;
  readonly facets: BenchTask['facets'];
  readonly report: string;
  readonly verdict: Attempt['verdict'];
  readonly plan: readonly string[];
  readonly asked: readonly Question[];
  readonly replay: readonly ReplayStep[];
  readonly ledger: readonly Sent[];
}

interface KeptAttempt {
  readonly task?: BenchTask;
  readonly events?: readonly TimedEvent[];
  readonly asked?: readonly Question[];
  readonly record?: readonly RecordLine[];
}

export function viewOf(
  runPath: string,
  attempt: Attempt,
  suiteTask: BenchTask | undefined,
  pictures: Pictures,
): AttemptView {
  const { taskId, attempt: number, system, verdict, labels, steps, seconds, stopReason, errorCode, report } = attempt;
  const folder = attempt.folder === undefined ? undefined : join(runPath, attempt.folder);
  const kept = folder === undefined ? {} : (readJson<KeptAttempt>(join(folder, 'attempt.json')) ?? {});
  const task = kept.task ?? suiteTask;
  return {
    id: `${taskId}/${system.arm}-${number}`,
    taskId,
    number,
    arm: system.arm,
    pass: verdict.pass,
    labels,
    steps,
    seconds,
    ...(stopReason !== undefined && { stopReason }),
    ...(errorCode !== undefined && { errorCode }),
    instruction: task?.instructionEffective ?? task?.instruction ?? taskId,
    language: task?.language ?? 'en',
    facets: task?.facets ?? {},
    report,
    verdict,
    plan: planOf(kept.events ?? []),
    asked: kept.asked ?? [],
    replay: folder === undefined ? [] : replayOf(folder, attempt.folder ?? '', kept.events ?? [], pictures),
    ledger: ledgerOf(kept.record ?? []),
  };
}

function planOf(events: readonly TimedEvent[]): string[] {
  return events.flatMap(({ event }) =>
    event.type === 'planned' ? event.plan.subtasks.map(({ id, goal }) => `${id}: ${goal}`) : [],
  );
}

function replayOf(
  folder: string,
  name: string,
  events: readonly TimedEvent[],
  pictures: Pictures,
): readonly ReplayStep[] {
  const steps = readLines<TrajectoryStep>(join(folder, stepsFile));
  if (steps.length === 0) return eventSteps(events);
  return steps.map(({ action, thought, seconds, gate, screenshotBefore: before }) => {
    const picture = before === undefined ? undefined : pictures.take(join(folder, before));
    return {
      action,
      thought,
      seconds,
      ...(gate && { gate: gate.class }),
      ...(picture !== undefined && { picture }),
      ...(before !== undefined && { name: `${name}/${before}` }),
    };
  });
}

/** Where no hand wrote down what exactly was done. */
function eventSteps(events: readonly TimedEvent[]): ReplayStep[] {
  return events.flatMap(({ event }) =>
    event.type === 'step' ? [{ action: { action: event.action }, thought: event.explain }] : [],
  );
}

/** Bytes by where they went and what they were. */
function ledgerOf(record: readonly RecordLine[]): Sent[] {
  const sums = new Map<string, Sent>();
  for (const { kind, to = '', class: what = '', bytes = 0, left = {}, held = {} } of record) {
    if (kind !== 'sent') continue;
    const key = `${to} ${what}`;
    const before = sums.get(key) ?? { to, class: what, bytes: 0, times: 0, left: 0, held: 0 };
    sums.set(key, {
      ...before,
      bytes: before.bytes + bytes,
      times: before.times + 1,
      left: before.left + total(left),
      held: before.held + total(held),
    });
  }
  return [...sums.values()];
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function readJson<T>(path: string): T | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}

function readLines<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as T);
}
