// Text from and to: `echo`, `printf`, `seq`, `head`, `tail`, `wc`.
import {
  type Command,
  type CommandContext,
  type CommandTable,
  joinedValues,
  optionValue,
  parseOptions,
  splitFlags,
  success,
} from '../command.js';

const echo: Command = ({ args, write }) => {
  const flags = /^-[ne]+$/.test(args[0] ?? '') ? (args[0] as string) : '';
  const text = (flags === '' ? args : args.slice(1)).join(' ');
  write(`${flags.includes('e') ? unescaped(text) : text}${flags.includes('n') ? '' : '\n'}`);
  return success;
};

/** `%s`, `%d` and `%%`; the format is used again for as long as there are arguments. */
const printf: Command = ({ args, write }) => {
  const [format = '', ...values] = args;
  do {
    write(
      unescaped(format).replace(/%([sd%])/g, (_, kind: string) => {
        if (kind === '%') return '%';
        const value = values.shift() ?? '';
        return kind === 'd' ? String(Number.parseInt(value, 10) || 0) : value;
      }),
    );
  } while (values.length > 0 && /%[sd]/.test(format));
  return success;
};

const seq: Command = ({ args, print }) => {
  const [from = 1, step = 1, to = 1] =
    args.length === 1
      ? [1, 1, Number(args[0])]
      : args.length === 2
        ? [Number(args[0]), 1, Number(args[1])]
        : args.map(Number);
  for (let value = from; step > 0 ? value <= to : value >= to; value += step || Number.NaN) print(String(value));
  return success;
};

/** `-n 5`, `-5`, `-c BYTES`; for `tail` also `-n +FIRST`. */
const headOrTail: Command = async (context) => {
  const args = joinedValues(
    context.args.map((argument) => argument.replace(/^-(\d+)$/, '-n$1')),
    'nc',
  );
  const parsed = parseOptions(args, ['-n', '-c']);
  const isHead = context.name === 'head';
  const bytes = optionValue(parsed, '-c');
  if (bytes !== undefined) {
    const data = await input(context, parsed.rest[0]);
    context.write(isHead ? data.subarray(0, Number(bytes)) : data.subarray(Math.max(0, data.length - Number(bytes))));
    return success;
  }
  const text = optionValue(parsed, '-n') ?? '10';
  const count = Math.abs(Number(text));
  if (isHead) {
    let left = count;
    if (left > 0) {
      for await (const line of linesOf(context, parsed.rest[0])) {
        context.print(line);
        left -= 1;
        if (left === 0) break;
      }
    }
    return success;
  }
  const lines = await inputLines(context, parsed.rest[0]);
  for (const line of lines.slice(text.startsWith('+') ? count - 1 : Math.max(0, lines.length - count))) {
    context.print(line);
  }
  return success;
};

/** Lines, words and bytes, or those that are asked for; `-m` counts characters. */
const wc: Command = async (context) => {
  const { options, rest } = parseOptions(splitFlags(context.args, 'lwcm'));
  const data = await input(context, rest[0]);
  const text = data.toString('utf8');
  const counts: Record<string, number> = {
    '-l': text.split('\n').length - 1,
    '-w': text.split(/\s+/).filter(Boolean).length,
    '-c': data.length,
    '-m': [...text].length,
  };
  const wanted = options.size === 0 ? ['-l', '-w', '-c'] : Object.keys(counts).filter((name) => options.has(name));
  context.print([...wanted.map((name) => counts[name]), ...(rest[0] === undefined ? [] : [rest[0]])].join(' '));
  return success;
};

export const textCommands: CommandTable = { echo, printf, seq, head: headOrTail, tail: headOrTail, wc };

async function input(context: CommandContext, path: string | undefined): Promise<Buffer> {
  const data = path === undefined || path === '-' ? await context.stdin.takeAll() : context.phone.files.read(path);
  if (data === undefined) throw new Error(`${path}: No such file or directory`);
  return data;
}

/** All lines, without the newline at the end. */
export async function inputLines(context: CommandContext, path?: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(context, path)) lines.push(line);
  return lines;
}

/** As they come, for what never ends. */
export async function* linesOf({ stdin, phone }: CommandContext, path: string | undefined): AsyncGenerator<string> {
  if (path === undefined || path === '-') {
    for (let line = await stdin.takeLine(); line !== undefined; line = await stdin.takeLine()) yield line;
    return;
  }
  const data = phone.files.read(path);
  if (data === undefined) throw new Error(`${path}: No such file or directory`);
  const lines = data.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  yield* lines;
}

function unescaped(text: string): string {
  const named: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };
  return text.replace(/\\([ntr\\])/g, (_, letter: string) => named[letter] as string);
}
