// How many tokens a conversation has: as the model counts, or from above where its vocabulary is not known here.
import type { ChatMessage, ChatModel, ChatRequest } from './chat.js';
import { tokensAtMost } from './tokens.js';

/** Marks around a message, its role and the ends of lines. */
const perMessage = 8;
/** No usual model takes more for one. */
const perPicture = 1600;

export async function countTokens(
  model: Pick<ChatModel, 'countTokens'>,
  request: ChatRequest,
  signal: AbortSignal,
): Promise<number> {
  return (await model.countTokens?.(request, signal)) ?? promptTokensAtMost(request);
}

function promptTokensAtMost({ messages, tools = [], shape }: ChatRequest): number {
  const said = messages.reduce((total, message) => total + ofMessage(message), 0);
  const offered = tools.length > 0 ? tokensAtMost(JSON.stringify(tools)) : 0;
  return said + offered + (shape ? tokensAtMost(JSON.stringify(shape.schema)) : 0);
}

function ofMessage(message: ChatMessage): number {
  const pictures = message.role === 'user' ? (message.pictures?.length ?? 0) : 0;
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  const called = calls.reduce((total, { name, arguments: text }) => total + tokensAtMost(`${name} ${text}`), 0);
  return perMessage + tokensAtMost(message.content) + called + pictures * perPicture;
}
