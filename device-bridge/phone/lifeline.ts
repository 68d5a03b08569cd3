// Preloaded into every Node process that the bridge starts. Their stdin is a pipe that only the bridge holds: when it
// ends, the bridge is gone (even by SIGKILL), and so the last will is carried out and the process ends.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const will = JSON.parse(process.env.FARHAND_LAST_WILL ?? '{}') as { run?: string[]; remove?: string };
const limitMs = 5000;

// The will is this process's alone: what it starts must not inherit it.
delete process.env.FARHAND_LAST_WILL;

function leave(): void {
  const [file, ...args] = will.run ?? [];
  if (file) spawnSync(file, args, { stdio: 'ignore', timeout: limitMs });
  if (will.remove) rmSync(will.remove, { recursive: true, force: true });
  process.exit(1);
}

process.stdin.on('end', leave).on('error', leave).resume();
// A program that has nothing left to do may still end by itself.
(process.stdin as unknown as { unref?: () => void }).unref?.();
