// `npm start -- bench`: the benchmark, a program of its own that speaks with the terminal itself. It is told by a channel
// when this process is gone, and ends with it.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';

/** The other package's entry, as a path: the cloud never imports the benchmark. */
const benchmarkMain = fileURLToPath(new URL('../../../benchmark/dist/main.js', import.meta.url));

export function addBenchCommand(root: Command, signal: AbortSignal): void {
  root
    .command('bench [words...]')
    .description('measure how many tasks come out right: bench androiddaily, resume, report, compare, list')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions()
    .action(async (words: string[]) => {
      process.exitCode = await runBenchmark(words, signal);
    });
}

/** Resolves with its exit code. It hears a Ctrl-C of the terminal by itself. */
async function runBenchmark(words: readonly string[], signal: AbortSignal): Promise<number> {
  const child = fork(benchmarkMain, words, { stdio: 'inherit' });
  const end = (): void => {
    child.kill('SIGTERM');
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    signal.removeEventListener('abort', end);
  }
}
