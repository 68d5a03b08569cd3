// `bench judge RUN`: judges a recorded run again, without a phone.

import { dirname, resolve } from 'node:path';
import { FarhandError } from '@farhand/shared';
import { type Command, readArguments } from '../command.js';
import { RunFolder } from '../runs/run-folder.js';
import { noteCalibration } from './calibration-book.js';
import { judgeRun } from './judge-run.js';
import { judgesFrom } from './models.js';
import { readHuman } from './recorded.js';

const usage = 'bench judge RUN_FOLDER [--human LABELS.jsonl] [--json]';

export const judgeCommand: Command = async (argv, signal) => {
  const options = { human: { type: 'string' }, json: { type: 'boolean' } } as const;
  const { values, positionals } = readArguments(argv, { options, words: 1, usage });
  const judges = await judgesFrom(process.env, signal);
  if (!judges) {
    throw new FarhandError('CONFIG_INVALID', 'No judge is set', {
      hint: 'Set FARHAND_JUDGE_URL (and FARHAND_JUDGE_MODEL, FARHAND_JUDGE_KEY) to a vision model of an OpenAI-compatible server.',
    });
  }
  const human = values.human === undefined ? [] : await readHuman(values.human);
  const run = RunFolder.open(resolve(positionals[0] ?? ''));
  const judged = await judgeRun(
    run,
    {
      judges,
      human,
      onJudged: ({ taskId, arm, attempt, verdict }) =>
        process.stderr.write(`${verdict.pass ? 'pass' : 'fail'}  ${taskId} ${arm} ${attempt}\n`),
    },
    signal,
  );
  const { judge, confusion, lines, source, summary } = judged;
  if (confusion.accuracy !== undefined) {
    const on = new Date().toISOString().slice(0, 10);
    await noteCalibration(dirname(run.path), judge, { confusion, source, run: run.run.id, on });
  }
  process.stdout.write(`${values.json ? JSON.stringify({ judge, confusion, attempts: lines }) : summary.join('\n')}\n`);
  return 0;
};
