// Who pays for the calls of a brain. An account is asked before each call and told after it; what it says no to is not
// asked. `metered` stands before a model and does both, so that nothing that uses the model can forget to.
import { FarhandError } from '@farhand/shared';
import type { BrainIdentity, ChatAnswer, ChatDelta, ChatModel, ChatRequest, TokenUsage } from './chat.js';

export type Purpose = 'plan' | 'summarise' | 'judge' | 'answer' | 'rewrite' | 'drive' | 'research' | 'chat';

export interface BrainCharge {
  readonly purpose: Purpose;
  readonly identity: BrainIdentity;
  readonly usage: TokenUsage;
  readonly seconds: number;
}

export interface Account {
  /** Throws BUDGET_EXCEEDED when nothing is left for a call of this model. */
  admit(identity: BrainIdentity): Promise<void>;
  /** Books a call that was made, whether its answer could be used or not. */
  charge(charge: BrainCharge): Promise<void>;
}

/** What the calls of one account were, together. */
export interface Tally {
  readonly calls: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
}

/** The account, adding up what is charged to it from here on. */
export function tallied(account: Account): { account: Account; usage: () => Tally } {
  let tally: Tally = { calls: 0, promptTokens: 0, generatedTokens: 0 };
  const charge = (charged: BrainCharge): Promise<void> => {
    const { promptTokens, generatedTokens } = charged.usage;
    tally = {
      calls: tally.calls + 1,
      promptTokens: tally.promptTokens + promptTokens,
      generatedTokens: tally.generatedTokens + generatedTokens,
    };
    return account.charge(charged);
  };
  return { account: { admit: (identity) => account.admit(identity), charge }, usage: () => tally };
}

/**
 * The model with an account before it. An answer that says and calls nothing is booked, too, and then BRAIN_ANSWER_INVALID;
 * a call that fails without an answer costs nothing that anybody could know of.
 */
export function metered(model: ChatModel, account: Account, purpose: Purpose): ChatModel {
  const book = (usage: TokenUsage, startedMs: number) => {
    const seconds = (performance.now() - startedMs) / 1000;
    return account.charge({ purpose, identity: model.identity, usage, seconds });
  };
  return {
    identity: model.identity,
    ...(model.contextLength !== undefined && { contextLength: model.contextLength }),
    answer: async (request: ChatRequest, signal: AbortSignal): Promise<ChatAnswer> => {
      await account.admit(model.identity);
      const startedMs = performance.now();
      const answer = await model.answer(request, signal);
      await book(answer.usage, startedMs);
      mustSaySomething(answer);
      return answer;
    },
    stream: async function* (request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatDelta, void, undefined> {
      await account.admit(model.identity);
      const startedMs = performance.now();
      for await (const delta of model.stream(request, signal)) {
        if (delta.type === 'done') await book(delta.answer.usage, startedMs);
        yield delta;
      }
    },
    close: () => model.close(),
  };
}

function mustSaySomething({ text, toolCalls, ending }: ChatAnswer): void {
  if (text !== '' || toolCalls.length > 0) return;
  const why = ending === 'length' ? 'it ran out of tokens before the answer began' : 'it was empty';
  throw new FarhandError('BRAIN_ANSWER_INVALID', `The brain's answer cannot be used: ${why}`);
}
