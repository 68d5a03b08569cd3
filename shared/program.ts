// How programs of ours end that are started by others: one JSON line on stdout for whoever started it, and the exit code
// of the error table.
import { toFarhandError } from './errors.js';

export function printLine(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Runs a program to its end, and the process with it. What it throws is printed as `{"error": {code, message, hint}}`. */
export function runToExit(main: () => Promise<void>): void {
  main().then(
    () => process.exit(0),
    (thrown: unknown) => {
      const error = toFarhandError(thrown);
      printLine({ error: error.toBody() });
      process.exit(error.exitCode);
    },
  );
}
