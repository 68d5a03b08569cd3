// From words as written to words as a command gets them: variables and command substitution, splitting at white space,
// file names for `*` and `?`.
import type { Word, WordPart } from './words.js';

/** What words may ask for. */
export interface Scope {
  value(name: string): string;
  /** What a command prints, without the newlines at its end. */
  substitute(source: string): Promise<string>;
  /** Paths of files and folders that match, sorted. */
  paths(pattern: RegExp): readonly string[];
}

/** Unquoted values split at white space and vanish when empty; assignments in front and all else stay one word. */
export async function expandWords(words: readonly Word[], scope: Scope): Promise<string[]> {
  const expanded: string[] = [];
  let mayAssign = true;
  for (const word of words) {
    mayAssign &&= isAssignment(word);
    const whole = mayAssign ? word.map((part) => ({ ...part, isQuoted: true })) : word;
    expanded.push(...(await expandWord(whole, scope)));
  }
  return expanded;
}

function isAssignment([first]: Word): boolean {
  return first?.kind === 'text' && !first.isQuoted && /^[A-Za-z_]\w*=/.test(first.text);
}

async function expandWord(word: Word, scope: Scope): Promise<string[]> {
  const fields: Field[] = [];
  let field: Field | undefined;
  const add = (text: string, isQuoted: boolean): void => {
    field ??= { text: '', pattern: '', isPattern: false };
    field.text += text;
    field.pattern += isQuoted ? literal(text) : literal(text).replaceAll('\\*', '[^/]*').replaceAll('\\?', '[^/]');
    field.isPattern ||= !isQuoted && /[*?]/.test(text);
  };
  for (const part of word) {
    const text = await textOf(part, scope);
    if (part.kind === 'text' || part.isQuoted) {
      add(text, part.isQuoted);
      continue;
    }
    for (const [index, piece] of text.split(/[ \t\n]+/).entries()) {
      if (index > 0 && field !== undefined) {
        fields.push(field);
        field = undefined;
      }
      if (piece !== '') add(piece, false);
    }
  }
  if (field !== undefined) fields.push(field);
  return fields.flatMap((made) => names(made, scope));
}

interface Field {
  text: string;
  /** The text as a regular expression for paths. */
  pattern: string;
  isPattern: boolean;
}

function textOf(part: WordPart, scope: Scope): string | Promise<string> {
  if (part.kind === 'text') return part.text;
  return part.kind === 'variable' ? scope.value(part.name) : scope.substitute(part.source);
}

/** The paths a pattern stands for, or itself when there is none. */
function names({ text, pattern, isPattern }: Field, scope: Scope): readonly string[] {
  if (!isPattern || !text.startsWith('/')) return [text];
  const found = scope.paths(new RegExp(`^${pattern}$`));
  return found.length > 0 ? found : [text];
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
