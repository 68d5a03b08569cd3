// Filters for pipes: `cut`, `tr`, `sort`, `uniq`, `sed`, `awk`, `tee`, `xargs`, `base64`. Of sed and awk only what scripts
// around adb use: replacing and choosing lines, printing fields.
import {
  type Command,
  type CommandTable,
  joinedValues,
  optionValue,
  parseOptions,
  splitFlags,
  success,
} from '../command.js';
import { basicPattern } from './grep.js';
import { inputLines } from './text.js';

const cut: Command = async (context) => {
  const parsed = parseOptions(joinedValues(context.args, 'dfc'), ['-d', '-f', '-c']);
  const separator = optionValue(parsed, '-d') ?? '\t';
  const characters = optionValue(parsed, '-c');
  const isWanted = ranges(characters ?? optionValue(parsed, '-f') ?? '');
  for (const line of await inputLines(context, parsed.rest[0])) {
    const parts = characters === undefined ? line.split(separator) : [...line];
    const joint = characters === undefined ? separator : '';
    const isWhole = characters === undefined && parts.length === 1;
    context.print(isWhole ? line : parts.filter((_, index) => isWanted(index + 1)).join(joint));
  }
  return success;
};

/** `2`, `1,3`, `2-`, `-3`. */
function ranges(list: string): (position: number) => boolean {
  const parts = list.split(',').map((part) => {
    const [from = '', to] = part.split('-');
    return to === undefined
      ? [Number(from), Number(from)]
      : [Number(from || 1), Number(to || Number.POSITIVE_INFINITY)];
  });
  return (position) => parts.some(([from = 0, to = 0]) => position >= from && position <= to);
}

const tr: Command = async (context) => {
  const { options, rest } = parseOptions(context.args);
  const from = characterSet(rest[0] ?? '');
  const to = characterSet(rest[1] ?? '');
  const text = (await context.stdin.takeAll()).toString('utf8');
  const translated = [...text].map((character) => {
    const index = from.indexOf(character);
    if (index < 0) return character;
    return options.has('-d') ? '' : (to[Math.min(index, to.length - 1)] ?? character);
  });
  context.write(translated.join(''));
  return success;
};

/** With ranges such as `a-z`, and `\n`, `\r`, `\t`. */
function characterSet(text: string): string[] {
  const plain = text
    .replaceAll('\\n', '\n')
    .replaceAll('\\r', '\r')
    .replaceAll('\\t', '\t')
    .replaceAll('[:space:]', ' \t\r\n');
  return [
    ...plain.replace(/(.)-(.)/gs, (_, first: string, last: string) => {
      const [start, end] = [first.charCodeAt(0), last.charCodeAt(0)];
      return Array.from({ length: Math.max(0, end - start + 1) }, (_unused, index) =>
        String.fromCharCode(start + index),
      ).join('');
    }),
  ];
}

