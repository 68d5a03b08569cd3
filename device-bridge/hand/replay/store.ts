// Where recordings are kept: one file per app, version and template in `<home>/replays`, replaced as a whole so that a
// crash leaves the old one or the new one. A damaged file is warned of and not used. The key that seals words lies beside
// them; without it they mean nothing, and are recorded anew.
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Goal } from '../decider.js';
import { mostWays, type Recording, recordingSchema, type Values, type Way } from './recording.js';
import { Seal } from './seal.js';
import { valuesFor } from './template.js';

const folderName = 'replays';
const keyName = 'key';
const suffix = '.json';
const keyBytes = 32;
const mostRecordings = 300;
const largestBytes = 1_000_000;
/** A way that fails this often in a row is not gone again. */
const mostLossesInRow = 2;

export interface Match {
  readonly recording: Recording;
  /** What the recording's values are in the goal. */
  readonly values: Values;
}

export class ReplayStore {
  readonly #folder: string;
  readonly warn: (message: string) => void;
  readonly #read = new Map<string, { readonly changedMs: number; readonly recording: Recording | undefined }>();
  #seal: Seal | undefined;

  /** `home`: the folder that the recordings' folder is in; made when the first one is written. */
  constructor(home: string, warn: (message: string) => void = () => {}) {
    this.#folder = join(home, folderName);
    this.warn = warn;
  }

  get seal(): Seal {
    this.#seal ??= new Seal(this.#key());
    return this.#seal;
  }

  /** Recordings of goals like this one, of any version of the app; the one used last comes first. */
  matching(goal: Goal): Match[] {
    const matches: Match[] = [];
    for (const recording of this.list()) {
      if (recording.app !== (goal.app?.id ?? '')) continue;
      const values = valuesFor(recording.template, goal, this.seal);
      if (values) matches.push({ recording, values });
    }
    return matches;
  }

  /** All recordings; the one used last comes first. */
  list(): Recording[] {
    const recordings = this.#names().map((name) => this.#load(name));
    return recordings.filter((one) => one !== undefined).sort((a, b) => b.usedAtMs - a.usedAtMs);
  }

  /** Keeps a new way to a goal, in front of those that are known. */
  add(goal: Pick<Recording, 'app' | 'packageName' | 'versionCode' | 'template'>, way: Way): void {
    const known = this.#load(fileName(goal))?.ways ?? [];
    this.#write({ format: 1, ...goal, ways: [way, ...known].slice(0, mostWays), usedAtMs: Date.now() });
    this.#forgetOldest();
  }

  /** Notes how going a way ended. One that fails again and again is dropped. */
  count(recording: Recording, way: Way, won: boolean): void {
    const known = this.#load(fileName(recording));
    if (!known) return;
    const counted = known.ways.map((one) => (one.recordedAtMs === way.recordedAtMs ? scored(one, won) : one));
    const ways = counted.filter(({ lossesInRow }) => lossesInRow < mostLossesInRow);
    if (ways.length === 0) this.#remove(fileName(recording));
    else this.#write({ ...known, ways, usedAtMs: Date.now() });
  }

  /** Forgets the recordings of one app, by catalogue id or package, or all; returns how many. */
  forget(app?: string): number {
    if (app === undefined) {
      const names = this.#names();
      for (const name of names) this.#remove(name);
      return names.length;
    }
    const wanted = this.list().filter((one) => one.app === app || one.packageName === app);
    for (const recording of wanted) this.#remove(fileName(recording));
    return wanted.length;
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder).filter((name) => name.endsWith(suffix));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** Another process may have changed or removed it meanwhile. */
  #load(name: string): Recording | undefined {
    const path = join(this.#folder, name);
    let changedMs: number;
    try {
      const { mtimeMs, size } = statSync(path);
      if (size > largestBytes) return undefined;
      changedMs = mtimeMs;
    } catch {
      this.#read.delete(name);
      return undefined;
    }
    const kept = this.#read.get(name);
    if (kept?.changedMs === changedMs) return kept.recording;
    const recording = this.#parse(path);
    this.#read.set(name, { changedMs, recording });
    return recording;
  }

  #parse(path: string): Recording | undefined {
    try {
      return recordingSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      const why = error instanceof SyntaxError ? 'it is no JSON' : 'it has another shape';
      this.warn(`The recording ${path} is not used: ${why}`);
      return undefined;
    }
  }

  #write(recording: Recording): void {
    const name = fileName(recording);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const draft = join(this.#folder, `.${name}.${process.pid}.tmp`);
    const file = openSync(draft, 'w', 0o600);
    try {
      writeSync(file, JSON.stringify(recording));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, join(this.#folder, name));
    this.#read.delete(name);
  }

  #remove(name: string): void {
    rmSync(join(this.#folder, name), { force: true });
    this.#read.delete(name);
  }

  #forgetOldest(): void {
    const names = this.#names();
    if (names.length <= mostRecordings) return;
    for (const recording of this.list().slice(mostRecordings)) this.#remove(fileName(recording));
  }

  #key(): Buffer {
    const path = join(this.#folder, keyName);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(path, randomBytes(keyBytes), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const key = readFileSync(path);
    if (key.length === keyBytes) return key;
    this.warn(`The key of the recordings, ${path}, is damaged: they are recorded anew`);
    const fresh = randomBytes(keyBytes);
    writeFileSync(path, fresh, { mode: 0o600 });
    return fresh;
  }
}

function fileName({
  app,
  packageName,
  versionCode,
  template,
}: Pick<Recording, 'app' | 'packageName' | 'versionCode' | 'template'>): string {
  const goal = createHash('sha256')
    .update(JSON.stringify([app, template]))
    .digest('hex')
    .slice(0, 16);
  return `${packageName}-${versionCode}-${goal}${suffix}`;
}

function scored(way: Way, won: boolean): Way {
  return won
    ? { ...way, wins: way.wins + 1, lossesInRow: 0 }
    : { ...way, losses: way.losses + 1, lossesInRow: way.lossesInRow + 1 };
}
