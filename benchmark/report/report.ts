// The report of a run: one HTML file that needs no network and nothing beside it. Pictures are taken in as far as there
// is room, those of failed attempts first; the rest stays in the run's folder, and the page says where.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunFolder } from '../runs/run-folder.js';
import { type AttemptView, type Pictures, viewOf } from './attempt-view.js';
import { lastTries, type Summary } from './summary.js';

const mostPictureBytes = 24 * 1024 * 1024;

/** The page's files are no modules: they stay where they are written. */
const page = new URL(import.meta.url.includes('/dist/report/') ? '../../report/page/' : './page/', import.meta.url);

export function pageFile(name: string): URL {
  return new URL(name, page);
}

export const notComparable =
  'StepFun published 40.0 (hand alone) and 57.0 (edge-cloud) on its "AndroidDaily Hard", whose tasks, judge and number are not public: those figures and these are not comparable.';

/** Writes `report.html` into the run's folder. */
export function writeReport(folder: RunFolder, summary: Summary): string {
  const byId = new Map(folder.tasks.map((task) => [task.id, task]));
  const pictures = new PictureBox(mostPictureBytes);
  const attempts = [...lastTries(folder.attempts())].sort(
    (a, b) => Number(a.verdict.pass) - Number(b.verdict.pass) || a.taskId.localeCompare(b.taskId),
  );
  const views: AttemptView[] = attempts.map((attempt) =>
    viewOf(folder.path, attempt, byId.get(attempt.taskId), pictures),
  );
  const data = { summary, attempts: views, pictures: pictures.taken, notes: notesOf(summary) };
  const path = join(folder.path, 'report.html');
  writeFileSync(path, pageWith(data));
  return path;
}

export function notesOf({ run, unapproved }: Summary): string[] {
  return [
    'An attempt passes when the state of the phone and the answer meet every point of the task; what the agent says of itself decides nothing. Intervals are Wilson’s over tasks; an attempt that failed for reasons outside is made once more and counts as failed if that fails, too.',
    ...(run.arms.includes('edge') && run.hand === 'skills'
      ? [
          'Mode edge without a vision model beside the phone: the embedded model reads the command as one goal in one app, and a command with several goals is carried out as its first one only.',
        ]
      : []),
    ...(run.repeat > 1
      ? ['Each round has other data on the phone: pass@3 means right with at least one of three.']
      : []),
    ...(unapproved > 0 ? [`${unapproved} tasks are judged by a guideline that no person has approved.`] : []),
    notComparable,
  ];
}

/** The page with its data; texts in the data cannot end the element that holds it. */
export function pageWith(data: object): string {
  const part = (name: string) => readFileSync(pageFile(name), 'utf8');
  const parts: Readonly<Record<string, string>> = {
    style: part('page.css'),
    script: part('page.js'),
    data: JSON.stringify(data).replaceAll('<', '\\u003c'),
  };
  return part('page.html').replace(
    /\/\*(style|script)\*\/|"(data)"(?=<)/g,
    (_, code: string, json: string) => parts[code ?? json] ?? '',
  );
}

class PictureBox implements Pictures {
  readonly taken: string[] = [];
  readonly #places = new Map<string, number>();
  #bytesLeft: number;

  constructor(bytes: number) {
    this.#bytesLeft = bytes;
  }

  take(path: string): number | undefined {
    const picture = readPicture(path);
    if (picture === undefined) return undefined;
    const known = this.#places.get(picture);
    if (known !== undefined) return known;
    if (picture.length > this.#bytesLeft) return undefined;
    this.#bytesLeft -= picture.length;
    const place = this.taken.push(picture) - 1;
    this.#places.set(picture, place);
    return place;
  }
}

function readPicture(path: string): string | undefined {
  try {
    return readFileSync(path).toString('base64');
  } catch {
    return undefined;
  }
}
