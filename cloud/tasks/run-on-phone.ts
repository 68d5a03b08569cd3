// One attempt on a leased phone: through the hand, or with the brain at the controls.
import {
  type Device,
  type ErrorCode,
  type ExecuteTaskResult,
  FarhandError,
  type GuiToolInput,
  type PrivacyLevel,
  privacyLevels,
  type StepProgress,
  type Subtask,
  toFarhandError,
} from '@farhand/shared';
import type { Called } from '../devices/hand-client.js';
import type { Lease } from '../devices/registry.js';
import type { LeaseHolder } from '../store/phone-book.js';
import { type AttemptOutcome, type AttemptPlan, callKey } from './attempt.js';
import { driveOnPhone } from './drive/drive-on-phone.js';
import { callHand, type HandAnswer } from './hand-call.js';
import { isForOnce, lookHint } from './next-step.js';
import type { SubtaskRun } from './run-subtask.js';
import { type StepPictures, stepPictures } from './step-pictures.js';
import { outcomeOfError, outcomeOfHand, type SubtaskUsage, sumUsage } from './subtask-outcome.js';
import type { TaskContext } from './task-context.js';

export interface PhoneRun extends SubtaskRun {
  /** Of the attempt, 1 first. */
  readonly number: number;
  readonly attempt: AttemptPlan;
  /** The phone on which a process that is gone began this attempt. */
  readonly begunOn: string | undefined;
}

/** How far an attempt has come. */
interface Progress {
  device: string | undefined;
  steps: number;
}

/** Never rejects for what can go wrong on a phone: the outcome says it. */
export async function runOnPhone(context: TaskContext, run: PhoneRun): Promise<AttemptOutcome> {
  const startedMs = performance.now();
  const progress: Progress = { device: undefined, steps: 0 };
  try {
    return await onLeasedPhone(context, run, progress);
  } catch (thrown) {
    const error = toFarhandError(thrown);
    if (error.code === 'INTERNAL') context.log.error({ err: thrown }, 'an attempt broke');
    const { device, steps } = progress;
    const seconds = (performance.now() - startedMs) / 1000;
    return outcomeOfError(run.subtask, error, seconds, device === undefined ? undefined : { device, steps });
  }
}

async function onLeasedPhone(context: TaskContext, run: PhoneRun, progress: Progress): Promise<AttemptOutcome> {
  const { request, attempt, begunOn, signal } = run;
  const { registry, deviceWaitMs: waitMs } = context;
  const isOnce = isForOnce(attempt.subtask.intent);
  // Only the bridge that began what is not for doing twice can say whether it was done; only that of a session can go on with it.
  const wanted = attempt.reply?.device ?? (isOnce ? begunOn : undefined) ?? request.device;
  const leased = registry.lease({ holder: holderOf(run), device: wanted, waitMs, signal });
  run.onQueued();
  const lease = await leased.catch((error: unknown) => {
    throw isOnce && begunOn !== undefined ? unclear(attempt.subtask, error) : error;
  });
  progress.device = lease.device.device_id;
  await noteBegun(context, run, lease.device).catch((error: unknown) => {
    lease.release();
    throw error;
  });
  const pictures = stepPictures(context, request.taskId, run.subtask.id, lease);
  const steps = tellSteps(context, run, progress, pictures);
  const outcome = await (attempt.by === 'brain'
    ? drive(context, run, lease, steps.tell)
    : byHand(context, run, lease, steps.tell)
  ).catch((error: unknown) => {
    throw isOnce ? unclear(attempt.subtask, error) : error;
  });
  await steps.told();
  await pictures.kept();
  return outcome;
}

function holderOf({ request, subtask }: PhoneRun): LeaseHolder {
  const { taskId, epoch, owner } = request;
  return { taskId, epoch, owner, subtaskId: subtask.id };
}

async function noteBegun(
  context: TaskContext,
  { request, subtask, number, attempt }: PhoneRun,
  { device_id: device, memory }: Device,
): Promise<void> {
  const { taskId } = request;
  const plan = { ...attempt, ...(memory !== undefined && { memory }) };
  if (number === 1) await context.store.beginSubtask(taskId, subtask.id, { plan, device });
  else await context.attempts.begin(taskId, subtask.id, number, plan, device);
}

/** Steps are told in their order; whoever tells them does not wait for the database. */
function tellSteps(
  { store, log }: TaskContext,
  { request, subtask }: PhoneRun,
  progress: Progress,
  pictures: StepPictures,
): { tell: (step: StepProgress) => void; told: () => Promise<void> } {
  let told: Promise<unknown> = Promise.resolve();
  const tell = (step: StepProgress): void => {
    progress.steps = step.step;
    pictures.take(step);
    const event = { type: 'step', subtaskId: subtask.id, ...step } as const;
    told = told.then(() => store.append(request.taskId, event)).catch((error) => log.warn({ err: error }));
  };
  return { tell, told: () => told.then(() => undefined) };
}

