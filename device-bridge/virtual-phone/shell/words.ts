// The words and operators of the phone's shell: quotes, escapes, variables and command substitution. Which commands they
// make is the grammar's business.

export type WordPart =
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly isQuoted: boolean }
  | { readonly kind: 'substitution'; readonly source: string; readonly isQuoted: boolean };
export type Word = readonly WordPart[];

export type Token =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'operator'; readonly text: string };

export class ShellSyntaxError extends Error {}

/** Longest first, so that a prefix never wins. */
const operators = [
  '2>&1',
  '1>&2',
  '>&2',
  '1>',
  '2>',
  '2>>',
  '&>',
  '>>',
  '<',
  '>',
  ';',
  '\n',
  '&&',
  '||',
  '|',
  '&',
  '(',
  ')',
].sort((a, b) => b.length - a.length);
const endOfWord = /[\s;|&<>()]/;
const variablePattern = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*|[?#@*$0-9]))/y;

/** @throws ShellSyntaxError */
export function tokenise(source: string): Token[] {
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
    if (endOfWord.test(character)) break;
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
    } else {
      const value = valueAt(source, position, false);
      if (value === undefined) {
        position = readPlain(source, position, parts);
      } else {
        parts.push(value.part);
        position += value.length;
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
    if (character === '\\' && /["\\$`]/.test(source[position + 1] ?? '')) {
      text += source[position + 1];
      position += 2;
      continue;
    }
    const value = valueAt(source, position, true);
    if (value === undefined) {
      text += character;
      position += 1;
    } else {
      flush();
      parts.push(value.part);
      position += value.length;
    }
  }
}

/** `$NAME`, `${NAME}`, `$?`, `$(COMMAND)` or a command in backticks at that position, and how many characters it takes. */
function valueAt(source: string, position: number, isQuoted: boolean): { part: WordPart; length: number } | undefined {
  if (source.startsWith('$((', position)) throw new ShellSyntaxError('syntax error: arithmetic is not supported');
  if (source.startsWith('$(', position)) {
    const end = closingParenthesis(source, position + 2);
    const part: WordPart = { kind: 'substitution', source: source.slice(position + 2, end), isQuoted };
    return { part, length: end + 1 - position };
  }
  if (source[position] === '`') {
    const end = source.indexOf('`', position + 1);
    if (end < 0) throw new ShellSyntaxError('syntax error: no closing quote');
    const part: WordPart = { kind: 'substitution', source: source.slice(position + 1, end), isQuoted };
    return { part, length: end + 1 - position };
  }
  variablePattern.lastIndex = position;
  const match = variablePattern.exec(source);
  if (match === null) return undefined;
  return { part: { kind: 'variable', name: match[1] ?? match[2] ?? '', isQuoted }, length: match[0].length };
}

/** The position of the parenthesis that closes what began before `start`; quoted ones do not count. */
function closingParenthesis(source: string, start: number): number {
  let depth = 1;
  let quote: string | undefined;
  for (let position = start; position < source.length; position++) {
    const character = source[position] as string;
    if (character === '\\' && quote !== "'") position += 1;
    else if (quote !== undefined) quote = character === quote ? undefined : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth === 0) return position;
  }
  throw new ShellSyntaxError("syntax error: no closing ')'");
}

function readPlain(source: string, start: number, parts: WordPart[]): number {
  let end = start + 1;
  while (end < source.length && !/[\s;|&<>()'"\\`$]/.test(source[end] as string)) end += 1;
  parts.push({ kind: 'text', text: source.slice(start, end), isQuoted: false });
  return end;
}
