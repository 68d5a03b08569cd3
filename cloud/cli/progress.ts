// What a person sees while a task runs: the plan as a tree, one live line per running subtask, a line when one is done.
// Writes to stderr only. On a terminal the live lines are redrawn in place; elsewhere each step is a line of its own.
import { appName, type Plan, type Report, type Subtask, type TaskEvent } from '@farhand/shared';
import { isUnchecked } from '../brain/combine/unchecked.js';
import { bold, cutTo, cyan, dim, green, oneLine, padTo, red, yellow } from './style.js';

const plainWidth = 110;
const narrowestWidth = 40;
const nameColumns = 14;

export class Progress {
  readonly #out: NodeJS.WriteStream;
  readonly #live: boolean;
  readonly #running = new Map<string, string>();
  #plan: Plan | undefined;
  #drawnLines = 0;

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#out = out;
    this.#live = out.isTTY === true;
  }

  /** A passing remark ("Starting the phone"); replaced by whatever comes next on a terminal. */
  note(text: string): void {
    if (this.#live) this.#redraw([dim(text)]);
    else this.#print(text);
  }

  show(event: TaskEvent): void {
    switch (event.type) {
      case 'accepted':
        return;
      case 'planned':
        this.#plan = event.plan;
        this.#print(planTree(event.plan, event.seconds));
        return;
      case 'subtask_started':
        this.#step(event.subtaskId, dim(event.device ? `on ${event.device}` : 'in the cloud'));
        return;
      case 'step':
        this.#step(
          event.subtaskId,
          `${padTo(`step ${event.step}`, 8)} ${dim(padTo(event.action, 9))} ${event.replayed ? dim('replay: ') : ''}${oneLine(event.explain)}`,
        );
        return;
      case 'attempt':
        this.#print(`${yellow('↻')} ${this.#label(event.subtaskId)} ${dim(`${event.way}: ${oneLine(event.why)}`)}`);
        return;
      case 'brain_call':
        return;
      case 'subtask_finished':
        this.#running.delete(event.report.subtaskId);
        this.#print(this.#finishedLine(event.report));
        return;
      case 'finished':
        this.clear();
    }
  }

  /** Takes the live lines off the terminal. */
  clear(): void {
    this.#running.clear();
    this.#redraw([]);
  }

  #step(subtaskId: string, text: string): void {
    const line = `${cyan('●')} ${this.#label(subtaskId)} ${text}`;
    this.#running.set(subtaskId, line);
    if (this.#live) this.#redraw([...this.#running.values()]);
    else this.#print(line);
  }

  #finishedLine(report: Report): string {
    const done = report.stopReason === 'TASK_COMPLETED_SUCCESSFULLY';
    const mark = done ? (report.values?.notFound ? yellow('○') : green('✔')) : red('✖');
    const steps = `${report.steps} step${report.steps === 1 ? '' : 's'}`;
    const replayed = report.replayed === undefined ? '' : `, ${report.replayed} of them replayed`;
    const unchecked = isUnchecked(report) ? ', not checked' : '';
    const effort = `(${steps}${replayed}, ${report.seconds.toFixed(1)} s${unchecked})`;
    const head = `${mark} ${this.#label(report.subtaskId)}`;
    const room = Math.max(narrowestWidth, this.#width()) - nameColumns - effort.length - 4;
    return `${head} ${cutTo(oneLine(report.text), room)} ${dim(effort)}`;
  }

  #label(subtaskId: string): string {
    const subtask = this.#plan?.subtasks.find(({ id }) => id === subtaskId);
    return padTo(subtask ? subtaskName(subtask, this.#plan?.language ?? 'en') : subtaskId, nameColumns);
  }

  #print(text: string): void {
    this.#redraw([]);
    this.#out.write(`${text}\n`);
    if (this.#live) this.#redraw([...this.#running.values()]);
  }

  #redraw(lines: readonly string[]): void {
    if (!this.#live) return;
    const up = this.#drawnLines > 0 ? `\x1b[${this.#drawnLines}A` : '';
    // A line that wrapped would take two rows, and the next redraw would leave one of them behind.
    const body = lines.map((line) => `${cutTo(line, this.#width())}\n`).join('');
    // To the first column: the ^C that a terminal echoes has moved the cursor.
    this.#out.write(`\r${up}\x1b[0J${body}`);
    this.#drawnLines = lines.length;
  }

  #width(): number {
    return this.#live && this.#out.columns > 0 ? this.#out.columns - 1 : plainWidth;
  }
}

/** The plan as a tree, for progress and for `plan`. */
export function planTree(plan: Plan, seconds: number): string {
  const lines = plan.subtasks.map((subtask) => {
    const after = subtask.dependsOn.length > 0 ? dim(` ← ${subtask.dependsOn.join(', ')}`) : '';
    const name = padTo(subtaskName(subtask, plan.language), nameColumns);
    return `├─ ${subtask.id} ${bold(name)} ${subtask.goal}${after}`;
  });
  const combined = {
    compare_prices: 'compare the prices',
    last: 'answer with the last result',
    collect: 'collect the results',
  };
  return [`${bold('Plan')} ${dim(`(${seconds.toFixed(2)} s)`)}`, ...lines, `└─ ${dim(combined[plan.combine])}`].join(
    '\n',
  );
}

function subtaskName(subtask: Subtask, language: Plan['language']): string {
  return subtask.app === undefined ? subtask.intent : appName(subtask.app, language);
}