async function byHand(
  { registry, deviceWaitMs: waitMs, brains }: TaskContext,
  run: PhoneRun,
  lease: Lease,
  onStep: (step: StepProgress) => void,
): Promise<AttemptOutcome> {
  const { request, attempt, subtask, begunOn, signal } = run;
  const startedMs = performance.now();
  const answer = await callHand(registry, lease, {
    holder: holderOf(run),
    input: handInput(run, lease.device.device_id),
    isAgain: begunOn !== undefined,
    begunUnder: begunOn === undefined ? lease.device.memory : attempt.memory,
    isOnce: isForOnce(attempt.subtask.intent),
    consentTo: attempt.reply?.consentTo,
    waitMs,
    onStep,
    looksAfter: (result) => request.mode !== 'edge' && isDoubtful(result, brains.converses('judge')),
    signal,
  });
  const seconds = (performance.now() - startedMs) / 1000;
  const usage = sumUsage([answer, ...(answer.screen ? [answer.screen] : [])].map(usageOf));
  return { ...outcomeOfHand(subtask, answer.result, usage, seconds), said: saidBy(answer) };
}

/** Nothing read it back, or it did not come to its end, and a brain is to decide: then somebody should see the screen. */
function isDoubtful({ stop_reason: stop, verified }: ExecuteTaskResult, isJudged: boolean): boolean {
  if (stop === 'TASK_COMPLETED_SUCCESSFULLY') return verified !== 'yes';
  if (!isJudged) return false;
  return stop === 'TASK_ABORTED_BY_AGENT' || stop === 'MAX_STEPS_REACHED' || stop === 'LOOP_DETECTED';
}

function saidBy({ result, screen }: HandAnswer): NonNullable<AttemptOutcome['said']> {
  const { session_id: session, verified, reached_others: reachedOthers, privacy_level: level } = result;
  const privacy = privacyLevels.find((known): known is PrivacyLevel => known === level) ?? 'private';
  return {
    session,
    verified,
    privacy,
    ...(reachedOthers && { reachedOthers }),
    ...(screen && { screen: screen.result.text }),
    ...(screen?.result.app !== undefined && { front: screen.result.app }),
  };
}

export function usageOf({ bytes, left }: Called<unknown>): SubtaskUsage {
  return {
    bytesUp: bytes.up,
    bytesDown: bytes.down,
    personalLeft: left.personal,
    personalHeld: left.held,
    pictureBytes: left.picture_bytes,
  };
}

async function drive(
  context: TaskContext,
  run: PhoneRun,
  lease: Lease,
  onStep: (step: StepProgress) => void,
): Promise<AttemptOutcome> {
  const { attempt, begunOn } = run;
  if (begunOn !== undefined && isForOnce(attempt.subtask.intent)) {
    lease.release();
    throw new FarhandError('LINK_LOST', 'The brain was at the controls when it was interrupted');
  }
  return driveOnPhone(context, run, lease, onStep);
}

/** Whoever could say whether a message went out has forgotten it or is gone: sending it twice would be worse than asking. */
const silent: ReadonlySet<ErrorCode> = new Set(['TASK_UNKNOWN', 'LINK_LOST', 'NO_DEVICE']);

function unclear(subtask: Subtask, thrown: unknown): unknown {
  if (!silent.has(toFarhandError(thrown).code)) return thrown;
  const message = `Farhand was interrupted during "${subtask.goal}", which may have happened already`;
  return new FarhandError('NEEDS_TAKEOVER', message, {
    hint: lookHint,
    cause: thrown,
  });
}

/** By the task's own yes, given for all of it, or by one to this very attempt. */
export function isConfirmed({ request, attempt }: PhoneRun): boolean {
  return request.confirmed || attempt.confirmed === true;
}

function handInput(run: PhoneRun, device: string): GuiToolInput<'execute_task'> {
  const { request, plan, subtask, number, attempt } = run;
  const { reply, subtask: wanted } = attempt;
  const call = {
    device_id: device,
    ...(request.maxSteps !== undefined && { max_steps: request.maxSteps }),
    task_id: request.taskId,
    idempotency_key: callKey(request.taskId, subtask.id, number),
    epoch: request.epoch,
    detail: 'captions' as const,
    ...(request.decidedBy !== undefined && { decided_by: request.decidedBy }),
  };
  if (reply) {
    return {
      ...call,
      session_id: reply.session,
      ...(reply.text !== undefined && { reply_from_client: reply.text }),
      ...(reply.by === undefined && { reply_by: 'brain' as const }),
    };
  }
  return {
    ...call,
    task: wanted.goal,
    ...(wanted.app !== undefined && { app: wanted.app }),
    intent: wanted.intent,
    values: wanted.values,
    language: plan.language,
    request: request.command,
    confirmed: isConfirmed(run),
  };
}
