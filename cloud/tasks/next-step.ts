// How a subtask goes on after an attempt: it stands, it is tried another way, or it goes to the user. Success is checked
// and never believed. What the brain is asked, it is asked about data; where there is no brain that converses, or it is
// out of reach, fixed rules decide. Nothing that may have reached others is tried again.
import {
  appName,
  type ErrorCode,
  FarhandError,
  goalSentence,
  type Intent,
  outwardIntents,
  type Plan,
  type Report,
  type Subtask,
  toFarhandError,
} from '@farhand/shared';
import type { Account, Purpose } from '../brain/account.js';
import type { ChatModel } from '../brain/chat.js';
import { answerQuestion, type Case, findRemedy, judge } from '../brain/judge.js';
import type { Brains } from '../brain/roles.js';
import type { Attempt, AttemptPlan, NextStep } from './attempt.js';
import { expectationOf } from './expectation.js';
import { strayedFrom } from './in-front.js';
import { rewordings } from './rewordings.js';
import type { Rounds } from './rounds.js';
import type { TaskRequest } from './task-context.js';

const mostAttempts = 6;
const mostRewrites = 2;
const mostAnswers = 2;

/** Another attempt would end like this one, or is not ours to make. */
const final: ReadonlySet<ErrorCode> = new Set([
  'CANCELLED',
  'TIME_LIMIT',
  'BUDGET_EXCEEDED',
  'NEEDS_CONFIRMATION',
  'NEEDS_TAKEOVER',
  'SENSITIVE_SCREEN',
  'POLICY_REFUSED',
  'APP_NOT_INSTALLED',
  'NO_DEVICE',
  'DEVICE_UNAUTHORIZED',
  'DEVICE_BUSY',
  'STORE_FAILED',
  'INTERNAL',
]);
const lost: ReadonlySet<ErrorCode> = new Set(['DEVICE_LOST', 'LINK_LOST', 'APPIUM_FAILED']);

const leavesSomething: ReadonlySet<Intent> = new Set([
  'add_to_cart',
  'favourite',
  'like',
  'follow',
  'order_food',
  'alarm',
  'note',
  'fill_form',
  'do',
]);

/** Whether doing it a second time does more than doing it once: it reaches others, or leaves something behind. */
export function isForOnce(intent: Intent): boolean {
  return outwardIntents.has(intent) || leavesSomething.has(intent);
}

export interface Situation {
  readonly request: TaskRequest;
  readonly plan: Plan;
  readonly before: readonly Report[];
  /** All so far, the last one undecided. */
  readonly attempts: readonly [Attempt, ...Attempt[]];
  readonly brains: Brains;
  readonly account: Account;
  /** What is left of the whole task's. */
  readonly rounds: Rounds;
  readonly signal: AbortSignal;
}

/** Throws BUDGET_EXCEEDED and the signal's reason; everything else a brain fails in is decided by rule. */
export async function nextStep(situation: Situation): Promise<NextStep> {
  const last = lastOf(situation);
  const { outcome } = last;
  const finding = outcome.error ? { reached: false, why: outcome.error.message } : await examine(situation, last);
  if (finding.reached)
    return { kind: 'stands', ...(finding.by && { checked: { by: finding.by, ...because(finding) } }) };
  const plan = await anotherWay(situation, last, finding.why);
  if (plan && (await situation.rounds.mayRetry())) return { kind: 'again', plan };
  if (outcome.error) return { kind: 'stands' };
  return { kind: 'failed', error: notReached(last, finding.why).toBody() };
}

/** What may have reached others, and nothing shows it, is the user's to look at: nobody else can say whether it is to be done again. */
function notReached({ plan: { subtask }, outcome }: Attempt, why: string): FarhandError {
  const message = `"${subtask.goal}" was called done, but ${why}`;
  const isOutward = outwardIntents.has(subtask.intent) && outcome.said?.reachedOthers !== 'no';
  return isOutward
    ? new FarhandError('NEEDS_TAKEOVER', message, { hint: lookHint })
    : new FarhandError('SUBTASK_FAILED', message);
}

/** What the user can do about something that may have reached others already. */
export const lookHint =
  'Look at the phone: answer that it is done when it is there, and say the command again when it is not.';

interface Finding {
  readonly reached: boolean;
  readonly by?: NonNullable<Report['checked']>['by'];
  readonly why: string;
}

function because({ by, why }: Finding): { why?: string } {
  return by === 'judge' ? { why } : {};
}

/**
 * What stands behind a "done": values that code can read, then what the hand read back, then a judging brain. Where there is
 * none of them it stands as not checked, unless it ended in another app.
 */
async function examine(situation: Situation, { plan, outcome }: Attempt): Promise<Finding> {
  const { said } = outcome;
  const expectation = expectationOf(plan.subtask, outcome);
  if (expectation.kind === 'met') return { reached: true, by: 'values', why: '' };
  if (expectation.kind === 'missing') return { reached: false, why: expectation.what };
  if (said?.verified === 'yes') return { reached: true, by: 'hand', why: '' };
  const verdict = await asked(situation, 'judge', (model, about) => judge(model, about, situation.signal));
  if (!verdict) {
    const why = said?.front === undefined ? undefined : strayedFrom(plan.subtask, said.front, situation.plan.language);
    return { reached: why === undefined, why: why ?? '' };
  }
  return verdict.reached ? { reached: true, by: 'judge', why: verdict.why } : { reached: false, why: verdict.why };
}

