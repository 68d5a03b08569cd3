// How a task goes on with one that ended with a question: with its plan, with what its other subtasks brought back, and in the
// very session on the phone that waits. A yes to what was shown word for word is a yes to that and nothing else. Where there
// is neither a plan nor a session to go on with, the command is carried out anew, with what was said.
import type { ErrorBody, Language, Plan, Report, Subtask } from '@farhand/shared';
import { questionOf, waitingReport } from '../decisions/question.js';
import type { Attempts, StoredAttempt } from '../store/attempts.js';
import type { TaskRow, TaskStore } from '../store/task-store.js';
import { type AttemptPlan, callKey, type NextStep } from './attempt.js';
import { awaitingYes, stoppedForYes } from './confirmation.js';
import { isForOnce } from './next-step.js';
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
  /** Whether the user has said yes to all that the plan does. */
  readonly confirmed: boolean;
}

export interface CarryParts {
  readonly store: Pick<TaskStore, 'endedSubtask'>;
  readonly attempts: Pick<Attempts, 'of'>;
}

/** Words that tell a hand that the phone is its again. */
const done = 'done';

export async function carriedOn(parts: CarryParts, ended: TaskRow, said: Said): Promise<CarriedPlan | undefined> {
  const { plan, brain } = ended;
  const question = questionOf(ended);
  if (!plan || brain === null || question?.kind !== said.kind) return undefined;
  if (question.subtaskId === undefined) {
    // Asked before it began, of all of it.
    if (said.kind !== 'confirmation') return undefined;
    return { plan, brain, subtasks: plan.subtasks.map(({ id }) => ({ id, attempts: [] })), confirmed: true };
  }
  const waits = question.subtaskId;
  const reports = ended.result?.reports ?? [];
  const isShown = reports.some((report) => report.subtaskId === waits && stoppedForYes(report));
  const shown = new Map((isShown ? awaitingYes(plan, reports) : []).map((subtask) => [subtask.id, subtask]));
  const subtasks: CarriedSubtask[] = [];
  for (const subtask of plan.subtasks) {
    const seen = shown.get(subtask.id);
    const carried = seen
      ? { id: seen.id, attempts: [consented(seen, ended)] }
      : await carriedSubtask(parts, ended, { language: plan.language, subtask, said, waits });
    if (!carried) return undefined;
    subtasks.push(carried);
  }
  return { plan, brain, subtasks, confirmed: ended.confirmed };
}

interface Carrying {
  readonly language: Language;
  readonly subtask: Subtask;
  readonly said: Said;
  /** The subtask that the question is about. */
  readonly waits: string;
}

/** Undefined for the one that waits, when nothing is there that could go on. */
async function carriedSubtask(
  { store, attempts: all }: CarryParts,
  ended: TaskRow,
  { language, subtask, said, waits }: Carrying,
): Promise<CarriedSubtask | undefined> {
  const { id } = subtask;
  const known = await store.endedSubtask(ended.id, id);
  if (id === waits) {
    const attempts = await all.of(ended.id, id);
    if (said.kind === 'takeover' && isForOnce(subtask.intent) && known && !waitsInSession(attempts)) {
      return { id, ended: { report: seenTo(known.report, language) }, attempts: [] };
    }
    const more = answered(ended, id, attempts, said);
    return more && { id, attempts: more };
  }
  const isOver = known && known.report.stopReason !== 'NOT_STARTED' && !waitingReport([known.report]);
  // One that waits, too, will ask again what nobody has answered.
  return isOver ? { id, ended: known, attempts: [] } : { id, attempts: [] };
}

/** What the user has seen, and nothing else, may be done. */
function consented(shown: Subtask, { mode }: TaskRow): StoredAttempt {
  const by = mode === 'cloud-only' ? 'brain' : 'hand';
  const plan: AttemptPlan = { way: 'first', by, subtask: shown, why: '', confirmed: true };
  return { number: 1, plan, device: undefined, outcome: undefined, next: undefined };
}

/** Otherwise it is over on the phone, and only the user could say what came of it. */
function waitsInSession(attempts: readonly StoredAttempt[]): boolean {
  const { report, said } = attempts.at(-1)?.outcome ?? {};
  return said?.session !== undefined && report !== undefined && waitingReport([report]) !== undefined;
}

/** It may have been done, and the user says that all is well: it must not be done once more. */
function seenTo(report: Report, language: Language): Report {
  const text = language === 'zh' ? '用户说已经完成' : 'Done, as the user says';
  return { ...report, stopReason: 'TASK_COMPLETED_SUCCESSFULLY', text, checked: { by: 'user' } };
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
