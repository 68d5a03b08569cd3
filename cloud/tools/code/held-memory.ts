// How much of this machine's memory a process and all below it hold. Limits of the kernel count what is a process's own;
// memory that is shared, and files that exist in memory alone, only show when everything is added up.
import { readdir, readFile, readlink, stat } from 'node:fs/promises';

/** Bytes; of what ends meanwhile, or cannot be looked at, 0. */
export async function heldMemory(pid: number): Promise<number> {
  const files = new Map<string, number>();
  const mapped = await heldBelow(pid, files);
  return [...files.values()].reduce((sum, bytes) => sum + bytes, mapped);
}

/** `files`: those in memory, by their number, as several processes may hold the same. */
async function heldBelow(pid: number, files: Map<string, number>): Promise<number> {
  const place = `/proc/${pid}`;
  const [own, children] = await Promise.all([mappedBy(place), childrenOf(place), noteFiles(place, files)]);
  const below = await Promise.all(children.map((child) => heldBelow(child, files)));
  return below.reduce((sum, bytes) => sum + bytes, own);
}

async function mappedBy(place: string): Promise<number> {
  const status = await readFile(`${place}/status`, 'utf8').catch(() => '');
  const counted = status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+) kB$/gm);
  return [...counted].reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0);
}

/** Each thread has children of its own. */
async function childrenOf(place: string): Promise<number[]> {
  const threads = await readdir(`${place}/task`).catch(() => []);
  const lists = threads.map((thread) => readFile(`${place}/task/${thread}/children`, 'utf8').catch(() => ''));
  return (await Promise.all(lists)).flatMap((list) => list.split(' ').filter(Boolean).map(Number));
}

async function noteFiles(place: string, files: Map<string, number>): Promise<void> {
  const open = await readdir(`${place}/fd`).catch(() => []);
  const noted = open.map(async (fd) => {
    const path = `${place}/fd/${fd}`;
    if (!(await readlink(path)).startsWith('/memfd:')) return;
    const { ino, blocks } = await stat(path);
    files.set(String(ino), blocks * 512);
  });
  await Promise.allSettled(noted);
}
