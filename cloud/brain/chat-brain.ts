// A brain over any chat model: prompt, draft, plan, with one round of repair when the draft cannot be used. The models
// differ only in how a list of messages becomes text.
import { FarhandError, type Plan, type Report } from '@farhand/shared';
import type { Brain, BrainIdentity, BrainUsage, Planned, Summary } from './brain.js';
import { planFromDraft } from './draft.js';
import { type ChatMessage, planMessages, repairMessages, summaryMessages } from './prompt.js';

export interface ChatAnswer {
  readonly text: string;
  readonly promptTokens: number;
  readonly generatedTokens: number;
}

/** One model. `shape` says whether the answer must be a draft of a plan or may be any text. */
export interface ChatModel {
  readonly identity: BrainIdentity;
  answer(messages: readonly ChatMessage[], shape: 'draft' | 'text', signal: AbortSignal): Promise<ChatAnswer>;
  close(): Promise<void>;
}

export class ChatBrain implements Brain {
  readonly canSummarise = true;
  readonly #model: ChatModel;

  constructor(model: ChatModel) {
    this.#model = model;
  }

  get identity(): BrainIdentity {
    return this.#model.identity;
  }

  async plan(command: string, now: Date, signal: AbortSignal): Promise<Planned> {
    const messages = planMessages(command, now);
    const first = await this.#model.answer(messages, 'draft', signal);
    try {
      return { plan: readPlan(first.text, command), usage: sum([first]) };
    } catch (error) {
      if (!(error instanceof FarhandError) || error.code !== 'BRAIN_ANSWER_INVALID') throw error;
      const repaired = [...messages, ...repairMessages(first.text, error.message)];
      const second = await this.#model.answer(repaired, 'draft', signal);
      return { plan: readPlan(second.text, command), usage: sum([first, second]) };
    }
  }

  async summarise(reports: readonly Report[], command: string, signal: AbortSignal): Promise<Summary> {
    const answer = await this.#model.answer(summaryMessages(reports, command), 'text', signal);
    const text = withoutThoughts(answer.text).trim();
    if (text === '') throw new FarhandError('BRAIN_ANSWER_INVALID', 'The brain wrote an empty summary');
    return { text, usage: sum([answer]) };
  }

  close(): Promise<void> {
    return this.#model.close();
  }
}

function readPlan(text: string, command: string): Plan {
  return planFromDraft(readJson(text), command);
}

/** The JSON object of an answer, whatever stands around it: thoughts, a code fence, a friendly sentence. */
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

function sum(answers: readonly ChatAnswer[]): BrainUsage {
  return {
    calls: answers.length,
    promptTokens: answers.reduce((total, { promptTokens }) => total + promptTokens, 0),
    generatedTokens: answers.reduce((total, { generatedTokens }) => total + generatedTokens, 0),
  };
}
