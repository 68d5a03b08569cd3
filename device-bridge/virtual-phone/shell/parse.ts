// The grammar of the phone's shell, as far as debug bridge hosts use it: words with quotes and variables; `;` `&&` `||`
// and `|`; redirections. What lies outside (background jobs, substitution, loops) is a syntax error, never a silent
// guess.

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly isQuoted: boolean };
export type Word = readonly WordPart[];

export type Redirection =
  | { readonly kind: 'file'; readonly descriptor: 0 | 1 | 2 | 'both'; readonly append: boolean; readonly target: Word }
  | { readonly kind: 'duplicate'; readonly from: 1 | 2; readonly to: 1 | 2 };

export interface SimpleCommand {
  readonly words: Word[];
  readonly redirections: Redirection[];
}

/** Commands joined by `|`, and when they run: always, or depending on how the pipeline before them ended. */
export interface Pipeline {
  readonly when: 'always' | 'after success' | 'after failure';
  readonly commands: SimpleCommand[];
}

export class ShellSyntaxError extends Error {}

const redirections: Record<string, (target: Word) => Redirection> = {
  '<': (target) => ({ kind: 'file', descriptor: 0, append: false, target }),
  '>': (target) => ({ kind: 'file', descriptor: 1, append: false, target }),
  '1>': (target) => ({ kind: 'file', descriptor: 1, append: false, target }),
  '2>': (target) => ({ kind: 'file', descriptor: 2, append: false, target }),
  '&>': (target) => ({ kind: 'file', descriptor: 'both', append: false, target }),
  '>>': (target) => ({ kind: 'file', descriptor: 1, append: true, target }),
  '2>>': (target) => ({ kind: 'file', descriptor: 2, append: true, target }),
};
const duplications: Record<string, Redirection> = {
  '2>&1': { kind: 'duplicate', from: 2, to: 1 },
  '1>&2': { kind: 'duplicate', from: 1, to: 2 },
  '>&2': { kind: 'duplicate', from: 1, to: 2 },
};
const joiners: Record<string, Pipeline['when']> = {
  ';': 'always',
  '\n': 'always',
  '&&': 'after success',
  '||': 'after failure',
};
/** Longest first, so that a prefix never wins. */
const operators = [
  ...Object.keys(duplications),
  ...Object.keys(redirections),
  ...Object.keys(joiners),
  '|',
  '&',
  '(',
  ')',
].sort((a, b) => b.length - a.length);

const variablePattern = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*|\?))/y;

type Token = { readonly kind: 'word'; readonly word: Word } | { readonly kind: 'operator'; readonly text: string };

/** @throws ShellSyntaxError */
export function parseScript(source: string): Pipeline[] {
  const script: Pipeline[] = [];
  const tokens = tokenise(source);
  let command: SimpleCommand = { words: [], redirections: [] };
  let pipeline: Pipeline = { when: 'always', commands: [] };
  const isEmpty = (): boolean => command.words.length === 0 && command.redirections.length === 0;
  const endCommand = (operator: string): void => {
    if (isEmpty()) throw new ShellSyntaxError(`syntax error: unexpected '${operator}'`);
    pipeline.commands.push(command);
    command = { words: [], redirections: [] };
  };
  const endPipeline = (operator: string, next: Pipeline['when']): void => {
    const mayBeEmpty = next === 'always' && pipeline.when === 'always' && pipeline.commands.length === 0;
    if (!isEmpty() || !mayBeEmpty) {
      endCommand(operator);
      script.push(pipeline);
    }
    pipeline = { when: next, commands: [] };
  };

  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token;
    if (token.kind === 'word') {
      command.words.push(token.word);
      continue;
    }
    const { text } = token;
    const joiner = joiners[text];
    const duplication = duplications[text];
    const redirection = redirections[text];
    if (joiner !== undefined) {
      endPipeline(text, joiner);
    } else if (text === '|') {
      endCommand(text);
    } else if (duplication !== undefined) {
      command.redirections.push(duplication);
    } else if (redirection !== undefined) {
      index += 1;
      const target = tokens[index];
      if (target?.kind !== 'word') throw new ShellSyntaxError(`syntax error: '${text}' without a file`);
      command.redirections.push(redirection(target.word));
    } else {
      throw new ShellSyntaxError(`syntax error: '${text}' is not supported`);
    }
  }
  if (!isEmpty() || pipeline.commands.length > 0 || pipeline.when !== 'always') endPipeline('end of line', 'always');
  return script;
}

