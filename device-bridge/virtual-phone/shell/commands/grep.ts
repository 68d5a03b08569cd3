// `grep`: lines of files or of the input, as they come.
import {
  type Command,
  type CommandContext,
  type CommandTable,
  failure,
  joinedValues,
  optionValue,
  type ParsedOptions,
  parseOptions,
  splitFlags,
  success,
} from '../command.js';
import { linesOf } from './text.js';

interface Search {
  readonly expression: RegExp;
  readonly isInverted: boolean;
  /** Hits in one file after which it is left. */
  readonly limit: number;
  readonly before: number;
  readonly after: number;
  readonly shows: 'lines' | 'matches' | 'nothing';
  readonly isNumbered: boolean;
}

const grep: Command = async (context) => {
  const args = splitFlags(joinedValues(context.args, 'ABCme'), 'EFivcqonwhlsrR');
  const parsed = parseOptions(args, ['-e', '-m', '-A', '-B', '-C']);
  const { options } = parsed;
  const given = optionValue(parsed, '-e');
  const [pattern = '', ...paths] = given === undefined ? parsed.rest : [given, ...parsed.rest];
  const search = searchOf(pattern, parsed);
  let found = 0;
  for (const path of paths.length > 0 ? paths : [undefined]) {
    const prefix = paths.length > 1 && !options.has('-h') ? `${path}:` : '';
    const hits = await searchIn(context, path, search, prefix);
    found += hits;
    if (options.has('-c')) context.print(`${prefix}${hits}`);
    if (options.has('-l') && hits > 0) context.print(path ?? '(standard input)');
  }
  return found > 0 ? success : failure;
};

export const grepCommands: CommandTable = {
  grep,
  egrep: (context) => grep({ ...context, args: ['-E', ...context.args] }),
};

/** POSIX basic regular expression as a JavaScript one: there `+?|(){}` are special only behind a backslash. */
export function basicPattern(pattern: string): string {
  return pattern.replace(/\\?[+?|(){}]/g, (found) => (found.startsWith('\\') ? found.slice(1) : `\\${found}`));
}

function searchOf(pattern: string, parsed: ParsedOptions): Search {
  const { options } = parsed;
  const quoted = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const source = options.has('-F') ? quoted : options.has('-E') ? pattern : basicPattern(pattern);
  const count = (...names: readonly string[]): number | undefined => {
    const name = names.find((candidate) => options.has(candidate));
    return name === undefined ? undefined : Number(optionValue(parsed, name));
  };
  const onlyCounts = ['-c', '-q', '-l'].some((name) => options.has(name));
  const firstWillDo = options.has('-q') || options.has('-l');
  return {
    expression: new RegExp(options.has('-w') ? `\\b(?:${source})\\b` : source, options.has('-i') ? 'i' : ''),
    isInverted: options.has('-v'),
    limit: firstWillDo ? 1 : (count('-m') ?? Number.POSITIVE_INFINITY),
    before: count('-B', '-C') ?? 0,
    after: count('-A', '-C') ?? 0,
    shows: onlyCounts ? 'nothing' : options.has('-o') ? 'matches' : 'lines',
    isNumbered: options.has('-n'),
  };
}

/** How many lines are hits. */
async function searchIn(
  context: CommandContext,
  path: string | undefined,
  search: Search,
  prefix: string,
): Promise<number> {
  const show = (text: string, number: number): void =>
    context.print(`${prefix}${search.isNumbered ? `${number}:` : ''}${text}`);
  const earlier: string[] = [];
  let hits = 0;
  let owed = 0;
  let number = 0;
  for await (const line of linesOf(context, path)) {
    number += 1;
    const isHit = search.expression.test(line) !== search.isInverted;
    if (isHit) hits += 1;
    if (search.shows === 'matches' && isHit) {
      for (const match of matchesIn(line, search.expression)) show(match, number);
    }
    if (search.shows === 'lines') {
      if (isHit) for (const [index, text] of earlier.entries()) show(text, number - earlier.length + index);
      if (isHit || owed > 0) {
        show(line, number);
        earlier.length = 0;
      } else {
        earlier.push(line);
        if (earlier.length > search.before) earlier.shift();
      }
      owed = isHit ? search.after : owed - 1;
    }
    if (hits >= search.limit) break;
  }
  return hits;
}

function matchesIn(line: string, { source, flags }: RegExp): string[] {
  return [...line.matchAll(new RegExp(source, `${flags}g`))].map(([match]) => match).filter((match) => match !== '');
}
