// Processes that keep cores busy beside what is measured.
import { spawn } from 'node:child_process';

// Ends by itself when whoever started it is gone.
const spin = 'const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e7; i++);';

/** Starts so many and returns a function that ends them. */
export function startNeighbours(count) {
  const running = Array.from({ length: count }, () => spawn(process.execPath, ['-e', spin], { stdio: 'ignore' }));
  return () => {
    for (const neighbour of running) neighbour.kill('SIGKILL');
  };
}
