// Judges a recorded run: attempt by attempt, each verdict written down at once, so that a stopped run goes on where it
// was. The summary holds the score beside how far the judge can be trusted.
import type { Attempt } from '../attempt.js';
import type { RunFolder } from '../runs/run-folder.js';
import type { BenchTask } from '../task.js';
import { type Compared, type Confusion, confusionLines, confusionOf } from './calibration.js';
import { type Judges, judgeAttempt, judgeName } from './index.js';
import { appendJudged, type HumanLine, type JudgedLine, keyOf, materialOf, readJudged } from './recorded.js';

export interface JudgedRun {
  readonly judge: string;
  readonly lines: readonly JudgedLine[];
  readonly confusion: Confusion;
  /** What the judge was held against. */
  readonly source: string;
  readonly summary: readonly string[];
}

export interface JudgeRunOptions {
  readonly judges: Judges;
  /** What people say; comes before state checks as the truth. */
  readonly human?: readonly HumanLine[] | undefined;
  readonly onJudged?: (line: JudgedLine) => void;
}

/** Throws as `judgeAttempt` does; what was judged before that stays. */
export async function judgeRun(
  run: RunFolder,
  { judges, human = [], onJudged }: JudgeRunOptions,
  signal: AbortSignal,
): Promise<JudgedRun> {
  const judge = judgeName(judges);
  const known = new Map(
    (await readJudged(run.path)).filter((line) => line.judge === judge).map((line) => [keyOf(line), line]),
  );
  const lines: JudgedLine[] = [];
  const attempts = run.attempts();
  for (const attempt of attempts) {
    signal.throwIfAborted();
    const name = { taskId: attempt.taskId, arm: attempt.system.arm, attempt: attempt.attempt };
    const before = known.get(keyOf(name));
    if (before) {
      lines.push(before);
      continue;
    }
    const { verdict, labels } = await judgeAttempt(await materialOf(run, attempt), judges, signal);
    const line: JudgedLine = { ...name, judge, verdict, labels: [...labels] };
    await appendJudged(run.path, line);
    lines.push(line);
    onJudged?.(line);
  }
  const { pairs, source } = compared(attempts, lines, human);
  const confusion = confusionOf(pairs);
  return {
    judge,
    lines,
    confusion,
    source,
    summary: [...scoreLines(run.tasks, lines, judge), ...confusionLines(confusion, source)],
  };
}

/** A person's word is the truth where there is one; else the state check of the attempt itself. */
function compared(
  attempts: readonly Attempt[],
  lines: readonly JudgedLine[],
  human: readonly HumanLine[],
): { pairs: Compared[]; source: string } {
  const said = new Map(human.map((line) => [keyOf(line), line.pass]));
  const checked = new Map(
    attempts
      .filter(({ verdict }) => verdict.by === 'state')
      .map(({ taskId, system, attempt, verdict }) => [keyOf({ taskId, arm: system.arm, attempt }), verdict.pass]),
  );
  const pairs = lines.flatMap((line) => {
    const truth = said.get(keyOf(line)) ?? checked.get(keyOf(line));
    return truth === undefined ? [] : [{ judged: line.verdict.pass, truth }];
  });
  return { pairs, source: human.length > 0 ? 'attempts that people or state checks decided' : 'state checks' };
}

function scoreLines(tasks: readonly BenchTask[], lines: readonly JudgedLine[], judge: string): string[] {
  const passed = lines.filter(({ verdict }) => verdict.pass).length;
  const doubtful = lines.filter(({ verdict }) => verdict.needsHuman).length;
  const unapproved = lines.filter(
    ({ taskId }) => tasks.find(({ id }) => id === taskId)?.guideline.approved === undefined,
  ).length;
  const share = lines.length === 0 ? 0 : (passed / lines.length) * 100;
  return [
    `Judged by ${judge}: ${passed} of ${lines.length} passed (${share.toFixed(1)} %)`,
    ...(doubtful > 0
      ? [`  ${doubtful} of the others need a person: the judges disagree, or a screen spoke to them`]
      : []),
    ...(unapproved > 0 ? [`  ${unapproved} by a guideline that no person approved`] : []),
  ];
}
