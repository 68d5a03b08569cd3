// Parallel thinking: the same question answered several times on different ways, then one answer made of all. Ways that
// fail are left out; one is enough.
import { abortReason } from '@farhand/shared';
import type { ChatMessage, ChatModel } from '../brain/chat.js';

export interface ThinkOptions<T> {
  readonly ways: number;
  /** One way; `temperature` is higher than usual, so that ways differ. */
  readonly think: (model: ChatModel) => Promise<T>;
  /** One answer out of several. */
  readonly synthesise: (candidates: readonly T[]) => Promise<T>;
  readonly signal: AbortSignal;
}

const temperature = 0.8;

/** With one way, or one that did not fail, that answer as it is. Throws the first failure when all failed. */
export async function thinkInParallel<T>(model: ChatModel, options: ThinkOptions<T>): Promise<T> {
  const { ways, think, synthesise, signal } = options;
  if (ways <= 1) return think(model);
  const varied = withTemperature(model);
  const settled = await Promise.allSettled(Array.from({ length: ways }, () => think(varied)));
  if (signal.aborted) throw abortReason(signal);
  const candidates = settled.flatMap((way) => (way.status === 'fulfilled' ? [way.value] : []));
  const [first] = candidates;
  if (first === undefined) throw settled.find((way) => way.status === 'rejected')?.reason;
  return candidates.length === 1 ? first : synthesise(candidates);
}

function withTemperature(model: ChatModel): ChatModel {
  return {
    identity: model.identity,
    ...(model.contextLength !== undefined && { contextLength: model.contextLength }),
    close: () => model.close(),
    answer: (request, signal) => model.answer({ ...request, temperature }, signal),
    stream: (request, signal) => model.stream({ ...request, temperature }, signal),
  };
}

/** How several candidates are put before a model: as data, numbered. */
export function candidatesMessage(question: string, candidates: readonly unknown[]): ChatMessage {
  const numbered = candidates.map((candidate, place) => ({ number: place + 1, candidate }));
  return { role: 'user', content: JSON.stringify({ question, candidates: numbered }) };
}
