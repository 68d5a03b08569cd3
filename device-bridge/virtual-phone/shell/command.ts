// What a shell command sees and how it answers. Every command is a function from its context to an exit code.
import type { ByteReader } from '../adbd/byte-reader.js';
import type { Phone } from '../device/phone.js';

export interface CommandContext {
  /** As typed, without its folder. */
  readonly name: string;
  readonly args: readonly string[];
  readonly phone: Phone;
  readonly automation: Automation;
  readonly stdin: ByteReader;
  /** Aborts when the host is gone or nobody reads the output any more. */
  readonly signal: AbortSignal;
  readonly environment: Map<string, string>;
  /** Runs another command or script with this one's input and output. */
  runWords(words: readonly string[]): Promise<number>;
  /** @param parameters `$0`, `$1` and so on */
  runScript(source: string, parameters: readonly string[]): Promise<number>;
  /** Raw bytes or text to stdout. */
  write(data: Uint8Array | string): void;
  /** One line to stdout. */
  print(line: string): void;
  /** One line to stderr. */
  complain(line: string): void;
  /** Says that this is not known here, records it, and returns the exit code. */
  unknown(what: string): number;
}

export type Command = (context: CommandContext) => number | Promise<number>;
export type CommandTable = Readonly<Record<string, Command>>;

/** The automation server that `am instrument` runs. */
export interface Automation {
  /** Starts the server of an instrumented package; resolves when it ends. Ends any other first. */
  run(targetPackage: string, signal: AbortSignal): Promise<void>;
}

export const success = 0;
export const failure = 1;

export interface ParsedOptions {
  /** By name with its dashes; `true` when it takes no value. */
  readonly options: ReadonlyMap<string, string | true>;
  readonly rest: readonly string[];
}

/** Splits arguments into options and the rest. @param valued names of options that take the next argument as value */
export function parseOptions(args: readonly string[], valued: readonly string[] = []): ParsedOptions {
  const options = new Map<string, string | true>();
  const rest: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] as string;
    if (!argument.startsWith('-') || argument === '-') {
      rest.push(argument);
    } else if (valued.includes(argument)) {
      index += 1;
      options.set(argument, args[index] ?? '');
    } else {
      options.set(argument, true);
    }
  }
  return { options, rest };
}

/** `-in` as `-i -n`. */
export function splitFlags(args: readonly string[], letters: string): string[] {
  const combined = new RegExp(`^-[${letters}]{2,}$`);
  return args.flatMap((argument) =>
    combined.test(argument) ? [...argument.slice(1)].map((letter) => `-${letter}`) : argument,
  );
}

/** `-d:` as `-d :`. */
export function joinedValues(args: readonly string[], letters: string): string[] {
  const joined = new RegExp(`^-([${letters}])(.+)$`, 's');
  return args.flatMap((argument) => {
    const match = joined.exec(argument);
    return match ? [`-${match[1]}`, match[2] as string] : [argument];
  });
}

/** The value of an option that takes one, or undefined. */
export function optionValue(parsed: ParsedOptions, name: string): string | undefined {
  const value = parsed.options.get(name);
  return value === true ? undefined : value;
}

/** Resolves when the signal aborts. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
