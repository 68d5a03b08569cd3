// The slice of Java that `-android uiautomator` locators are written in: chains of method calls on a constructor, whose
// arguments are strings, numbers, booleans, class literals or further chains.
import { invalidSelector } from '../errors.js';

export interface Chain {
  readonly className: string;
  readonly constructorArguments: readonly JavaValue[];
  readonly calls: readonly Call[];
}

export interface Call {
  readonly method: string;
  readonly arguments: readonly JavaValue[];
}

export type JavaValue = string | number | boolean | Chain;

/** One or more chains separated by `;`. @throws WebDriverError `invalid selector` */
export function parseJavaExpressions(source: string): Chain[] {
  return new Parser(source).parseAll();
}

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

class Parser {
  readonly #source: string;
  #position = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parseAll(): Chain[] {
    const chains: Chain[] = [];
    this.#skipSpace();
    while (this.#position < this.#source.length) {
      chains.push(this.#chain());
      if (!this.#accept(/;/y) && this.#position < this.#source.length) throw this.#error();
    }
    if (chains.length === 0) throw invalidSelector('Tried to parse an empty string as a UiSelector expression');
    return chains;
  }

  /** `new UiSelector().text("x")`, and the short form `.text("x")` or `text("x")` for UiSelector. */
  #chain(): Chain {
    let className = 'UiSelector';
    let constructorArguments: JavaValue[] = [];
    const constructed = this.#accept(/new\s+([\w.]+)/y);
    if (constructed !== undefined) {
      className = (constructed[1] as string).split('.').at(-1) as string;
      constructorArguments = this.#arguments();
    }
    if (className !== 'UiSelector' && className !== 'UiScrollable') throw this.#error();
    const calls: Call[] = [];
    if (constructed === undefined && !this.#isAt('.')) calls.push(this.#call());
    while (this.#accept(/\./y) !== undefined) calls.push(this.#call());
    return { className, constructorArguments, calls };
  }

  #call(): Call {
    const name = this.#accept(/[A-Za-z_]\w*/y);
    if (name === undefined) throw this.#error();
    return { method: name[0], arguments: this.#arguments() };
  }

  #arguments(): JavaValue[] {
    if (this.#accept(/\(/y) === undefined) throw this.#error();
    const values: JavaValue[] = [];
    if (this.#accept(/\)/y) !== undefined) return values;
    do {
      values.push(this.#value());
    } while (this.#accept(/,/y) !== undefined);
    if (this.#accept(/\)/y) === undefined) throw this.#error();
    return values;
  }

  #value(): JavaValue {
    const text = this.#accept(/"((?:[^"\\]|\\.)*)"/sy);
    if (text !== undefined) return (text[1] as string).replace(/\\(.)/gs, (_whole, c: string) => escapes[c] ?? c);
    const truth = this.#accept(/(true|false)\b/y);
    if (truth !== undefined) return truth[1] === 'true';
    const number = this.#accept(/-?\d+(?:\.\d+)?/y);
    if (number !== undefined) return Number(number[0]);
    const classLiteral = this.#accept(/([A-Za-z][\w.$]*)\.class\b/y);
    if (classLiteral !== undefined) return classLiteral[1] as string;
    return this.#chain();
  }

  /** Consumes a match at the current position and the white space after it. */
  #accept(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#source);
    if (match === null) return undefined;
    this.#position += match[0].length;
    this.#skipSpace();
    return match;
  }

  #isAt(text: string): boolean {
    return this.#source.startsWith(text, this.#position);
  }

  #skipSpace(): void {
    while (/\s/.test(this.#source[this.#position] ?? '')) this.#position += 1;
  }

  #error(): Error {
    return invalidSelector(`Could not parse expression \`${this.#source}\`: unexpected text at ${this.#position}`);
  }
}
