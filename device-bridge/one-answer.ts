// What the bridge's small programs have in common: each looks at something and prints one JSON object on stdout, its answer
// or `{"error": {code, message, hint}}` with the error's exit code.
import { toFarhandError } from '@farhand/shared';

export function printAnswer(work: (args: readonly string[]) => object): void {
  try {
    process.stdout.write(`${JSON.stringify(work(process.argv.slice(2)))}\n`);
  } catch (thrown) {
    const error = toFarhandError(thrown);
    process.stdout.write(`${JSON.stringify({ error: error.toBody() })}\n`);
    process.exitCode = error.exitCode;
  }
}