function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < source.length) {
    const character = source[position] as string;
    if (character === ' ' || character === '\t' || character === '\r') {
      position += 1;
    } else if (character === '#') {
      const end = source.indexOf('\n', position);
      position = end < 0 ? source.length : end;
    } else {
      const operator = operators.find((candidate) => source.startsWith(candidate, position));
      if (operator !== undefined) {
        tokens.push({ kind: 'operator', text: operator });
        position += operator.length;
      } else {
        const { word, end } = readWord(source, position);
        tokens.push({ kind: 'word', word });
        position = end;
      }
    }
  }
  return tokens;
}

function readWord(source: string, start: number): { word: Word; end: number } {
  const parts: WordPart[] = [];
  let position = start;
  while (position < source.length) {
    const character = source[position] as string;
    if (/[\s;|&<>()]/.test(character)) break;
    if (character === "'") {
      const end = source.indexOf("'", position + 1);
      if (end < 0) throw new ShellSyntaxError('syntax error: no closing quote');
      parts.push({ kind: 'text', text: source.slice(position + 1, end), isQuoted: true });
      position = end + 1;
    } else if (character === '"') {
      position = readDoubleQuoted(source, position + 1, parts);
    } else if (character === '\\') {
      parts.push({ kind: 'text', text: source[position + 1] ?? '', isQuoted: true });
      position += 2;
    } else if (character === '`' || source.startsWith('$(', position)) {
      throw new ShellSyntaxError('syntax error: command substitution is not supported');
    } else {
      const variable = variableAt(source, position);
      if (variable === undefined) {
        position = readPlain(source, position, parts);
      } else {
        parts.push({ kind: 'variable', name: variable.name, isQuoted: false });
        position += variable.length;
      }
    }
  }
  return { word: parts, end: position };
}

/** Reads up to the closing quote and returns the position after it. */
function readDoubleQuoted(source: string, start: number, parts: WordPart[]): number {
  let position = start;
  let text = '';
  const flush = (): void => {
    parts.push({ kind: 'text', text, isQuoted: true });
    text = '';
  };
  for (;;) {
    const character = source[position];
    if (character === undefined) throw new ShellSyntaxError('syntax error: no closing quote');
    if (character === '"') {
      flush();
      return position + 1;
    }
    if (character === '`' || source.startsWith('$(', position)) {
      throw new ShellSyntaxError('syntax error: command substitution is not supported');
    }
    if (character === '\\' && /["\\$`]/.test(source[position + 1] ?? '')) {
      text += source[position + 1];
      position += 2;
      continue;
    }
    const variable = variableAt(source, position);
    if (variable === undefined) {
      text += character;
      position += 1;
    } else {
      flush();
      parts.push({ kind: 'variable', name: variable.name, isQuoted: true });
      position += variable.length;
    }
  }
}

/** `$NAME`, `${NAME}` or `$?` at that position, and how many characters it takes. */
function variableAt(source: string, position: number): { name: string; length: number } | undefined {
  variablePattern.lastIndex = position;
  const match = variablePattern.exec(source);
  return match === null ? undefined : { name: match[1] ?? match[2] ?? '', length: match[0].length };
}

function readPlain(source: string, start: number, parts: WordPart[]): number {
  let end = start + 1;
  while (end < source.length && !/[\s;|&<>()'"\\`$]/.test(source[end] as string)) end += 1;
  parts.push({ kind: 'text', text: source.slice(start, end), isQuoted: false });
  return end;
}