async function anotherWay(situation: Situation, last: Attempt, why: string): Promise<AttemptPlan | undefined> {
  const { attempts, signal } = situation;
  if (signal.aborted || attempts.length >= mostAttempts) return undefined;
  const { plan, outcome } = last;
  const isOutward = outwardIntents.has(plan.subtask.intent);
  if (outcome.report.stopReason === 'INFO_ACTION_NEEDS_REPLY') {
    // Whom and what a message is for is the user's to say: a brain's word must not come near it.
    return isOutward ? undefined : answered(situation, last);
  }
  const code = outcome.error?.code;
  if (code && final.has(code)) return undefined;
  if (code === 'STEP_LIMIT' && situation.request.maxSteps !== undefined) return undefined;
  if (!attempts.every(mayBeRepeated)) return undefined;
  if (code && lost.has(code)) {
    const { reply: _, ...same } = plan;
    return count(attempts, 'again') === 0 ? { ...same, way: 'again', why } : undefined;
  }
  return otherWords(situation, last, why, !isOutward && count(attempts, 'rewritten') < mostRewrites);
}

/**
 * Reaching others needs evidence that it did not happen. Looking things up may always be done once more. What leaves
 * something behind (a full cart, a note, an alarm) only where the hand itself says that it did not come to it.
 */
function mayBeRepeated({ plan, outcome }: Attempt): boolean {
  const { report, said } = outcome;
  const { intent } = plan.subtask;
  if (said?.reachedOthers === 'yes' || said?.reachedOthers === 'unknown') return false;
  if (outwardIntents.has(intent)) return said?.reachedOthers === 'no';
  if (!leavesSomething.has(intent) || report.steps === 0) return true;
  return said !== undefined && report.stopReason === 'TASK_ABORTED_BY_AGENT';
}

async function answered(situation: Situation, { plan, outcome }: Attempt): Promise<AttemptPlan | undefined> {
  const { attempts, signal } = situation;
  const session = outcome.said?.session;
  const device = outcome.report.device;
  if (session === undefined || device === undefined || count(attempts, 'answered') >= mostAnswers) return undefined;
  const text = await asked(situation, 'answer', (model, about) => answerQuestion(model, about, signal));
  if (text === undefined) return undefined;
  return { ...plan, way: 'answered', why: `${outcome.report.text} → ${text}`, reply: { session, device, text } };
}

/** Other words for what is looked for, then the brain at the controls. */
async function otherWords(
  situation: Situation,
  last: Attempt,
  why: string,
  mayRewrite: boolean,
): Promise<AttemptPlan | undefined> {
  const { attempts, brains, signal } = situation;
  const mayDrive =
    brains.converses('judge') &&
    last.plan.by === 'hand' &&
    count(attempts, 'driven') === 0 &&
    last.outcome.said?.privacy !== 'private';
  if (!mayRewrite && !mayDrive) return undefined;
  const may = { rewrite: mayRewrite, drive: mayDrive };
  const remedy = await asked(situation, 'rewrite', (model, about) => findRemedy(model, about, may, signal));
  if (!remedy) return mayRewrite ? reworded(situation, rewordingsLeft(situation), why) : undefined;
  switch (remedy.way) {
    case 'rewrite':
      return mayRewrite && isNew(remedy.values, attempts)
        ? reworded(situation, [remedy.values], remedy.why)
        : undefined;
    case 'drive':
      return mayDrive ? driven(attempts[0].plan, remedy.why) : undefined;
    case 'give_up':
      return undefined;
  }
}

function driven({ subtask, confirmed }: AttemptPlan, why: string): AttemptPlan {
  return { way: 'driven', by: 'brain', subtask, why, ...(confirmed && { confirmed }) };
}

function rewordingsLeft({ attempts }: Situation): Record<string, string>[] {
  const { intent, values } = attempts[0].plan.subtask;
  return rewordings(intent, values).filter((other) => isNew(other, attempts));
}

function reworded(
  { attempts, plan }: Situation,
  [values]: readonly Readonly<Record<string, string>>[],
  why: string,
): AttemptPlan | undefined {
  if (!values) return undefined;
  const { subtask, by } = attempts[0].plan;
  return { way: 'rewritten', by, subtask: withValues(subtask, values, plan.language), why };
}

/** The subtask with other values, and its goal said anew. */
export function withValues(
  subtask: Subtask,
  values: Readonly<Record<string, string>>,
  language: Plan['language'],
): Subtask {
  const goal = goalSentence(subtask.intent, values, appName(subtask.app ?? '', language), language);
  return { ...subtask, values: { ...values }, goal };
}

function isNew(values: Readonly<Record<string, string>>, attempts: readonly Attempt[]): boolean {
  const key = (of: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(of).sort());
  return attempts.every(({ plan }) => key(plan.subtask.values) !== key(values));
}

/** Undefined where no brain can be asked, the task has asked often enough, or nothing came that can be used. */
async function asked<T>(
  situation: Situation,
  purpose: Purpose,
  ask: (model: ChatModel, about: Case) => Promise<T>,
): Promise<T | undefined> {
  const { brains, account, signal, request, before, attempts } = situation;
  if (!brains.converses('judge') || !(await situation.rounds.mayAsk())) return undefined;
  const tried = attempts.map(({ plan, outcome }) => {
    return { goal: plan.subtask.goal, report: outcome.report, screen: outcome.said?.screen };
  });
  const about: Case = { request: request.command, subtask: attempts[0].plan.subtask, attempts: tried, before };
  try {
    return await ask(brains.chat('judge', account, purpose), about);
  } catch (thrown) {
    if (signal.aborted || toFarhandError(thrown).code === 'BUDGET_EXCEEDED') throw thrown;
    return undefined;
  }
}

function lastOf({ attempts }: Situation): Attempt {
  return attempts.at(-1) ?? attempts[0];
}

function count(attempts: readonly Attempt[], way: AttemptPlan['way']): number {
  return attempts.filter(({ plan }) => plan.way === way).length;
}
