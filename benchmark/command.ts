// What the benchmark's subcommands have in common.
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { FarhandError } from '@farhand/shared';

/** One subcommand: its arguments in, an exit code out; prints to stdout. Throws FarhandError. */
export type Command = (argv: readonly string[], signal: AbortSignal) => Promise<number>;

type Options = NonNullable<ParseArgsConfig['options']>;
type Arguments<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; args: string[] }>
>;

/** Throws USAGE with the usage line for flags that are unknown or lack a value, and for too many or too few words. */
export function readArguments<O extends Options>(
  argv: readonly string[],
  { options, words, usage }: { readonly options: O; readonly words: number; readonly usage: string },
): Arguments<O> {
  const fail = (message: string): FarhandError => new FarhandError('USAGE', message, { hint: `Usage: ${usage}` });
  let parsed: Arguments<O>;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    throw fail(String((error as Error).message).split('. ')[0] ?? '');
  }
  if (parsed.positionals.length !== words) throw fail(`${words} words are needed, not ${parsed.positionals.length}`);
  return parsed;
}
