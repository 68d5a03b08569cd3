// Data from a language model: the schema goes along with the request, the answer is read strictly, and an answer that
// cannot be used goes back once with what is wrong with it. Servers that hold a model to the schema make this cheap;
// for those that do not, the JSON is found in whatever stands around it: thoughts, a code fence, a friendly sentence.
import { FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';
import type { ChatMessage, ChatModel, JsonObject } from './chat.js';

export interface Wanted<T> {
  /** Names the data in the request and in complaints ("plan"). */
  readonly name: string;
  readonly schema: JsonObject;
  /** Throws BRAIN_ANSWER_INVALID with one sentence that helps the model to do better. */
  readonly read: (candidate: unknown) => T;
  readonly maxTokens?: number;
}

/** What a zod schema wants. Every key should be required (null for "none"): constrained decoding asks for it. */
export function wanted<S extends z.ZodType>(name: string, schema: S): Wanted<z.infer<S>> {
  return {
    name,
    schema: jsonSchemaOf(schema),
    read: (candidate) => parseStrict(schema, candidate, 'BRAIN_ANSWER_INVALID', name),
  };
}

export function jsonSchemaOf(schema: z.ZodType): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema);
  return rest;
}

/** Throws BRAIN_ANSWER_INVALID when the second answer cannot be used either, and what the model throws. */
export async function askFor<T>(
  model: ChatModel,
  messages: readonly ChatMessage[],
  { name, schema, read, maxTokens }: Wanted<T>,
  signal: AbortSignal,
): Promise<T> {
  const ask = async (conversation: readonly ChatMessage[]) => {
    const shape = { name, schema };
    const { text } = await model.answer({ messages: conversation, shape, ...(maxTokens && { maxTokens }) }, signal);
    return text;
  };
  const first = await ask(messages);
  try {
    return read(readJson(first));
  } catch (error) {
    if (!(error instanceof FarhandError) || error.code !== 'BRAIN_ANSWER_INVALID') throw error;
    return read(readJson(await ask([...messages, ...repairMessages(first, error.message)])));
  }
}

/** Text that is no data: without thoughts and the space around it. Throws BRAIN_ANSWER_INVALID when nothing is left. */
export async function askForText(
  model: ChatModel,
  messages: readonly ChatMessage[],
  signal: AbortSignal,
  maxTokens = 1024,
): Promise<string> {
  const { text } = await model.answer({ messages, maxTokens }, signal);
  const said = withoutThoughts(text).trim();
  if (said === '') throw new FarhandError('BRAIN_ANSWER_INVALID', 'The brain wrote nothing');
  return said;
}

function repairMessages(answer: string, complaint: string): ChatMessage[] {
  const content = `That answer cannot be used. ${complaint}. Answer again with the corrected JSON object only.`;
  return [
    { role: 'assistant', content: answer },
    { role: 'user', content },
  ];
}

function readJson(text: string): unknown {
  const answer = withoutThoughts(text);
  const json = answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
  try {
    return JSON.parse(json);
  } catch (cause) {
    const shown = answer.trim().slice(0, 80);
    throw new FarhandError('BRAIN_ANSWER_INVALID', `The brain answered "${shown}", which is no JSON object`, { cause });
  }
}

/** Models that think aloud may do so inside the answer: the thoughts end with the closing mark. */
function withoutThoughts(text: string): string {
  const end = text.lastIndexOf('</think>');
  return end < 0 ? text : text.slice(end + '</think>'.length);
}
