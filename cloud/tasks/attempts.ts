// A subtask on phones, attempt after attempt until one stands. Everything is written down before it goes on: the attempt
// before a phone is asked, its outcome before a brain is asked about it, the decision before it is followed. A task that
// is resumed goes on where the writing ends.
import { FarhandError, type Report } from '@farhand/shared';
import type { StoredAttempt } from '../store/attempts.js';
import type { Attempt, AttemptOutcome, AttemptPlan, NextStep } from './attempt.js';
import { nextStep } from './next-step.js';
import { type PhoneRun, runOnPhone } from './run-on-phone.js';
import type { SubtaskRun } from './run-subtask.js';
import { type SubtaskOutcome, sumUsage } from './subtask-outcome.js';
import type { TaskContext } from './task-context.js';

export async function runAttempts(context: TaskContext, run: SubtaskRun): Promise<SubtaskOutcome> {
  const { request, subtask } = run;
  const stored = run.isResumed ? await context.attempts.of(request.taskId, subtask.id) : [];
  let plan = stored[0]?.plan ?? firstPlan(run);
  const done: Attempt[] = [];
  for (let number = 1; ; number++) {
    const known = stored[number - 1];
    const outcome = known?.outcome ?? (await tried(context, run, { number, plan, known }));
    done.push({ plan, outcome });
    const next = known?.next ?? (await decided(context, run, done, number));
    if (next.kind !== 'again') return together(done, next);
    plan = next.plan;
    await announce(context, run, number + 1, plan);
  }
}

function firstPlan({ request, subtask }: SubtaskRun): AttemptPlan {
  return { way: 'first', by: request.mode === 'cloud-only' ? 'brain' : 'hand', subtask, why: '' };
}

async function tried(
  context: TaskContext,
  run: SubtaskRun,
  { number, plan, known }: { number: number; plan: AttemptPlan; known: StoredAttempt | undefined },
): Promise<AttemptOutcome> {
  const phoneRun: PhoneRun = { ...run, number, attempt: plan, begunOn: known?.device };
  const outcome = await runOnPhone(context, phoneRun);
  // Nothing is kept of an attempt that was stopped with its process: whoever resumes the task makes it.
  if (!run.signal.aborted) await context.attempts.ended(run.request.taskId, run.subtask.id, number, outcome);
  return outcome;
}

async function decided(
  context: TaskContext,
  run: SubtaskRun,
  done: readonly Attempt[],
  number: number,
): Promise<NextStep> {
  const [first, ...more] = done;
  const { request, plan, before, account, rounds, signal } = run;
  if (!first || signal.aborted) return { kind: 'stands' };
  // What the hand alone makes of a task is what it comes to.
  if (request.mode === 'edge')
    return { kind: 'stands', ...(first.outcome.said?.verified === 'yes' && { checked: { by: 'hand' } }) };
  const attempts = [first, ...more] as const;
  const { brains } = context;
  const next = await nextStep({ request, plan, before, attempts, brains, account, rounds, signal });
  await context.attempts.decided(request.taskId, run.subtask.id, number, next);
  return next;
}

async function announce(context: TaskContext, run: SubtaskRun, number: number, plan: AttemptPlan): Promise<void> {
  const { request, subtask } = run;
  if (plan.way === 'first') return;
  const event = { type: 'attempt', subtaskId: subtask.id, number, way: plan.way, why: plan.why } as const;
  await context.store.append(request.taskId, event, `attempt ${subtask.id} ${number}`);
}

/** The last attempt's outcome with the effort of all. An attempt that could not begin leaves the one before it standing. */
function together(done: readonly Attempt[], next: NextStep): SubtaskOutcome {
  const last = done.at(-1);
  const before = done.at(-2);
  const standing = last?.outcome.report.stopReason === 'NOT_STARTED' && before ? before : last;
  if (!standing) throw new FarhandError('INTERNAL', 'A subtask ended without an attempt');
  const { report, error } = standing.outcome;
  const sum = (pick: (report: Report) => number) =>
    done.reduce((total, { outcome }) => total + pick(outcome.report), 0);
  const failed = next.kind === 'failed' ? next.error : error;
  const stopReason = failed?.code === 'NEEDS_TAKEOVER' ? ('NEEDS_TAKEOVER' as const) : ('GOAL_NOT_REACHED' as const);
  return {
    report: {
      ...report,
      ...(next.kind === 'failed' && { stopReason }),
      ...(done.length > 1 && { attempts: done.length }),
      ...(next.kind === 'stands' && next.checked && { checked: next.checked }),
      steps: sum(({ steps }) => steps),
      seconds: sum(({ seconds }) => seconds),
    },
    ...(failed && { error: failed }),
    usage: sumUsage(done.map(({ outcome }) => outcome.usage)),
  };
}
