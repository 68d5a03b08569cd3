// Outputs as events: turns what callers give into tokens and a grammar, and what the model writes into text, thoughts
// and tool calls. Owns its outputs until they end; the model owns the rest.

import { AnswerParser, type AnswerPart } from '../chat/answer-parser.js';
import type { ChatTemplate } from '../chat/chat-template.js';
import { chatTokens } from '../chat/chat-tokens.js';
import type { ToolCall } from '../chat/messages.js';
import { EngineError } from '../errors.js';
import { jsonSchemaToGbnf } from '../gbnf/json-schema-to-gbnf.js';
import type { TokenGeneration } from './generation.js';
import { checkContextOptions, checkedContextLength } from './options.js';
import type {
  Answer,
  AnswerEvents,
  Context,
  ContextGenerateOptions,
  ContextOptions,
  GeneratedToken,
  GenerateOptions,
  GenerationEvent,
  Model,
} from './types.js';

/** What a context asks of its model beyond the public face */
export interface ContextModel extends Model {
  readonly chatTemplate: ChatTemplate;
  /** `marks`: the names of thoughts and calls count as text even where the file calls them control tokens. */
  start(options: GenerateOptions, marks: boolean): TokenGeneration;
  forget(context: Context): void;
}

export class GenerationContext implements Context {
  readonly contextLength: number;
  readonly #model: ContextModel;
  readonly #running = new Set<TokenGeneration>();
  #disposed = false;

  constructor(model: ContextModel, options: ContextOptions) {
    this.#model = model;
    this.contextLength = checkedContextLength(options, model.info.contextLength);
  }

  generate(options: ContextGenerateOptions): AnswerEvents {
    if (this.#disposed) throw new EngineError('ENGINE_CLOSED', 'The context is disposed of.');
    checkContextOptions(options);
    const { tokens, parser } = this.#prompt(options);
    const room = this.contextLength - tokens.length;
    if (room < 1) {
      throw new EngineError(
        'ENGINE_CONTEXT_EXCEEDED',
        `The prompt has ${tokens.length} tokens; the context of ${this.contextLength} leaves no room to write.`,
      );
    }
    const grammar = options.schema === undefined ? options.grammar : jsonSchemaToGbnf(options.schema);
    const output = this.#model.start(engineOptions(options, tokens, grammar, room), options.messages !== undefined);
    this.#running.add(output);
    return new Events(output, parser, () => this.#running.delete(output));
  }

  promptTokens(options: ContextGenerateOptions): number {
    if (this.#disposed) throw new EngineError('ENGINE_CLOSED', 'The context is disposed of.');
    checkContextOptions(options);
    return this.#prompt(options).tokens.length;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.all([...this.#running].map((output) => output.close()));
    this.#model.forget(this);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose();
  }

  #prompt(options: ContextGenerateOptions): { tokens: readonly number[]; parser: AnswerParser | undefined } {
    const { messages, tokens, prompt, tools = [], templateVariables = {}, special = false } = options;
    if (messages === undefined) {
      return { tokens: tokens ?? this.#model.tokenize(prompt ?? '', { special }), parser: undefined };
    }
    const constrained = options.schema !== undefined || options.grammar !== undefined;
    const thinking = options.thinking ?? (constrained ? false : undefined);
    const request = { messages, tools, thinking, variables: templateVariables };
    const chat = chatTokens(this.#model, this.#model.chatTemplate, request);
    return { tokens: chat.tokens, parser: new AnswerParser(tools, chat.thoughtIsOpen) };
  }
}

function engineOptions(
  options: ContextGenerateOptions,
  tokens: readonly number[],
  grammar: string | undefined,
  room: number,
): GenerateOptions {
  const { messages, tools, thinking, templateVariables, schema, prompt, special, ...rest } = options;
  const maxTokens = Math.min(options.maxTokens ?? room, room);
  return { ...rest, tokens, maxTokens, ...(grammar !== undefined && { grammar }) };
}

class Events implements AnswerEvents {
  readonly #output: TokenGeneration;
  readonly #parser: AnswerParser | undefined;
  readonly #ended: () => void;
  readonly #events: AsyncGenerator<GenerationEvent, undefined>;
  #text = '';
  #thinking = '';
  readonly #toolCalls: ToolCall[] = [];

  constructor(output: TokenGeneration, parser: AnswerParser | undefined, ended: () => void) {
    this.#output = output;
    this.#parser = parser;
    this.#ended = ended;
    this.#events = this.#read();
  }

  next(): Promise<IteratorResult<GenerationEvent, undefined>> {
    return this.#events.next();
  }

  async return(): Promise<IteratorResult<GenerationEvent, undefined>> {
    await this.#output.return();
    this.#ended();
    return this.#events.return(undefined);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async answer(): Promise<Answer> {
    for await (const event of this) {
      if (event.type !== 'done') continue;
      const { type, ...answer } = event;
      return answer;
    }
    throw new EngineError('ENGINE_CLOSED', 'The output was ended before it was whole.');
  }

  async *#read(): AsyncGenerator<GenerationEvent, undefined> {
    try {
      for await (const piece of this.#output) yield* this.#eventsOf(piece);
      yield* this.#keep(this.#parser?.end() ?? []);
      const { stopReason, stats } = this.#output;
      if (stopReason === undefined) return undefined;
      const [text, thinking, toolCalls] = [this.#text, this.#thinking, this.#toolCalls];
      yield { type: 'done', text, thinking, toolCalls, reason: stopReason, stats };
      return undefined;
    } finally {
      this.#ended();
    }
  }

  #eventsOf({ token, logprob, text }: GeneratedToken): GenerationEvent[] {
    const parts: AnswerPart[] = this.#parser?.push(text) ?? (text === '' ? [] : [{ type: 'text', text }]);
    return [{ type: 'token', token, logprob }, ...this.#keep(parts)];
  }

  #keep(parts: readonly AnswerPart[]): readonly AnswerPart[] {
    for (const part of parts) {
      if (part.type === 'text') this.#text += part.text;
      else if (part.type === 'thinking') this.#thinking += part.text;
      else this.#toolCalls.push(part.call);
    }
    return parts;
  }
}
