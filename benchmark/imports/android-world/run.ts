// One attempt at a task of AndroidWorld, driven through its server: prepare, look and act until the agent ends it or the
// budget does, score, clean up. The score is the server's and is stored as it came; success also needs the agent to have
// said that it is done.
import { type Action, FarhandError, type Point, type SizePx } from '@farhand/shared';
import type { Verdict } from '../../attempt.js';
import type { BenchTask } from '../../task.js';
import { toWorldActions, type WorldAction } from './action.js';
import type { AndroidWorldServer, WorldScreen } from './server.js';
import { taskTypeOf } from './tasks.js';

/** Decides one step; begun anew for each attempt. */
export interface WorldAgent {
  next(
    look: {
      readonly step: number;
      readonly screen: WorldScreen;
      readonly reply?: string | undefined;
      readonly notice?: string | undefined;
    },
    signal: AbortSignal,
  ): Promise<Action>;
}

export interface WorldStep {
  readonly step: number;
  readonly action: Action;
  readonly sent: readonly WorldAction[];
  readonly sizePx: SizePx;
}

export interface WorldAttempt {
  readonly goal: string;
  readonly steps: readonly WorldStep[];
  /** How it ended: the agent's own word, or the budget. */
  readonly ending: 'complete' | 'infeasible' | 'budget';
  readonly report: string;
  readonly verdict: Verdict;
  readonly seconds: number;
}

const longestTidyingMs = 120_000;

/** `index`: which set of parameters. Throws TOOL_FAILED when the server fails, and what the agent throws. */
export async function runAndroidWorldTask(
  server: AndroidWorldServer,
  task: BenchTask,
  index: number,
  begin: (goal: string) => WorldAgent,
  signal: AbortSignal,
): Promise<WorldAttempt> {
  const type = taskTypeOf(task);
  const startedMs = performance.now();
  await server.reset(true, signal);
  await server.initialise(type, index, signal);
  try {
    const goal = await server.goal(type, index, signal);
    const course = await carryOut(server, begin(goal), task.limits, signal);
    const score = await server.score(type, index, signal);
    const seconds = (performance.now() - startedMs) / 1000;
    return { goal, ...course, verdict: verdictOf(score, course.ending), seconds };
  } finally {
    // Also after an abort: the next attempt must not find what this one left behind.
    await server.tearDown(type, index, AbortSignal.timeout(longestTidyingMs)).catch((error: unknown) => {
      if (!(error instanceof FarhandError)) throw error;
    });
  }
}

async function carryOut(
  server: AndroidWorldServer,
  agent: WorldAgent,
  { maxSteps, maxSeconds }: BenchTask['limits'],
  signal: AbortSignal,
): Promise<Pick<WorldAttempt, 'steps' | 'ending' | 'report'>> {
  const steps: WorldStep[] = [];
  const untilMs = performance.now() + maxSeconds * 1000;
  let field: Point | undefined;
  let told: { reply?: string | undefined; notice?: string | undefined } = {};
  while (steps.length < maxSteps && performance.now() < untilMs) {
    const step = steps.length + 1;
    const screen = await server.screen(signal);
    const action = await agent.next({ step, screen, ...told }, signal);
    const { send, reply, notice } = toWorldActions(action, screen.sizePx, field);
    for (const sent of send) await server.execute(sent, signal);
    steps.push({ step, action, sent: send, sizePx: screen.sizePx });
    if (action.action === 'COMPLETE') return { steps, ending: 'complete', report: action.return };
    if (action.action === 'ABORT') return { steps, ending: 'infeasible', report: action.value };
    field = 'point' in action ? (action.point ?? field) : undefined;
    told = { reply, notice };
  }
  return { steps, ending: 'budget', report: '' };
}

function verdictOf(score: number, ending: WorldAttempt['ending']): Verdict {
  const isDone = score >= 1;
  return {
    pass: isDone && ending === 'complete',
    by: 'server',
    score,
    items: [
      {
        tier: 'operational',
        what: "The device is in the state that the task's own check asks for",
        outcome: isDone ? 'met' : 'violated',
        why: `the server's score is ${score}`,
      },
      {
        tier: 'quality',
        what: 'The agent declared the task done',
        outcome: ending === 'complete' ? 'met' : 'violated',
        why: ending === 'budget' ? 'its steps or its time ran out' : `it ended with ${ending}`,
      },
    ],
  };
}
