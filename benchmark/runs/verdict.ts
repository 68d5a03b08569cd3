// Whether an attempt succeeded: by the phone's state, or by the judges where a suite has no other way. What nobody can
// decide here and now is unknown, and does not pass.
import type { Attempt, FailureLabel, Verdict } from '../attempt.js';
import { checkState, type Evidence } from '../checks/check.js';
import { type Judges, judgeAttempt } from '../judge/index.js';
import type { BenchTask } from '../task.js';
import { readTrajectory } from '../trajectory.js';
import { type Ending, labelsOf } from './labels.js';

export interface Ended {
  readonly task: BenchTask;
  readonly evidence: Evidence;
  readonly ending: Omit<Ending, 'task' | 'verdict'>;
  readonly attempt: Pick<Attempt, 'stopReason' | 'errorCode' | 'report' | 'seconds'>;
  /** The attempt's, with its steps and pictures. */
  readonly folder: string;
}

/** Throws as `judgeAttempt` does, for tasks that are judged. */
export async function verdictOn(
  { task, evidence, ending, attempt, folder }: Ended,
  judges: Judges | undefined,
  signal: AbortSignal,
): Promise<{ verdict: Verdict; labels: FailureLabel[] }> {
  if (task.check.kind === 'judge' && judges) {
    const steps = await readTrajectory(folder);
    const { verdict, labels } = await judgeAttempt({ task, attempt, steps, folder }, judges, signal);
    return { verdict, labels: labels.length > 0 ? [...labels] : labelsOf({ ...ending, task, verdict }) };
  }
  const verdict = task.check.kind === 'state' ? checkState(task, evidence) : undecided(task);
  return { verdict, labels: labelsOf({ ...ending, task, verdict }) };
}

function undecided({ check, guideline, instruction }: BenchTask): Verdict {
  const what = guideline.operational[0] ?? instruction;
  const why = check.kind === 'judge' ? 'no judge is set: FARHAND_JUDGE_URL, then bench judge' : `left to ${check.kind}`;
  return { pass: false, by: 'nobody', items: [{ tier: 'operational', what, outcome: 'unknown', why }] };
}
