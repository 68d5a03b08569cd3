// What a person sees of a run, on stderr: a line for each attempt, and how long it may still take. The forecast is the
// median of what attempts took so far, so that a single slow one does not spoil it.
import type { Attempt } from '../attempt.js';
import type { RunWatcher } from './run.js';

export class Progress implements RunWatcher {
  readonly #out: NodeJS.WritableStream;
  readonly #startedMs = performance.now();
  readonly #phones: number;
  #all = 0;
  #before = 0;
  #made = 0;
  #passed = 0;
  readonly #seconds: number[] = [];
  readonly #begunMs = new Map<number, number>();

  constructor(phones: number, out: NodeJS.WritableStream = process.stderr) {
    this.#phones = phones;
    this.#out = out;
  }

  begun(all: number, made: number): void {
    this.#all = all;
    this.#before = made;
    const rest = made === 0 ? '' : `, ${made} of them made before`;
    this.#out.write(`${all} attempts${rest}\n`);
  }

  attempting(phone: number): void {
    this.#begunMs.set(phone, performance.now());
  }

  made(phone: number, attempt: Attempt, isToBeRepeated: boolean): void {
    const took = (performance.now() - (this.#begunMs.get(phone) ?? this.#startedMs)) / 1000;
    const { verdict, labels, system, taskId, steps } = attempt;
    this.#seconds.push(took);
    if (!isToBeRepeated) this.#made += 1;
    if (verdict.pass) this.#passed += 1;
    const done = `${String(this.#before + this.#made).padStart(String(this.#all).length)}/${this.#all}`;
    const outcome = verdict.pass ? 'pass' : `FAIL ${labels.join(', ')}${isToBeRepeated ? ', once more' : ''}`;
    const what = `${taskId} ${system.arm}`.padEnd(34);
    this.#out.write(`${done}  ${what} ${String(steps).padStart(3)} steps ${took.toFixed(1).padStart(6)} s  ${outcome}`);
    this.#out.write(`  (${this.#forecast()})\n`);
  }

  #forecast(): string {
    const left = this.#all - this.#before - this.#made;
    if (left <= 0) return `${this.#passed} passed in ${duration((performance.now() - this.#startedMs) / 1000)}`;
    const sorted = [...this.#seconds].sort((a, b) => a - b);
    const middle = sorted[sorted.length >> 1] ?? 0;
    return `about ${duration((middle * left) / this.#phones)} left`;
  }
}

export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
