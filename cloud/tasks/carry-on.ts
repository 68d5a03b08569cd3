// How a task goes on with one that ended with a question: with its plan, with what its other subtasks brought back, and in the
// very session on the phone that waits. Where no session waits the command is carried out anew, with what was said.
import type { ErrorBody, Plan, Report } from '@farhand/shared';
import { questionOf, waitingReport } from '../decisions/question.js';
import type { Attempts, StoredAttempt } from '../store/attempts.js';
import type { TaskRow, TaskStore } from '../store/task-store.js';
import { type AttemptPlan, callKey, type NextStep } from './attempt.js';
import { noUsage } from './subtask-outcome.js';

/** What the user said: yes, words, or that they are done on the phone. */
export type Said =
  | { readonly kind: 'confirmation' }
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'takeover' };

export interface CarriedSubtask {
  readonly id: string;
  /** Of one that has ended; the others are carried out. */
  readonly ended?: { readonly report: Report; readonly error?: ErrorBody } | undefined;
  readonly attempts: readonly StoredAttempt[];
}

export interface CarriedPlan {
  readonly plan: Plan;
  readonly brain: string;
  readonly subtasks: readonly CarriedSubtask[];
}

export interface CarryParts {
  readonly store: Pick<TaskStore, 'endedSubtask'>;
  readonly attempts: Pick<Attempts, 'of'>;
}

/** Words that tell a hand that the phone is its again. */
const done = 'done';

export async function carriedOn(parts: CarryParts, ended: TaskRow, said: Said): Promise<CarriedPlan | undefined> {
  const { id, plan, brain } = ended;
  const question = questionOf(ended);
  if (!plan || brain === null || question?.subtaskId === undefined || question.kind !== said.kind) return undefined;
  const subtasks: CarriedSubtask[] = [];
  for (const subtask of plan.subtasks) {
    const known = await parts.store.endedSubtask(id, subtask.id);
    if (subtask.id === question.subtaskId) {
      const attempts = answered(ended, subtask.id, await parts.attempts.of(id, subtask.id), said);
      if (!attempts) return undefined;
      subtasks.push({ id: subtask.id, attempts });
    } else if (known && known.report.stopReason !== 'NOT_STARTED' && !waitingReport([known.report])) {
      subtasks.push({ id: subtask.id, ended: known, attempts: [] });
    } else {
      // One that waits, too, will ask again what nobody has answered.
      subtasks.push({ id: subtask.id, attempts: [] });
    }
  }
  return { plan, brain, subtasks };
}

/** The attempts so far, the last followed by one that goes on in its session; nothing when it has none. */
function answered(
  { id, epoch }: TaskRow,
  subtaskId: string,
  attempts: readonly StoredAttempt[],
  said: Said,
): StoredAttempt[] | undefined {
  const last = attempts.at(-1);
  const session = last?.outcome?.said?.session;
  if (!last || session === undefined || last.device === undefined) return undefined;
  const key = callKey(id, subtaskId, last.number);
  const text = said.kind === 'question' ? said.text : done;
  const plan: AttemptPlan = {
    ...last.plan,
    way: 'answered',
    by: 'hand',
    why: said.kind === 'question' ? said.text : said.kind,
    reply: {
      session,
      device: last.device,
      by: 'user',
      ...(said.kind === 'confirmation' ? { consentTo: { key, epoch } } : { text }),
    },
  };
  const next: NextStep = { kind: 'again', plan };
  // What they cost was paid by the task before.
  return attempts.map((attempt) => ({
    ...attempt,
    outcome: attempt.outcome && { ...attempt.outcome, usage: noUsage },
    next: attempt === last ? next : attempt.next,
  }));
}
