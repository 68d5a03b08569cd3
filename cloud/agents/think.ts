// A question answered several times in parallel, and one answer made of all: no tools, only thinking.
import { languageOf } from '@farhand/shared';
import type { ChatMessage, ChatModel } from '../brain/chat.js';
import { askForText } from '../brain/structured.js';
import { candidatesMessage, thinkInParallel } from './parallel-thinking.js';

const longestAnswerTokens = 4096;

/** Throws what the model throws when no way leads to an answer, and the signal's reason. */
export function think(model: ChatModel, question: string, ways: number, signal: AbortSignal): Promise<string> {
  const language = languageOf(question) === 'zh' ? 'Chinese' : 'English';
  const system = (content: string): ChatMessage => ({ role: 'system', content });
  const answering = system(`Answer the question in ${language}: think it through step by step, then say the answer.`);
  const synthesising = system(
    [
      `Several answers to a question follow as data. Write the one best answer in ${language}: where they agree, trust`,
      'that more; where they differ, find out which is right and say why. Do not speak of the answers themselves.',
    ].join('\n'),
  );
  return thinkInParallel(model, {
    ways,
    signal,
    think: (way) => askForText(way, [answering, { role: 'user', content: question }], signal, longestAnswerTokens),
    synthesise: (candidates) =>
      askForText(model, [synthesising, candidatesMessage(question, candidates)], signal, longestAnswerTokens),
  });
}
