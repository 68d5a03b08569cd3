// Reads a task's record and checks that nothing in it was changed, taken out or put in. What a crash left unfinished is
// told and is no break; lines cut off at the end cannot be seen by any chain, and a record without its end says so.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FarhandError, nearest } from '@farhand/shared';
import { type AuditLine, expectedHash, firstPrev, sha256 } from './record.js';

const suffix = '.jsonl';

export interface AuditRecord {
  readonly task: string;
  readonly lines: readonly AuditLine[];
  /** Numbers of lines, 1 first, that a crash left unfinished. */
  readonly torn: readonly number[];
  /** The first line that is not as it was written, and how that shows. */
  readonly broken?: { readonly line: number; readonly why: string };
}

export interface RecordedTask {
  readonly task: string;
  readonly bytes: number;
  readonly changedAt: string;
}

export function auditFolder(home: string): string {
  return join(home, 'audit');
}

export function auditFile(home: string, task: string): string {
  return join(auditFolder(home), `${task}${suffix}`);
}

/** Newest first. */
export function recordedTasks(home: string): RecordedTask[] {
  return namesIn(home)
    .map((task) => {
      const { size, mtime } = statSync(auditFile(home, task));
      return { task, bytes: size, changedAt: mtime.toISOString() };
    })
    .sort((a, b) => b.changedAt.localeCompare(a.changedAt));
}

/** Throws TASK_UNKNOWN when no record of that name is kept. */
export function readRecord(home: string, task: string): AuditRecord {
  const names = namesIn(home);
  if (!names.includes(task)) {
    const near = nearest(task, names);
    const hint = near ? `Did you mean ${near}?` : 'npm start -- audit lists the tasks that have a record.';
    throw new FarhandError('TASK_UNKNOWN', `There is no record of a task "${task.slice(0, 64)}"`, { hint });
  }
  return { task, ...checkLines(readFileSync(auditFile(home, task))) };
}

/** The whole lines of a record and whether they hang together. */
export function checkLines(bytes: Buffer): Omit<AuditRecord, 'task'> {
  const lines: AuditLine[] = [];
  const torn: number[] = [];
  const pieces = split(bytes);
  let prev = firstPrev;
  for (const [index, piece] of pieces.entries()) {
    const number = index + 1;
    const line = parse(piece.text);
    if (!line) {
      const isLast = index === pieces.length - 1 && !piece.ended;
      if (!isLast && !isToldOf(piece.text, parse(pieces[index + 1]?.text ?? ''))) {
        return { lines, torn, broken: { line: number, why: 'it is not a line of a record' } };
      }
      torn.push(number);
      continue;
    }
    const why = flawOf(line, piece.text, prev, lines.length + 1);
    if (why !== undefined) return { lines, torn, broken: { line: number, why } };
    lines.push(line);
    prev = line.hash;
  }
  return { lines, torn };
}

function flawOf(line: AuditLine, text: Buffer, prev: string, seq: number): string | undefined {
  const isAsWritten = JSON.stringify(line) === text.toString();
  if (!isAsWritten || expectedHash(line) !== line.hash) return 'its words are not those that were written';
  if (line.prev !== prev) return 'it does not follow the line before';
  return line.seq === seq ? undefined : `it counts ${line.seq} where ${seq} is due`;
}

/** Whether the next line says that this one was cut off. */
function isToldOf(text: Buffer, next: AuditLine | undefined): boolean {
  return next?.kind === 'recovered' && next.tornSha256 === sha256(text) && next.tornBytes === text.length;
}

function split(bytes: Buffer): { text: Buffer; ended: boolean }[] {
  const pieces: { text: Buffer; ended: boolean }[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start);
    pieces.push({ text: bytes.subarray(start, end < 0 ? bytes.length : end), ended: end >= 0 });
    start = end < 0 ? bytes.length : end + 1;
  }
  return pieces;
}

function parse(text: Buffer | string): AuditLine | undefined {
  try {
    const line = JSON.parse(text.toString()) as Partial<AuditLine> | null;
    return typeof line?.hash === 'string' && typeof line.prev === 'string' ? (line as AuditLine) : undefined;
  } catch {
    return undefined;
  }
}

function namesIn(home: string): string[] {
  try {
    const files = readdirSync(auditFolder(home)).filter((name) => name.endsWith(suffix));
    return files.map((name) => name.slice(0, -suffix.length));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
