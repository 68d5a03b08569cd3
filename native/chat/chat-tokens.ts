// From a conversation to tokens. What people say can never become a control token: texts in it that spell one are taken
// out before the template is filled in, and come back, as plain text, when its result is tokenised.

import type { JsonValue } from '../gbnf/json-schema.js';
import type { ChatPrompt } from './chat-template.js';
import { type ChatTemplate, thoughtIsOpen } from './chat-template.js';
import type { ChatMessage } from './messages.js';

/** The parts of a model that this needs */
export interface ChatVocabulary {
  readonly info: { readonly beginToken: number | undefined };
  tokenize(text: string, options?: { special?: boolean }): number[];
  detokenize(tokens: readonly number[]): string;
  tokenText(token: number): string;
}

/** Two of Unicode's noncharacters, which no text for interchange has; a text that does have them is taken out too. */
const OPEN = '\ufdd0';
const CLOSE = '\ufdd1';
const STAND_IN = /\ufdd0(\d+)\ufdd1/;

/** The prompt's tokens, and whether the model goes on in the midst of a thought. */
export function chatTokens(
  vocabulary: ChatVocabulary,
  template: ChatTemplate,
  prompt: ChatPrompt,
): { tokens: number[]; thoughtIsOpen: boolean } {
  const guard = new Guard(vocabulary);
  const messages = prompt.messages.map((message) => guard.message(message));
  const text = template.render({ ...prompt, messages });
  const tokens = text.split(STAND_IN).flatMap((part, index) => {
    const plain = index % 2 === 1;
    const found = vocabulary.tokenize(plain ? guard.taken(Number(part)) : part, { special: !plain });
    return index === 0 ? found : withoutBegin(vocabulary, found, plain ? undefined : part);
  });
  return { tokens, thoughtIsOpen: thoughtIsOpen(text) };
}

/** Takes off the begin token that the tokenizer of some files puts before every text it is given. */
function withoutBegin(vocabulary: ChatVocabulary, tokens: number[], special: string | undefined): number[] {
  const { beginToken } = vocabulary.info;
  if (beginToken === undefined || tokens[0] !== beginToken) return tokens;
  return special?.startsWith(vocabulary.tokenText(beginToken)) ? tokens : tokens.slice(1);
}

class Guard {
  readonly #vocabulary: ChatVocabulary;
  readonly #taken: string[] = [];

  constructor(vocabulary: ChatVocabulary) {
    this.#vocabulary = vocabulary;
  }

  taken(index: number): string {
    return this.#taken[index] ?? '';
  }

  message(message: ChatMessage): ChatMessage {
    return this.#value(message as unknown as JsonValue) as unknown as ChatMessage;
  }

  #value(value: JsonValue): JsonValue {
    if (typeof value === 'string') return this.#text(value);
    if (Array.isArray(value)) return value.map((item) => this.#value(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#value(item)]));
  }

  #text(text: string): string {
    const names = [OPEN, CLOSE, ...this.#controlNames(text)];
    let guarded = '';
    let rest = text;
    for (;;) {
      const first = earliest(rest, names);
      if (first === undefined) return guarded + rest;
      guarded += `${rest.slice(0, first.at)}${OPEN}${this.#taken.length}${CLOSE}`;
      this.#taken.push(first.name);
      rest = rest.slice(first.at + first.name.length);
    }
  }

  /** The control tokens that the text would have if their names counted, longest first. */
  #controlNames(text: string): string[] {
    const special = this.#vocabulary.tokenize(text, { special: true });
    const plain = this.#vocabulary.tokenize(text);
    if (special.length === plain.length && special.every((token, index) => token === plain[index])) return [];
    const names = [...new Set(special)]
      .filter((token) => this.#vocabulary.detokenize([token]) === '')
      .map((token) => this.#vocabulary.tokenText(token));
    return names.filter((name) => name !== '').sort((a, b) => b.length - a.length);
  }
}

function earliest(text: string, names: readonly string[]): { at: number; name: string } | undefined {
  let first: { at: number; name: string } | undefined;
  for (const name of names) {
    const at = text.indexOf(name);
    if (at >= 0 && (first === undefined || at < first.at)) first = { at, name };
  }
  return first;
}
