// Which processes belong to a run: those whose environment names the run's own data folder, and all that descend from
// them. Linux only, by /proc.
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** Living processes (no zombies) whose environment or command line holds `marker`. */
export function processesOf(marker: string): ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => entryOf(Number(name), marker))
    .filter(({ pid }) => pid !== process.pid);
}

/** Resolves with what is left once nothing is, or when the limit is over. */
export async function leftOver(marker: string, limitMs: number): Promise<ProcessEntry[]> {
  const endMs = performance.now() + limitMs;
  for (;;) {
    const left = processesOf(marker);
    if (left.length === 0 || performance.now() > endMs) return left;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function entryOf(pid: number, marker: string): ProcessEntry[] {
  try {
    const [state = '', parent = '0'] = statOf(pid);
    if (state === 'Z') return [];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
    if (!command.includes(marker) && !environment.includes(marker)) return [];
    return [{ pid, parent: Number(parent), command }];
  } catch {
    return [];
  }
}

/** State and parent, behind the command name, which may hold spaces and brackets. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