const sort: Command = async (context) => {
  const { options, rest } = parseOptions(splitFlags(context.args, 'nru'));
  const lines = await inputLines(context, rest[0]);
  lines.sort((a, b) =>
    options.has('-n') ? Number.parseFloat(a) - Number.parseFloat(b) : Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  if (options.has('-r')) lines.reverse();
  for (const line of options.has('-u') ? new Set(lines) : lines) context.print(line);
  return success;
};

const uniq: Command = async (context) => {
  const counts: [line: string, count: number][] = [];
  for (const line of await inputLines(context)) {
    const last = counts.at(-1);
    if (last?.[0] === line) last[1] += 1;
    else counts.push([line, 1]);
  }
  const isCounted = context.args.includes('-c');
  for (const [line, count] of counts) context.print(isCounted ? `${String(count).padStart(7)} ${line}` : line);
  return success;
};

/** `s/A/B/` with any separator and the flags g and i; `Np`, `N,Mp` and `/A/p` with `-n`; `/A/d`, `Nd`. */
const sed: Command = async (context) => {
  const parsed = parseOptions(context.args, ['-e']);
  const isExtended = parsed.options.has('-E') || parsed.options.has('-r');
  const given = optionValue(parsed, '-e');
  const [script = '', path] = given === undefined ? parsed.rest : [given, ...parsed.rest];
  const pattern = (text: string, flags: string): RegExp => new RegExp(isExtended ? text : basicPattern(text), flags);
  const replace = /^s(.)(.*?)(?<!\\)\1(.*?)(?<!\\)\1([gi]*)$/s.exec(script);
  const choose = /^(?:(\d+|\$)(?:,(\d+|\$))?|\/(.+)\/)([pd])$/.exec(script);
  if (replace === null && choose === null) return context.unknown(`bad pattern: ${script}`);
  const lines = await inputLines(context, path);
  if (replace) {
    const [, separator = '', from = '', to = '', flags = ''] = replace;
    const plain = (text: string): string => text.replaceAll(`\\${separator}`, separator);
    const expression = pattern(plain(from), flags);
    const replacement = plain(to)
      .replaceAll('$', '$$$$')
      .replace(/\\(\d)/g, '$$$1')
      .replace(/(?<!\\)&/g, '$$&');
    for (const line of lines) context.print(line.replace(expression, replacement));
    return success;
  }
  const [, from, to = from, text, what] = choose as RegExpExecArray;
  const place = (name: string | undefined): number => (name === '$' ? lines.length : Number(name));
  const isChosen = (line: string, index: number): boolean =>
    text === undefined ? index + 1 >= place(from) && index + 1 <= place(to) : pattern(text, '').test(line);
  const isQuiet = parsed.options.has('-n');
  lines.forEach((line, index) => {
    const chosen = isChosen(line, index);
    if (what === 'd' ? !chosen : !isQuiet || chosen) context.print(line);
    if (what === 'p' && chosen && !isQuiet) context.print(line);
  });
  return success;
};

/** `[/PATTERN/] {print ITEM, ...}` with fields, `$NF`, `NR` and texts as items; `-F SEPARATOR`. */
const awk: Command = async (context) => {
  const parsed = parseOptions(joinedValues(context.args, 'F'), ['-F', '-v']);
  const [script = '', path] = parsed.rest;
  const program = /^\s*(?:\/(.*)\/|(NR)\s*==\s*(\d+))?\s*(?:\{\s*print\b\s*([^;{}]*?)\s*;?\s*\})?\s*$/.exec(script);
  const items = program?.[4] === undefined ? [] : splitItems(program[4]);
  if (program === null || items === undefined) return context.unknown(`only {print ...} is known here, not ${script}`);
  const separator = optionValue(parsed, '-F');
  const lines = await inputLines(context, path);
  lines.forEach((line, index) => {
    if (program[1] !== undefined && !new RegExp(program[1]).test(line)) return;
    if (program[2] !== undefined && index + 1 !== Number(program[3])) return;
    const fields = separator === undefined ? line.trim().split(/\s+/) : line.split(fieldSeparator(separator));
    const values = items.map((item) => itemValue(item, line, fields, index + 1));
    context.print(items.length === 0 ? line : values.join(''));
  });
  return success;
};

/** One character is itself, more are a regular expression, as awk has it. */
function fieldSeparator(text: string): string | RegExp {
  return text.length === 1 ? text : new RegExp(text);
}

/** A comma prints a space; items side by side print without one. Undefined for what is no item. */
function splitItems(text: string): string[] | undefined {
  const items = text.match(/"[^"]*"|\$\w+|\bNR\b|,/g) ?? [];
  const isWhole =
    items.join('').length === text.replace(/"[^"]*"|\s+/g, (part) => (part.startsWith('"') ? part : '')).length;
  return isWhole ? items.map((item) => (item === ',' ? '" "' : item)) : undefined;
}

function itemValue(item: string, line: string, fields: readonly string[], lineNumber: number): string {
  if (item.startsWith('"')) return item.slice(1, -1);
  if (item === 'NR') return String(lineNumber);
  if (item === '$0') return line;
  const position = item === '$NF' ? fields.length : Number(item.slice(1));
  return fields[position - 1] ?? '';
}

const tee: Command = async ({ args, phone, stdin, write }) => {
  const { options, rest } = parseOptions(args);
  const data = await stdin.takeAll();
  for (const path of rest) {
    const before = options.has('-a') ? phone.files.read(path) : undefined;
    phone.files.write(path, Buffer.concat([before ?? Buffer.alloc(0), data]));
  }
  write(data);
  return success;
};

/** Runs a command with the words of the input behind its own; `-n COUNT` words at a time, `-I NAME` one line in its place. */
const xargs: Command = async (context) => {
  const { count, place, words } = xargsOptions(context.args);
  const command = words.length > 0 ? words : ['echo'];
  const lines = await inputLines(context);
  const rounds =
    place === undefined
      ? chunks(
          lines.flatMap((line) => line.split(/\s+/).filter(Boolean)),
          count,
        )
      : lines;
  let code = success;
  for (const round of rounds) {
    const line =
      typeof round === 'string'
        ? command.map((word) => word.replaceAll(place as string, round))
        : [...command, ...round];
    code = (await context.runWords(line)) || code;
  }
  return code;
};

function xargsOptions(args: readonly string[]): { count: number; place: string | undefined; words: readonly string[] } {
  let count = Number.POSITIVE_INFINITY;
  let place: string | undefined;
  let index = 0;
  for (; args[index]?.startsWith('-'); index++) {
    const [, name, value] = /^-([nI])(.*)$/s.exec(args[index] as string) ?? [];
    if (name === undefined) continue;
    const given = value || args[++index] || '';
    if (name === 'n') count = Number(given);
    else place = given;
  }
  return { count, place, words: args.slice(index) };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  if (items.length === 0) return [];
  return [items.slice(0, size), ...chunks(items.slice(size), size)];
}

const base64: Command = async (context) => {
  const { options, rest } = parseOptions(context.args, ['-w']);
  const data = rest[0] === undefined ? await context.stdin.takeAll() : context.phone.files.read(rest[0]);
  if (data === undefined) throw new Error(`${rest[0]}: No such file or directory`);
  if (options.has('-d')) context.write(Buffer.from(data.toString('latin1'), 'base64'));
  else for (const line of data.toString('base64').match(wrapAt(options.get('-w'))) ?? []) context.print(line);
  return success;
};

function wrapAt(width: string | true | undefined): RegExp {
  return width === '0' ? /.+/g : new RegExp(`.{1,${Number(width ?? 76) || 76}}`, 'g');
}

export const filterCommands: CommandTable = { cut, tr, sort, uniq, sed, awk, tee, xargs, base64 };
