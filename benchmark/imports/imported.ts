// What an import brings back. Nothing of a file is left out in silence: a row is a task, a labelled screen, or rejected
// by its line with the reason.
import type { StaticItem } from '../static/item.js';
import type { BenchTask } from '../task.js';

export interface Rejected {
  /** Line of the file where the row begins, 1 first; the number of the element in a JSON array. */
  readonly line: number;
  readonly why: string;
}

export interface Place {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface ImportOptions {
  /** Day that the run is pinned to, such as 2026-11-30; fixed dates of AndroidDaily are shifted to it. */
  readonly runDate?: string | undefined;
  /** Where the phone is, for tasks that depend on it. */
  readonly place?: Place | undefined;
  /** Lets tasks send messages, posts, comments and likes. Money and cancellations stay forbidden. Defaults to false. */
  readonly allowOutward?: boolean | undefined;
  /** JSONL of guidelines that a person wrote or approved; see guidelines.ts. */
  readonly guidelines?: string | undefined;
  /** Folder of the screenshots that a static set names. Defaults to the file's own. */
  readonly pictures?: string | undefined;
  /** How ScreenSpot's boxes are written, where the file does not tell. */
  readonly boxes?: 'corners' | 'size' | undefined;
  /** AndroidControl: the goal alone, or the goal with the instruction of each step. Defaults to high. */
  readonly level?: 'high' | 'low' | undefined;
}

export interface Parsed {
  readonly tasks: readonly BenchTask[];
  readonly items: readonly StaticItem[];
  readonly rejected: readonly Rejected[];
  /** About the file as a whole. */
  readonly notes: readonly string[];
  readonly subsets: Readonly<Record<string, (task: BenchTask) => boolean>>;
}

export const nothing: Parsed = { tasks: [], items: [], rejected: [], notes: [], subsets: {} };

/** Limits of the protocol: a simple task gets less of both. */
export function limitsOf(isAtomic: boolean): BenchTask['limits'] {
  return isAtomic ? { maxSteps: 40, maxSeconds: 1200 } : { maxSteps: 100, maxSeconds: 2400 };
}
