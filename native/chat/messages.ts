// A conversation as callers write it and as chat templates read it (the names are OpenAI's, which templates expect).

import { EngineError } from '../errors.js';
import type { JsonSchema, JsonValue } from '../gbnf/json-schema.js';

/** What the model wants done. */
export interface ToolCall {
  readonly name: string;
  /** By parameter name, of the type that the tool's schema declares where the text allows it */
  readonly arguments: Readonly<Record<string, JsonValue>>;
}

export interface ToolDefinition {
  readonly name: string;
  /** What the tool does, for the model. Defaults to nothing. */
  readonly description?: string;
  /** A schema of type `object` whose properties are the parameters. */
  readonly parameters: JsonSchema;
}

export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | {
      readonly role: 'assistant';
      readonly content: string;
      /** What the model thought before this answer. Defaults to nothing. */
      readonly thinking?: string;
      /** Defaults to none. */
      readonly toolCalls?: readonly ToolCall[];
    }
  /** The result of a tool call; results stand in the order of the calls. */
  | { readonly role: 'tool'; readonly content: string };

const KEYS: Readonly<Record<ChatMessage['role'], readonly string[]>> = {
  system: ['role', 'content'],
  user: ['role', 'content'],
  assistant: ['role', 'content', 'thinking', 'toolCalls'],
  tool: ['role', 'content'],
};

/** Throws ENGINE_OPTION_INVALID for what is no conversation, naming the message by its index. */
export function checkMessages(messages: readonly ChatMessage[]): void {
  if (!Array.isArray(messages) || messages.length === 0) throw invalid('There are no messages.');
  for (const [index, message] of (messages as readonly ChatMessage[]).entries()) {
    const keys = KEYS[message?.role];
    if (keys === undefined) throw invalid(`messages[${index}] has no role of ${Object.keys(KEYS).join(', ')}.`);
    if (typeof message.content !== 'string') throw invalid(`messages[${index}].content is no text.`);
    const unknown = Object.keys(message).find((key) => !keys.includes(key));
    if (unknown !== undefined) throw invalid(`messages[${index}] has ${unknown}; it may have ${keys.join(', ')}.`);
  }
}

function invalid(message: string): EngineError {
  return new EngineError('ENGINE_OPTION_INVALID', message);
}
