// `bench androidworld METADATA --server URL`: tasks of AndroidWorld's emulator, driven through its server by the hand's
// vision model alone. The run's folder is like any other: `bench report` and `bench judge` read it.
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openPictureAgent, type PictureAgent, readHandSettings } from '@farhand/device-bridge';
import { FarhandError } from '@farhand/shared';
import type { Attempt } from '../../attempt.js';
import { type Command, readArguments } from '../../command.js';
import { summaryText } from '../../report/print-summary.js';
import { summarise } from '../../report/summary.js';
import { circumstances, type Run } from '../../runs/run-description.js';
import { RunFolder } from '../../runs/run-folder.js';
import type { BenchTask } from '../../task.js';
import { stepsFile, type TrajectoryStep } from '../../trajectory.js';
import { importTasks } from '../index.js';
import { runAndroidWorldTask, type WorldAgent, type WorldAttempt } from './run.js';
import { AndroidWorldServer } from './server.js';
import { androidWorldSuite } from './tasks.js';

const usage = 'bench androidworld task_metadata.json --server URL [--task ID]... [--seed N] [--out FOLDER] [--json]';
const family = 'android_world';

type Model = NonNullable<ReturnType<typeof readHandSettings>['model']>;

export const androidWorldCommand: Command = async (argv, signal) => {
  const options = {
    server: { type: 'string' },
    task: { type: 'string', multiple: true },
    seed: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = readArguments(argv, { options, words: 1, usage });
  const { model } = readHandSettings(process.env);
  if (!model || values.server === undefined) {
    const lacking = model ? "the address of AndroidWorld's server" : 'a vision model of the hand';
    throw new FarhandError('CONFIG_INVALID', `AndroidWorld needs ${lacking}`, {
      hint: 'Give --server http://127.0.0.1:5000, and set FARHAND_HAND_URL (and FARHAND_HAND_MODEL, FARHAND_HAND_KEY).',
    });
  }
  const seed = Number(values.seed ?? '1');
  if (!Number.isSafeInteger(seed) || seed < 0) throw new FarhandError('USAGE', `--seed cannot be "${values.seed}"`);
  const { tasks } = await importTasks(positionals[0] ?? '', { format: 'androidworld' });
  const wanted = values.task ?? [];
  const chosen = tasks.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  if (chosen.length === 0) throw new FarhandError('USAGE', `No task is called ${wanted.join(', ')}`);
  const server = new AndroidWorldServer(values.server);
  await server.health(signal);
  await server.reinitialise({ combinations: 1, seed, family }, signal);
  const folder = await begin(chosen, seed, values.out);
  try {
    for (const task of chosen) folder.append(await attemptAt(task, { server, model, folder }, signal));
  } finally {
    folder.close();
  }
  const summary = summarise(folder.run, folder.tasks, folder.attempts());
  const text = values.json ? JSON.stringify({ folder: folder.path, ...summary }) : summaryText(summary);
  process.stdout.write(`${text.trimEnd()}\n`);
  return 0;
};

async function begin(tasks: readonly BenchTask[], seed: number, out: string | undefined): Promise<RunFolder> {
  const startedAt = new Date().toISOString();
  const id = `${startedAt.slice(0, 19).replaceAll(':', '-')}-${androidWorldSuite}`;
  const run: Run = {
    id,
    suite: androidWorldSuite,
    suiteVersion: tasks[0]?.suiteVersion ?? '0',
    selection: `${tasks.length} tasks`,
    arms: ['edge'],
    repeat: 1,
    seed,
    phones: 1,
    startedAt,
    ...circumstances(process.env),
  };
  return RunFolder.create(resolve(out ?? join(process.env.FARHAND_HOME ?? '.farhand', 'bench', id)), run, tasks);
}

interface Setting {
  readonly server: AndroidWorldServer;
  readonly model: Model;
  readonly folder: RunFolder;
}

async function attemptAt(task: BenchTask, { server, model, folder }: Setting, signal: AbortSignal): Promise<Attempt> {
  const startedAt = new Date().toISOString();
  const place = join(task.id, 'edge-1');
  await mkdir(join(folder.path, place), { recursive: true });
  let tokens: PictureAgent['tokens'] = { prompt: 0, generated: 0 };
  const begun = (goal: string): WorldAgent => {
    const agent = openPictureAgent(model, { task: goal, language: 'en' });
    tokens = agent.tokens;
    return recording(agent, join(folder.path, place));
  };
  const done = await runAndroidWorldTask(server, task, 0, begun, signal);
  const asked = { ...task, instructionEffective: done.goal };
  await writeFile(join(folder.path, place, 'attempt.json'), `${JSON.stringify({ task: asked })}\n`);
  const { id: runId, commit, privacyLevel } = folder.run;
  const sizePx = done.steps[0]?.sizePx ?? { widthPx: 0, heightPx: 0 };
  return {
    runId,
    taskId: task.id,
    attempt: 1,
    system: { arm: 'edge', brain: 'none', hand: model.model, commit, privacyLevel },
    device: { model: 'AndroidWorld emulator', android: '13', resolution: `${sizePx.widthPx}x${sizePx.heightPx}` },
    startedAt,
    seconds: done.seconds,
    steps: done.steps.length,
    ...{
      brainCalls: 0,
      tokens: { in: tokens.prompt, out: tokens.generated },
      bytesUp: { pictures: 0, text: 0 },
      usd: 0,
    },
    stopReason: stopReasons[done.ending],
    report: done.report,
    verdict: done.verdict,
    labels: [],
    folder: place,
  };
}

const stopReasons = {
  complete: 'TASK_COMPLETED_SUCCESSFULLY',
  infeasible: 'TASK_ABORTED_BY_AGENT',
  budget: 'MAX_STEPS_REACHED',
} as const satisfies Record<WorldAttempt['ending'], Attempt['stopReason']>;

/** The agent, with each step and what it saw written down as it decides. */
function recording(agent: PictureAgent, folder: string): WorldAgent {
  return {
    next: async ({ step, screen, reply, notice }, signal) => {
      const startedMs = performance.now();
      const { action, explain } = await agent.next({ picture: screen.png, reply, notice }, signal);
      const name = `${String(step).padStart(3, '0')}.png`;
      await writeFile(join(folder, name), screen.png);
      const line: TrajectoryStep = {
        ...{ step, thought: explain, action, frameId: name, screenshotBefore: name, foreground: '' },
        ...(reply !== undefined && { reply }),
        seconds: (performance.now() - startedMs) / 1000,
      };
      await appendFile(join(folder, stepsFile), `${JSON.stringify(line)}\n`);
      return action;
    },
  };
}
