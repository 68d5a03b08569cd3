// What `/v1/messages` takes, after Anthropic's API reference, and what it is for a brain. Tool results come inside user
// messages there and are messages of their own here.
import { FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';
import type { ChatMessage, ChatRequest, JsonObject, ToolCall, ToolDefinition } from '../../brain/chat.js';

const jsonObject = z.record(z.string(), z.unknown());
const textBlock = z.object({ type: z.literal('text'), text: z.string() });
const imageBlock = z.object({
  type: z.literal('image'),
  source: z.discriminatedUnion('type', [
    z.object({ type: z.literal('base64'), media_type: z.string(), data: z.base64() }),
    z.object({ type: z.literal('url'), url: z.string() }),
  ]),
});
const resultBlock = z.object({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(z.discriminatedUnion('type', [textBlock, imageBlock]))]).default(''),
  is_error: z.boolean().optional(),
});
const useBlock = z.object({ type: z.literal('tool_use'), id: z.string(), name: z.string(), input: jsonObject });
/** Thoughts of earlier answers: not shown to the model again. */
const thoughtBlock = z.object({ type: z.enum(['thinking', 'redacted_thinking']) });

const messageSchema = z.discriminatedUnion('role', [
  z.strictObject({
    role: z.literal('user'),
    content: z.union([z.string(), z.array(z.discriminatedUnion('type', [textBlock, imageBlock, resultBlock]))]),
  }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.union([z.string(), z.array(z.discriminatedUnion('type', [textBlock, useBlock, thoughtBlock]))]),
  }),
]);

const ignored = z.unknown().optional();

export const messageRequestSchema = z.strictObject({
  model: z.string().describe('Any name: the brain of this service answers'),
  max_tokens: z.int().min(1),
  messages: z.array(messageSchema).min(1),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  tools: z
    .array(
      z.object({
        type: z.literal('custom').nullish(),
        name: z.string().min(1),
        description: z.string().default(''),
        input_schema: jsonObject,
      }),
    )
    .optional(),
  tool_choice: z
    .discriminatedUnion('type', [
      z.object({ type: z.enum(['auto', 'any', 'none']) }),
      z.object({ type: z.literal('tool'), name: z.string() }),
    ])
    .optional(),
  output_config: z
    .object({ format: z.object({ type: z.literal('json_schema'), schema: jsonObject }).nullish() })
    .optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  stop_sequences: z.array(z.string().min(1)).optional(),
  stream: z.boolean().optional(),
  thinking: z.object({ type: z.string() }).optional().describe('Whether thoughts are told, where the model has any'),
  cache_control: ignored,
  context_management: ignored,
  diagnostics: ignored,
  inference_geo: ignored,
  metadata: ignored,
  service_tier: ignored,
  speed: ignored,
  top_k: ignored,
  user_profile_id: ignored,
  workspace_id: ignored,
});

/** The same without what only an answer needs; that is taken and makes no difference. */
export const countRequestSchema = messageRequestSchema.extend({ max_tokens: z.int().min(1).optional() });

type MessageRequest = z.infer<typeof messageRequestSchema>;

export interface MessageOrder {
  readonly request: ChatRequest;
  readonly stream: boolean;
  readonly tellsThoughts: boolean;
}

/** Throws INPUT_INVALID. */
export function readMessageRequest(body: unknown): MessageOrder {
  const read = parseStrict(messageRequestSchema, body, 'INPUT_INVALID', 'request');
  return {
    request: requestOf(read),
    stream: read.stream === true,
    tellsThoughts: read.thinking !== undefined && read.thinking.type !== 'disabled',
  };
}

/** Throws INPUT_INVALID. */
export function readCountRequest(body: unknown): ChatRequest {
  return requestOf({ ...parseStrict(countRequestSchema, body, 'INPUT_INVALID', 'request'), max_tokens: 1 });
}

function requestOf(read: MessageRequest): ChatRequest {
  const { tools, choice } = toolsOf(read);
  const schema = read.output_config?.format?.schema;
  if (schema && tools.length > 0) {
    throw new FarhandError('INPUT_INVALID', '"output_config.format" and "tools" cannot be had in one answer');
  }
  const system = read.system === undefined ? [] : [{ role: 'system' as const, content: textOf(read.system) }];
  return {
    messages: [...system, ...read.messages.flatMap(messagesOf)],
    ...(tools.length > 0 && { tools, toolChoice: choice }),
    ...(schema && { shape: { name: 'answer', schema: schema as JsonObject } }),
    // The API's own default, unlike that of brains.
    temperature: read.temperature ?? 1,
    ...(read.top_p !== undefined && { topP: read.top_p }),
    ...(read.stop_sequences && { stop: read.stop_sequences }),
    maxTokens: read.max_tokens,
  };
}

function toolsOf({ tools = [], tool_choice: choice }: MessageRequest): {
  tools: readonly ToolDefinition[];
  choice: NonNullable<ChatRequest['toolChoice']>;
} {
  const all = tools.map(({ name, description, input_schema: parameters }) => ({ name, description, parameters }));
  if (choice?.type !== 'tool')
    return { tools: all, choice: choice?.type === 'any' ? 'required' : (choice?.type ?? 'auto') };
  const named = all.filter(({ name }) => name === choice.name);
  if (named.length > 0) return { tools: named, choice: 'required' };
  throw new FarhandError('INPUT_INVALID', `"tool_choice" names "${choice.name}", which is no tool`);
}

function messagesOf(message: MessageRequest['messages'][number]): ChatMessage[] {
  if (message.role === 'user') {
    return typeof message.content === 'string'
      ? [{ role: 'user', content: message.content }]
      : userMessages(message.content);
  }
  return [
    typeof message.content === 'string'
      ? { role: 'assistant', content: message.content }
      : assistantMessage(message.content),
  ];
}

type UserBlocks = Exclude<Extract<MessageRequest['messages'][number], { role: 'user' }>['content'], string>;
type AssistantBlocks = Exclude<Extract<MessageRequest['messages'][number], { role: 'assistant' }>['content'], string>;

/** Results first, as the calls they answer come right before; pictures in them are shown with what the user says. */
function userMessages(blocks: UserBlocks): ChatMessage[] {
  const results: ChatMessage[] = [];
  const texts: string[] = [];
  const pictures: string[] = [];
  for (const block of blocks) {
    if (block.type === 'text') texts.push(block.text);
    else if (block.type === 'image') pictures.push(pictureOf(block));
    else {
      const parts =
        typeof block.content === 'string' ? [{ type: 'text' as const, text: block.content }] : block.content;
      for (const part of parts) if (part.type === 'image') pictures.push(pictureOf(part));
      const said = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
      results.push({ role: 'tool', callId: block.tool_use_id, content: block.is_error ? `Error: ${said}` : said });
    }
  }
  if (texts.length === 0 && pictures.length === 0) return results;
  return [...results, { role: 'user', content: texts.join('\n'), ...(pictures.length > 0 && { pictures }) }];
}

function assistantMessage(blocks: AssistantBlocks): ChatMessage {
  const content = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('');
  const toolCalls = blocks.flatMap((block): ToolCall[] =>
    block.type === 'tool_use' ? [{ id: block.id, name: block.name, arguments: JSON.stringify(block.input) }] : [],
  );
  return { role: 'assistant', content, ...(toolCalls.length > 0 && { toolCalls }) };
}

function pictureOf({ source }: z.infer<typeof imageBlock>): string {
  return source.type === 'url' ? source.url : `data:${source.media_type};base64,${source.data}`;
}

function textOf(content: string | readonly { readonly text: string }[]): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('\n');
}
