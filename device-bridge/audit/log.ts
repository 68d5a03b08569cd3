// Writes the records of tasks: lines are only ever added, each is on the disk before what it tells goes on, and each is
// chained to the one before. Costs one write and one fsync per line.
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { auditFile, auditFolder, checkLines } from './read.js';
import { type AuditEntry, firstPrev, sha256, toLine } from './record.js';

/** Records that are kept open at the same time. */
const mostOpen = 32;

export class AuditLog {
  readonly #home: string;
  readonly #records = new Map<string, RecordFile>();

  /** `home`: the folder that the records' folder is in; made when the first line is written. */
  constructor(home: string) {
    this.#home = home;
  }

  /** `task`: letters, digits, `_` and `-`. */
  write(task: string, entry: AuditEntry): void {
    let record = this.#records.get(task);
    if (!record) {
      mkdirSync(auditFolder(this.#home), { recursive: true, mode: 0o700 });
      record = new RecordFile(auditFile(this.#home, task));
      this.#records.set(task, record);
      this.#closeOldest();
    }
    record.append(entry);
  }

  /** May be called again; a later line opens its record anew. */
  close(): void {
    for (const record of this.#records.values()) record.close();
    this.#records.clear();
  }

  #closeOldest(): void {
    for (const [task, record] of this.#records) {
      if (this.#records.size <= mostOpen) return;
      record.close();
      this.#records.delete(task);
    }
  }
}

class RecordFile {
  readonly #path: string;
  readonly #file: number;
  #seq = 0;
  #prev = firstPrev;
  #sizeBytes = 0;

  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, 'a', 0o600);
    this.#catchUp();
  }

  append(entry: AuditEntry): void {
    // Another bridge of the same folder may have written meanwhile.
    if (fstatSync(this.#file).size !== this.#sizeBytes) this.#catchUp();
    this.#write(entry, '');
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Goes on behind what the file holds. A line that a crash cut off is ended and told of, not taken away. */
  #catchUp(): void {
    const bytes = readFileSync(this.#path);
    const last = checkLines(bytes).lines.at(-1);
    this.#seq = last?.seq ?? 0;
    this.#prev = last?.hash ?? firstPrev;
    this.#sizeBytes = bytes.length;
    const torn = bytes.subarray(bytes.lastIndexOf(10) + 1);
    if (torn.length === 0) return;
    this.#write({ kind: 'recovered', tornBytes: torn.length, tornSha256: sha256(torn) }, '\n');
  }

  #write(entry: AuditEntry, before: string): void {
    const { line, hash } = toLine(entry, this.#seq + 1, new Date(), this.#prev);
    const bytes = Buffer.from(`${before}${line}\n`);
    writeSync(this.#file, bytes);
    fsyncSync(this.#file);
    this.#seq += 1;
    this.#prev = hash;
    this.#sizeBytes += bytes.length;
  }
}
