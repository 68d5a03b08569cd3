// The command line: arguments in, exit code out. Every command prints people's words by default and one JSON object
// with --json; progress, logs and errors go to stderr.
import { type ExitCode, FarhandError, toFarhandError } from '@farhand/shared';
import { CommanderError } from 'commander';
import { printError, printJson } from './output.js';
import { farhandProgram } from './program.js';

const exitLimitMs = 2000;

/** Runs the command line to its end and sets the process's exit code. */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that has seen enough (`| head`) is no failure; anything else about an output is.
  for (const output of [process.stdout, process.stderr]) output.on('error', tolerateClosedReader);
  const interrupt = new AbortController();
  const onSignal = () => interrupt.abort(new FarhandError('CANCELLED', 'The command was interrupted'));
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    await farhandProgram(interrupt.signal).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, args.includes('--json'));
  } finally {
    process.removeListener('SIGINT', onSignal);
    process.removeListener('SIGTERM', onSignal);
  }
  // Everything is closed by now. Should a handle be left open all the same, nobody is kept waiting for it.
  setTimeout(() => process.exit(), exitLimitMs).unref();
}

function tolerateClosedReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** What went wrong, as a sentence on stderr, and for scripts as one object on stdout. */
function report(thrown: unknown, json: boolean): ExitCode {
  // The parser has said on stderr what it does not understand; asking for help is no failure.
  const isUsage = thrown instanceof CommanderError;
  if (isUsage && thrown.exitCode === 0) return 0;
  const error = isUsage ? new FarhandError('USAGE', thrown.message.replace(/^error: /, '')) : toFarhandError(thrown);
  if (json) printJson({ error: error.toBody() });
  if (!isUsage) printError(error);
  return error.exitCode;
}
