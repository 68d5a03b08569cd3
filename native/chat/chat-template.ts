// From a conversation to the text of a prompt, by the template that the model file carries.

import { Template } from '@huggingface/jinja';
import { EngineError } from '../errors.js';
import type { JsonValue } from '../gbnf/json-schema.js';
import type { ChatMessage, ToolCall, ToolDefinition } from './messages.js';

export interface ChatPrompt {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ToolDefinition[];
  /** undefined leaves it to the template */
  readonly thinking: boolean | undefined;
  readonly variables: Readonly<Record<string, JsonValue>>;
}

/** ChatML, for a file without a template of its own */
const PLAIN_TEMPLATE = `{%- for message in messages -%}
{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' -}}
{%- endfor -%}
{{- '<|im_start|>assistant\\n' -}}`;

const OPEN_THOUGHT = /<think>\s*$/;
/** How templates begin that write the arguments of a call one by one, each as its text */
const WALKS_ARGUMENTS = /\barguments\s*(\|\s*items\b|\.items\s*\()/;

export class ChatTemplate {
  readonly #template: Template;
  readonly #variables: Readonly<Record<string, JsonValue>>;
  readonly #nullAsText: boolean;

  /**
   * `source`: the file's template, or undefined for ChatML. `variables`: what templates expect besides the
   * conversation, such as `bos_token`. Throws ENGINE_TEMPLATE_INVALID.
   */
  constructor(source: string | undefined, variables: Readonly<Record<string, JsonValue>>) {
    this.#variables = variables;
    this.#nullAsText = WALKS_ARGUMENTS.test(source ?? '');
    try {
      this.#template = new Template(source ?? PLAIN_TEMPLATE);
    } catch (cause) {
      throw invalid("The model's chat template can't be read", cause);
    }
  }

  /** The prompt, up to where the model goes on. Throws ENGINE_TEMPLATE_INVALID when the template refuses. */
  render({ messages, tools, thinking, variables }: ChatPrompt): string {
    const text = this.#fill({
      ...this.#variables,
      ...variables,
      messages: messages.map((message) => this.#asExpected(message)),
      add_generation_prompt: true,
      ...(tools.length > 0 && { tools: tools.map((tool) => ({ type: 'function', function: tool })) }),
      ...(thinking !== undefined && { enable_thinking: thinking }),
    });
    // Templates without that switch open a thought always; an empty one is closed the way they write it.
    return thinking === false && thoughtIsOpen(text) ? `${text}\n</think>\n` : text;
  }

  #asExpected(message: ChatMessage): Record<string, unknown> {
    if (message.role !== 'assistant') return { role: message.role, content: message.content };
    const { role, content, thinking, toolCalls } = message;
    const calls = this.#nullAsText ? toolCalls?.map(withTextForNull) : toolCalls;
    return {
      role,
      content,
      ...(thinking !== undefined && { reasoning_content: thinking }),
      ...(calls !== undefined && { tool_calls: calls.map((call) => ({ type: 'function', function: call })) }),
    };
  }

  #fill(variables: Record<string, unknown>): string {
    try {
      return this.#template.render(variables);
    } catch (cause) {
      throw invalid("The model's chat template refuses the messages", cause);
    }
  }
}

/** Whether the model goes on in the midst of a thought. */
export function thoughtIsOpen(prompt: string): boolean {
  return OPEN_THOUGHT.test(prompt);
}

/** jinja has no text for null, where Python's has one; the text comes back as null from a parameter that may be null. */
function withTextForNull(call: ToolCall): ToolCall {
  const entries = Object.entries(call.arguments).map(([name, value]) => [name, value === null ? 'null' : value]);
  return { ...call, arguments: Object.fromEntries(entries) };
}

function invalid(what: string, cause: unknown): EngineError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new EngineError('ENGINE_TEMPLATE_INVALID', `${what}: ${why}`, { cause });
}
