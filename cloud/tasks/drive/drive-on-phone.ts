// A drive on a leased phone as an attempt at a subtask: who pays, what the user has said yes to, and what came of it.
import {
  type ErrorBody,
  FarhandError,
  outwardIntents,
  type Report,
  type StepProgress,
  toFarhandError,
} from '@farhand/shared';
import type { Lease } from '../../devices/registry.js';
import { SteeredPhone } from '../../devices/steered-phone.js';
import type { AttemptOutcome } from '../attempt.js';
import { isConfirmed, type PhoneRun, usageOf } from '../run-on-phone.js';
import { errorOfStop, outcomeOfError, sumUsage } from '../subtask-outcome.js';
import type { TaskContext } from '../task-context.js';
import { type Driven, drive } from './drive.js';

const defaultMaxSteps = 40;

/** Gives the phone back. Throws only when an outward drive broke where nobody knows what happened. */
export async function driveOnPhone(
  { brains, store }: TaskContext,
  run: PhoneRun,
  lease: Lease,
  onStep: (step: StepProgress) => void,
): Promise<AttemptOutcome> {
  const { request, attempt, account, signal } = run;
  const { subtask } = attempt;
  const { device_id: deviceId, privacy_level: privacy } = lease.device;
  const startedMs = performance.now();
  const { command, taskId } = request;
  const confirmed = isConfirmed(run);
  const consent = { request: command, confirmed, intent: subtask.intent, values: subtask.values, ...appOf(subtask) };
  const shows = privacy === 'open' && brains.sees('planner');
  const phone = new SteeredPhone(lease.hand, { deviceId, taskId, consent, confirm: () => store.confirm(), shows });
  const progress = { steps: 0 };
  const tell = (step: StepProgress): void => {
    progress.steps = step.step;
    onStep({ ...step, bytesUp: usage().bytesUp });
  };
  const seconds = () => (performance.now() - startedMs) / 1000;
  const usage = () => sumUsage(phone.calls.map(usageOf));
  try {
    if (privacy === 'private') {
      throw new FarhandError(
        'POLICY_REFUSED',
        'At the privacy level private no screen leaves the bridge, so the brain cannot drive',
        {
          hint: 'Leave --mode cloud-only out, or set FARHAND_PRIVACY=captions.',
        },
      );
    }
    const model = brains.chat('planner', account, 'drive');
    const goal = { request: command, subtask };
    const driven = await drive({
      phone,
      model,
      goal,
      maxSteps: request.maxSteps ?? defaultMaxSteps,
      onStep: tell,
      signal,
    });
    const report = reportOf(run, driven, deviceId, seconds());
    const error = errorOf(driven);
    const reachedOthers = driven.reachedOthers ? ('yes' as const) : ('no' as const);
    const said = { verified: 'unknown' as const, reachedOthers, privacy, screen: driven.screen };
    return { report, ...(error && { error }), usage: usage(), said };
  } catch (thrown) {
    const error = toFarhandError(thrown);
    if (error.code === 'LINK_LOST' && outwardIntents.has(subtask.intent)) throw thrown;
    const failed = outcomeOfError(run.subtask, error, seconds(), { device: deviceId, steps: progress.steps });
    return { ...failed, usage: usage() };
  } finally {
    lease.release();
  }
}

function appOf({ app }: { app?: string | undefined }): { app?: string } {
  return app === undefined ? {} : { app };
}

function reportOf({ subtask }: PhoneRun, driven: Driven, device: string, seconds: number): Report {
  const { stopReason, text, values, steps } = driven;
  const evidence = stopReason === 'TASK_COMPLETED_SUCCESSFULLY' ? [{ step: steps, what: text }] : undefined;
  return {
    subtaskId: subtask.id,
    stopReason,
    text,
    ...(values && Object.keys(values).length > 0 && { values }),
    ...(evidence && { evidence }),
    device,
    steps,
    seconds,
  };
}

function errorOf({ stopReason, text }: Driven): ErrorBody | undefined {
  return stopReason === 'TASK_COMPLETED_SUCCESSFULLY' ? undefined : errorOfStop(stopReason, text);
}
