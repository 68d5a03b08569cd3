// The phone's file system, in memory: folders, files, modes and times. `/sdcard` and `/storage/emulated/0` are one
// place.

export interface FileStatus {
  readonly kind: 'file' | 'folder';
  readonly size: number;
  readonly mode: number;
  readonly modifiedSeconds: number;
}

export interface StoredFile {
  readonly path: string;
  readonly mode: number;
  readonly modifiedSeconds: number;
  readonly data?: Buffer;
}

interface Entry {
  readonly kind: 'file' | 'folder';
  readonly data: Buffer;
  readonly mode: number;
  readonly modifiedSeconds: number;
}

const folderSize = 4096;
const initialFolders = ['/sdcard/Download', '/sdcard/DCIM', '/sdcard/Pictures', '/data/local/tmp', '/system/bin'];
/** Appium looks here for the sockets of web views; a phone without any has only system ones. */
const unixSockets = [
  'Num       RefCount Protocol Flags    Type St Inode Path',
  '0000000000000000: 00000002 00000000 00010000 0001 01 21741 /dev/socket/adbd',
  '',
].join('\n');

export class FileTree {
  readonly #entries = new Map<string, Entry>();
  readonly #nowSeconds: () => number;

  constructor(nowMs: () => number) {
    this.#nowSeconds = () => Math.floor(nowMs() / 1000);
    this.makeFolder('/');
    for (const folder of initialFolders) this.makeFolder(folder);
    this.write('/proc/net/unix', Buffer.from(unixSockets));
  }

  status(path: string): FileStatus | undefined {
    const entry = this.#entries.get(normalise(path));
    if (entry === undefined) return undefined;
    const { kind, mode, modifiedSeconds } = entry;
    return { kind, mode, modifiedSeconds, size: kind === 'file' ? entry.data.length : folderSize };
  }

  read(path: string): Buffer | undefined {
    const entry = this.#entries.get(normalise(path));
    return entry?.kind === 'file' ? entry.data : undefined;
  }

  /** Creates the folders above as needed. */
  write(path: string, data: Buffer, options: { mode?: number; modifiedSeconds?: number } = {}): void {
    const target = normalise(path);
    this.makeFolder(parentOf(target));
    const modifiedSeconds = options.modifiedSeconds ?? this.#nowSeconds();
    this.#entries.set(target, { kind: 'file', data, mode: options.mode ?? 0o644, modifiedSeconds });
  }

  makeFolder(path: string): void {
    const target = normalise(path);
    if (this.#entries.has(target)) return;
    if (target !== '/') this.makeFolder(parentOf(target));
    const modifiedSeconds = this.#nowSeconds();
    this.#entries.set(target, { kind: 'folder', data: Buffer.alloc(0), mode: 0o771, modifiedSeconds });
  }

  /** Only these, and the folders that they lie in; without data a folder. */
  restore(files: readonly StoredFile[]): void {
    this.#entries.clear();
    for (const { path, mode, modifiedSeconds, data } of files) {
      const kind = data === undefined ? 'folder' : 'file';
      this.makeFolder(parentOf(normalise(path)));
      this.#entries.set(normalise(path), { kind, data: data ?? Buffer.alloc(0), mode, modifiedSeconds });
    }
    this.makeFolder('/');
  }

  /** Paths of files and folders that match, sorted. */
  matching(pattern: RegExp): string[] {
    return [...this.#entries.keys()].filter((path) => pattern.test(path)).sort();
  }

  /** The path and all below it, sorted. */
  below(path: string): string[] {
    const root = normalise(path);
    const start = root === '/' ? '/' : `${root}/`;
    return [...this.#entries.keys()].filter((entry) => entry === root || entry.startsWith(start)).sort();
  }

  /** Names and status of a folder's entries, by name; undefined when there is no such folder. */
  list(path: string): [name: string, status: FileStatus][] | undefined {
    const folder = normalise(path);
    if (this.#entries.get(folder)?.kind !== 'folder') return undefined;
    return [...this.#entries.keys()]
      .filter((entry) => entry !== '/' && parentOf(entry) === folder)
      .sort()
      .map((entry) => [entry.slice(entry.lastIndexOf('/') + 1), this.status(entry) as FileStatus]);
  }

  /** Removes a file, or a folder with all it holds. False when there was nothing. */
  remove(path: string): boolean {
    const target = normalise(path);
    if (target === '/' || !this.#entries.delete(target)) return false;
    for (const entry of [...this.#entries.keys()]) {
      if (entry.startsWith(`${target}/`)) this.#entries.delete(entry);
    }
    return true;
  }
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  const absolute = `/${parts.join('/')}`;
  return absolute
    .replace(/^\/storage\/emulated\/0(?=\/|$)/, '/sdcard')
    .replace(/^\/storage\/self\/primary(?=\/|$)/, '/sdcard');
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
