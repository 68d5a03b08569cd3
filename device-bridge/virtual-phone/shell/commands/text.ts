// Text filters: `echo`, `grep`, `head`, `tail`, `wc`.
import { type Command, type CommandContext, type CommandTable, failure, parseOptions, success } from '../command.js';

const echo: Command = ({ args, write }) => {
  const hasNewline = args[0] !== '-n';
  write(`${(hasNewline ? args : args.slice(1)).join(' ')}${hasNewline ? '\n' : ''}`);
  return success;
};

const grep: Command = async (context) => {
  const { options, rest } = parseOptions(context.args);
  const flags = new Set([...options.keys()].flatMap((option) => [...option.slice(1)]));
  const [pattern = '', path] = rest;
  const source = flags.has('F') ? pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : pattern;
  const expression = new RegExp(source, flags.has('i') ? 'i' : '');
  const found = (await inputLines(context, path)).filter((line) => expression.test(line) !== flags.has('v'));
  if (flags.has('c')) context.print(String(found.length));
  else if (!flags.has('q')) for (const line of found) context.print(line);
  return found.length > 0 ? success : failure;
};

const headOrTail: Command = async (context) => {
  const digits = context.args.find((argument) => /\d/.test(argument))?.replace(/\D/g, '');
  const count = Number(digits ?? 10);
  const lines = await inputLines(context, undefined);
  const chosen = context.name === 'head' ? lines.slice(0, count) : lines.slice(Math.max(0, lines.length - count));
  for (const line of chosen) context.print(line);
  return success;
};

const wc: Command = async (context) => {
  const text = (await context.stdin.takeAll()).toString('utf8');
  const lines = text.split('\n').length - 1;
  if (context.args.includes('-l')) context.print(String(lines));
  else context.print(`${lines} ${text.split(/\s+/).filter(Boolean).length} ${Buffer.byteLength(text)}`);
  return success;
};

export const textCommands: CommandTable = { echo, grep, head: headOrTail, tail: headOrTail, wc };

async function inputLines(context: CommandContext, path: string | undefined): Promise<string[]> {
  const data = path === undefined ? await context.stdin.takeAll() : context.phone.files.read(path);
  if (data === undefined) throw new Error(`${path}: No such file or directory`);
  const lines = data.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
