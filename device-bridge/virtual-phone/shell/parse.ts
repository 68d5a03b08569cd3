// The grammar of the phone's shell, as far as debug bridge hosts use it: `;` `&&` `||` `!` and `|`; redirections; `if`,
// `for`, `while` and groups. What lies outside (background jobs, arithmetic, functions) is a syntax error, never a silent
// guess.
import { ShellSyntaxError, type Token, tokenise, type Word } from './words.js';

export { ShellSyntaxError } from './words.js';

export type Redirection =
  | { readonly kind: 'file'; readonly descriptor: 0 | 1 | 2 | 'both'; readonly append: boolean; readonly target: Word }
  | { readonly kind: 'duplicate'; readonly from: 1 | 2; readonly to: 1 | 2 };

export type Command = CommandBody & { readonly redirections: readonly Redirection[] };

export type CommandBody =
  | { readonly kind: 'simple'; readonly words: readonly Word[] }
  | { readonly kind: 'group'; readonly body: Script; readonly isSubshell: boolean }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: Script }
  | { readonly kind: 'for'; readonly name: string; readonly words: readonly Word[]; readonly body: Script }
  | { readonly kind: 'while'; readonly condition: Script; readonly isUntil: boolean; readonly body: Script };

export interface Branch {
  readonly condition: Script;
  readonly body: Script;
}

/** Commands joined by `|`, and when they run: always, or depending on how the pipeline before them ended. */
export interface Pipeline {
  readonly when: 'always' | 'after success' | 'after failure';
  readonly isNegated: boolean;
  readonly commands: readonly Command[];
}

export type Script = readonly Pipeline[];

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
/** Words that end what stands before them, where a command could begin. */
const closers = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', '}']);

/** @throws ShellSyntaxError */
export function parseScript(source: string): Script {
  return new Parser(tokenise(source)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Script {
    const script = this.#script();
    if (this.#next < this.#tokens.length) throw this.#unexpected();
    return script;
  }

  /** Up to the end, a closing parenthesis or a word that closes. */
  #script(): Script {
    const pipelines: Pipeline[] = [];
    let when: Pipeline['when'] = 'always';
    for (;;) {
      while (when === 'always' && this.#takeOperator(';', '\n'));
      while (when !== 'always' && this.#takeOperator('\n'));
      if (when === 'always' && this.#isClosed()) return pipelines;
      pipelines.push(this.#pipeline(when));
      const joiner = this.#takeOperator(...Object.keys(joiners));
      if (joiner === undefined) return pipelines;
      when = joiners[joiner] as Pipeline['when'];
    }
  }

  #isClosed(): boolean {
    const token = this.#tokens[this.#next];
    return token === undefined || isOperator(token, ')') || closers.has(reserved(token));
  }

  #pipeline(when: Pipeline['when']): Pipeline {
    const isNegated = this.#takeWord('!');
    const commands = [this.#command()];
    while (this.#takeOperator('|')) {
      while (this.#takeOperator('\n'));
      commands.push(this.#command());
    }
    return { when, isNegated, commands };
  }

  #command(): Command {
    const token = this.#tokens[this.#next];
    if (token && isOperator(token, '(')) return this.#compound(() => this.#group(true));
    switch (reserved(token)) {
      case '{':
        return this.#compound(() => this.#group(false));
      case 'if':
        return this.#compound(() => this.#if());
      case 'for':
        return this.#compound(() => this.#for());
      case 'while':
      case 'until':
        return this.#compound(() => this.#while());
    }
    return this.#simple();
  }

  #compound(read: () => CommandBody): Command {
    const body = read();
    const found: Redirection[] = [];
    for (let one = this.#redirection(); one; one = this.#redirection()) found.push(one);
    return { ...body, redirections: found };
  }

  #simple(): Command {
    const words: Word[] = [];
    const found: Redirection[] = [];
    for (;;) {
      const token = this.#tokens[this.#next];
      const redirection = this.#redirection();
      if (redirection) {
        found.push(redirection);
      } else if (token?.kind === 'word') {
        words.push(token.word);
        this.#next += 1;
      } else if (words.length === 0 && found.length === 0) {
        throw this.#unexpected();
      } else {
        return { kind: 'simple', words, redirections: found };
      }
    }
  }

  #group(isSubshell: boolean): CommandBody {
    this.#next += 1;
    const body = this.#script();
    if (isSubshell) this.#needOperator(')');
    else this.#needWord('}');
    return { kind: 'group', body, isSubshell };
  }

  #if(): CommandBody {
    const branches: Branch[] = [];
    do {
      this.#next += 1;
      const condition = this.#script();
      this.#needWord('then');
      branches.push({ condition, body: this.#script() });
    } while (reserved(this.#tokens[this.#next]) === 'elif');
    const otherwise = this.#takeWord('else') ? this.#script() : [];
    this.#needWord('fi');
    return { kind: 'if', branches, otherwise };
  }

  #for(): CommandBody {
    this.#next += 1;
    const name = reserved(this.#tokens[this.#next]);
    if (!/^[A-Za-z_]\w*$/.test(name)) throw this.#unexpected();
    this.#next += 1;
    this.#needWord('in');
    const words: Word[] = [];
    for (let token = this.#tokens[this.#next]; token?.kind === 'word'; token = this.#tokens[this.#next]) {
      words.push(token.word);
      this.#next += 1;
    }
    return { kind: 'for', name, words, body: this.#loopBody() };
  }

  #while(): CommandBody {
    const isUntil = reserved(this.#tokens[this.#next]) === 'until';
    this.#next += 1;
    const condition = this.#script();
    return { kind: 'while', condition, isUntil, body: this.#loopBody() };
  }

  #loopBody(): Script {
    while (this.#takeOperator(';', '\n'));
    this.#needWord('do');
    const body = this.#script();
    this.#needWord('done');
    return body;
  }

  #redirection(): Redirection | undefined {
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'operator') return undefined;
    const duplication = duplications[token.text];
    const toFile = redirections[token.text];
    if (duplication === undefined && toFile === undefined) return undefined;
    this.#next += 1;
    if (toFile === undefined) return duplication;
    const target = this.#tokens[this.#next];
    if (target?.kind !== 'word') throw new ShellSyntaxError(`syntax error: '${token.text}' without a file`);
    this.#next += 1;
    return toFile(target.word);
  }

  #takeOperator(...texts: readonly string[]): string | undefined {
    const token = this.#tokens[this.#next];
    if (token?.kind !== 'operator' || !texts.includes(token.text)) return undefined;
    this.#next += 1;
    return token.text;
  }

  #takeWord(word: string): boolean {
    if (reserved(this.#tokens[this.#next]) !== word) return false;
    this.#next += 1;
    return true;
  }

  #needOperator(text: string): void {
    if (this.#takeOperator(text) === undefined) throw this.#unexpected();
  }

  #needWord(word: string): void {
    if (!this.#takeWord(word)) throw this.#unexpected();
  }

  #unexpected(): ShellSyntaxError {
    const token = this.#tokens[this.#next];
    const what = token?.kind === 'operator' ? token.text : reserved(token) || 'end of line';
    return new ShellSyntaxError(`syntax error: unexpected '${what}'`);
  }
}

function isOperator(token: Token, text: string): boolean {
  return token.kind === 'operator' && token.text === text;
}

/** The text of a word that may be a reserved one: plain, without quotes and variables. */
function reserved(token: Token | undefined): string {
  if (token?.kind !== 'word') return '';
  const [only, ...others] = token.word;
  return only?.kind === 'text' && !only.isQuoted && others.length === 0 ? only.text : '';
}
