// A run on the disk: `run.json` says what it is, `tasks.jsonl` what it asks, `results.jsonl` holds one line an attempt.
// A line is on the disk before the next attempt begins, so that a run that is killed at any moment is gone on with by its
// folder alone. A last line that was cut off never happened: its attempt is made anew.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { FarhandError, parseStrict } from '@farhand/shared';
import { type Attempt, attemptSchema } from '../attempt.js';
import { type BenchTask, parseTask } from '../task.js';
import { runFiles } from '../trajectory.js';
import { type Run, runSchema } from './run-description.js';

const descriptionFile = 'run.json';

export class RunFolder {
  readonly path: string;
  readonly run: Run;
  readonly tasks: readonly BenchTask[];
  #results: number | undefined;

  private constructor(path: string, run: Run, tasks: readonly BenchTask[]) {
    this.path = path;
    this.run = run;
    this.tasks = tasks;
  }

  /** Throws INPUT_INVALID when the folder holds a run already. */
  static create(path: string, run: Run, tasks: readonly BenchTask[]): RunFolder {
    if (existsSync(join(path, descriptionFile))) {
      const hint = `Go on with it: npm start -- bench resume ${path}`;
      throw new FarhandError('INPUT_INVALID', `${path} holds a run already`, { hint });
    }
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, runFiles.tasks), tasks.map((task) => `${JSON.stringify(task)}\n`).join(''));
    writeFileSync(join(path, descriptionFile), `${JSON.stringify(run, null, 2)}\n`);
    return new RunFolder(path, run, tasks);
  }

  /** Throws INPUT_INVALID when there is no run, CONFIG_INVALID for a damaged one. */
  static open(path: string): RunFolder {
    const file = join(path, descriptionFile);
    if (!existsSync(file)) {
      const hint = 'A run has a folder with a run.json; they are in .farhand/bench by default.';
      throw new FarhandError('INPUT_INVALID', `${path} holds no run`, { hint });
    }
    const run = parseStrict(runSchema, parseJson(readFileSync(file, 'utf8'), file), 'CONFIG_INVALID', file);
    const tasks = wholeLines(join(path, runFiles.tasks)).map((line) => parseTask(parseJson(line, runFiles.tasks)));
    return new RunFolder(path, run, tasks);
  }

  /** All attempts so far. Throws CONFIG_INVALID naming a line that is none. */
  attempts(): Attempt[] {
    const what = join(this.path, runFiles.results);
    return wholeLines(what).map((line, index) => {
      const where = `${what}, line ${index + 1}`;
      return parseStrict(attemptSchema, parseJson(line, where), 'CONFIG_INVALID', where);
    });
  }

  /** Resolves once the line is on the disk. */
  append(attempt: Attempt): void {
    this.#results ??= openToAppend(join(this.path, runFiles.results));
    writeSync(this.#results, `${JSON.stringify(attempt)}\n`);
    fsyncSync(this.#results);
  }

  close(): void {
    if (this.#results !== undefined) closeSync(this.#results);
    this.#results = undefined;
  }
}

/** What was cut off is taken away, lest the next line be written behind it. */
function openToAppend(path: string): number {
  if (existsSync(path)) {
    const bytes = readFileSync(path);
    truncateSync(path, bytes.lastIndexOf(10) + 1);
  }
  return openSync(path, 'a');
}

function wholeLines(path: string): string[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FarhandError('CONFIG_INVALID', `${what} is no JSON`, { cause });
  }
}
