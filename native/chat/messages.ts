// A conversation as callers write it and as chat templates read it (the names are OpenAI's, which templates expect).

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
