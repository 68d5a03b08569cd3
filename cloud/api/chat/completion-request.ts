// What `/v1/chat/completions` takes, after OpenAI's API reference, and what it is for a brain. Strict as that API is: what
// would change an answer and cannot be done is refused; what would not is listed as ignored.
import { FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';
import type { ChatMessage, ChatRequest, JsonObject, ToolDefinition } from '../../brain/chat.js';

const jsonObject = z.record(z.string(), z.unknown());
const textPart = z.object({ type: z.literal('text'), text: z.string() });
const imagePart = z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string().min(1) }) });
const text = z.union([z.string(), z.array(textPart)]);

const toolCallSchema = z.object({
  id: z.string(),
  type: z.literal('function').default('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
});

const messageSchema = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content: text }),
  z.object({ role: z.literal('user'), content: z.union([z.string(), z.array(z.union([textPart, imagePart]))]) }),
  z.object({
    role: z.literal('assistant'),
    content: text.nullish(),
    tool_calls: z.array(toolCallSchema).nullish(),
  }),
  z.object({ role: z.literal('tool'), content: text, tool_call_id: z.string() }),
]);

const toolSchema = z.object({
  type: z.literal('function'),
  function: z.object({
    name: z.string().min(1),
    description: z.string().default(''),
    parameters: jsonObject.default({ type: 'object', properties: {} }),
    strict: z.boolean().nullish(),
  }),
});

/** Says nothing about what the answer should be. */
const ignored = z.unknown().optional();
/** Only the value that it has when it is left out. */
const onlyDefault = (value: number | boolean) => z.literal(value).nullish();

export const completionRequestSchema = z.strictObject({
  model: z.string().describe('Any name: the brain of this service answers'),
  messages: z.array(messageSchema).min(1),
  tools: z.array(toolSchema).nullish(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
    ])
    .nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({ name: z.string(), schema: jsonObject.default({}), strict: z.boolean().nullish() }),
      }),
    ])
    .nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  stop: z.union([z.string().min(1), z.array(z.string().min(1)).max(4)]).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  n: z.int().nullish().describe('1'),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  logprobs: onlyDefault(false),
  presence_penalty: onlyDefault(0),
  frequency_penalty: onlyDefault(0),
  modalities: z.array(z.literal('text')).nullish(),
  metadata: ignored,
  parallel_tool_calls: ignored,
  prediction: ignored,
  prompt_cache_key: ignored,
  prompt_cache_options: ignored,
  prompt_cache_retention: ignored,
  reasoning_effort: ignored,
  safety_identifier: ignored,
  seed: ignored,
  service_tier: ignored,
  store: ignored,
  user: ignored,
  verbosity: ignored,
});

type CompletionRequest = z.infer<typeof completionRequestSchema>;

export interface CompletionOrder {
  readonly request: ChatRequest;
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

/** Throws INPUT_INVALID. */
export function readCompletionRequest(body: unknown): CompletionOrder {
  const read = parseStrict(completionRequestSchema, body, 'INPUT_INVALID', 'request');
  if ((read.n ?? 1) !== 1) {
    throw new FarhandError('INPUT_INVALID', `"n" is ${read.n}, but this service writes one answer at a time: 1`);
  }
  return {
    request: requestOf(read),
    stream: read.stream === true,
    includeUsage: read.stream_options?.include_usage === true,
  };
}

function requestOf(read: CompletionRequest): ChatRequest {
  const { tools, choice } = toolsOf(read);
  const shape = shapeOf(read);
  if (shape && tools.length > 0) {
    throw new FarhandError('INPUT_INVALID', '"response_format" and "tools" cannot be had in one answer');
  }
  const maxTokens = read.max_completion_tokens ?? read.max_tokens;
  const stop = typeof read.stop === 'string' ? [read.stop] : read.stop;
  return {
    messages: read.messages.map(messageOf),
    ...(tools.length > 0 && { tools, toolChoice: choice }),
    ...(shape && { shape }),
    // The API's own default, unlike that of brains.
    temperature: read.temperature ?? 1,
    ...(read.top_p != null && { topP: read.top_p }),
    ...(stop != null && { stop }),
    ...(maxTokens != null && { maxTokens }),
  };
}

function toolsOf({ tools, tool_choice: choice }: CompletionRequest): {
  tools: readonly ToolDefinition[];
  choice: NonNullable<ChatRequest['toolChoice']>;
} {
  const all = (tools ?? []).map(({ function: { name, description, parameters } }) => ({
    name,
    description,
    parameters,
  }));
  if (typeof choice !== 'object' || choice === null) return { tools: all, choice: choice ?? 'auto' };
  const wanted = choice.function.name;
  const named = all.filter(({ name }) => name === wanted);
  if (named.length === 0) throw new FarhandError('INPUT_INVALID', `"tool_choice" names "${wanted}", which is no tool`);
  return { tools: named, choice: 'required' };
}

function shapeOf({ response_format: format }: CompletionRequest): ChatRequest['shape'] {
  if (format?.type === 'json_object') return { name: 'object', schema: { type: 'object' } };
  if (format?.type !== 'json_schema') return undefined;
  return { name: format.json_schema.name, schema: format.json_schema.schema as JsonObject };
}

function messageOf(message: CompletionRequest['messages'][number]): ChatMessage {
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', content: textOf(message.content) };
    case 'tool':
      return { role: 'tool', callId: message.tool_call_id, content: textOf(message.content) };
    case 'assistant': {
      const toolCalls = (message.tool_calls ?? []).map(({ id, function: { name, arguments: args } }) => ({
        id,
        name,
        arguments: args,
      }));
      return { role: 'assistant', content: textOf(message.content ?? ''), ...(toolCalls.length > 0 && { toolCalls }) };
    }
    case 'user': {
      if (typeof message.content === 'string') return { role: 'user', content: message.content };
      const pictures = message.content.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : []));
      const said = message.content.flatMap((part) => (part.type === 'text' ? [part] : []));
      return { role: 'user', content: textOf(said), ...(pictures.length > 0 && { pictures }) };
    }
  }
}

function textOf(content: z.infer<typeof text>): string {
  return typeof content === 'string' ? content : content.map((part) => part.text).join('\n');
}
