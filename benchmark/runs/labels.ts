// Why an attempt failed, by rule: from how it ended, what the agent said and what the verdict found. Several labels may
// fit; the first is the nearest to the cause.
import { type ErrorCode, resolveApp, type StopReason } from '@farhand/shared';
import type { FailureLabel, Verdict } from '../attempt.js';
import type { BenchTask } from '../task.js';

/** Nothing that the system under test did. After a second try it counts as a failure all the same. */
const environmentCodes: ReadonlySet<string> = new Set<ErrorCode>([
  'NO_DEVICE',
  'DEVICE_LOST',
  'DEVICE_UNAUTHORIZED',
  'DEVICE_BUSY',
  'APPIUM_FAILED',
  'LINK_LOST',
  'STORE_FAILED',
  'BRAIN_UNREACHABLE',
  'INTERNAL',
]);

const labelOfCode: Partial<Record<ErrorCode, FailureLabel>> = {
  BRAIN_REFUSED: 'not_planned',
  BRAIN_ANSWER_INVALID: 'not_planned',
  POLICY_REFUSED: 'blocked_by_safety',
  SENSITIVE_SCREEN: 'blocked_by_safety',
  NEEDS_TAKEOVER: 'blocked_by_safety',
  NEEDS_CONFIRMATION: 'asked_needlessly',
  APP_NOT_INSTALLED: 'wrong_app',
};

const labelOfStop: Partial<Record<StopReason, FailureLabel>> = {
  LOOP_DETECTED: 'loop',
  MAX_STEPS_REACHED: 'loop',
  TIME_BUDGET_EXCEEDED: 'latency',
  MODEL_UNAVAILABLE: 'not_planned',
  TASK_ABORTED_BY_AGENT: 'grounding',
  PARSE_ERROR: 'grounding',
  GOAL_NOT_REACHED: 'premature_complete',
};

const loginWords = /登录|登陆|验证码|人机验证|\bcaptcha\b|\b(?:log|sign)(?:ging|ing)?[ -]?in\b/i;

export interface Ending {
  readonly task: BenchTask;
  readonly verdict: Verdict;
  readonly errorCode?: string | undefined;
  readonly stopReason?: StopReason | undefined;
  readonly report: string;
  /** What stopped it, by the limits of the task. */
  readonly limit?: 'steps' | 'time' | undefined;
  /** Ids of the apps that the plan names. */
  readonly apps: readonly string[];
}

function isEnvironment(errorCode: string | undefined): boolean {
  return errorCode !== undefined && environmentCodes.has(errorCode);
}

/** None for an attempt that passed. */
export function labelsOf(ending: Ending): FailureLabel[] {
  const { verdict, errorCode, stopReason, report, limit } = ending;
  if (verdict.pass) return [];
  if (isEnvironment(errorCode)) return ['environment'];
  const labels = new Set<FailureLabel>();
  if (limit !== undefined) labels.add(limit === 'steps' ? 'loop' : 'latency');
  if (errorCode === 'NEEDS_TAKEOVER' && loginWords.test(report)) labels.add('login_or_captcha');
  const byCode = labelOfCode[errorCode as ErrorCode];
  const byStop = stopReason && labelOfStop[stopReason];
  if (labels.size === 0 && byCode) labels.add(byCode);
  else if (labels.size === 0 && byStop) labels.add(byStop);
  if (errorCode === undefined) for (const label of ofFalseSuccess(verdict)) labels.add(label);
  if (!labels.has('not_planned') && isElsewhere(ending)) labels.add('wrong_app');
  return [...labels];
}

/** The agent said that it is done: what is amiss shows what it overlooked. */
function ofFalseSuccess({ items }: Verdict): FailureLabel[] {
  const amiss = new Set(items.filter(({ outcome }) => outcome !== 'met').map(({ tier }) => tier));
  const labels: FailureLabel[] = [];
  if (amiss.has('operational')) labels.push('premature_complete');
  if (amiss.has('negative')) labels.push('missed_constraint');
  if (amiss.has('quality')) labels.push(amiss.has('operational') ? 'missed_constraint' : 'hallucinated_report');
  return labels.length > 0 ? labels : ['premature_complete'];
}

/** The plan names none of the apps that the task is about. */
function isElsewhere({ task, apps }: Ending): boolean {
  const wanted = task.apps.flatMap(({ name }) => resolveApp(name)?.id ?? []);
  return wanted.length > 0 && apps.length > 0 && !apps.some((app) => wanted.includes(app));
}
