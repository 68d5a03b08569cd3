// Which model plays which role, what each has been asked lately and how fast it wrote, and whether it answers now: one
// test for text, one with a picture.
import { FarhandError, toFarhandError } from '@farhand/shared';
import { type Kysely, sql } from 'kysely';
import type { BrainFacts, BrainTest } from '../api/shapes.js';
import { type Account, tallied } from '../brain/account.js';
import { type BrainChoice, type Brains, brainName, roles } from '../brain/roles.js';
import type { Database } from '../store/schema.js';

const measuredDays = 7;
const testLimitMs = 60_000;
/** 32 by 32 pixels of one red. */
const redPicture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAKElEQVR42u3NQQkAAAgAsevf0S6m8CEM9l9TpxIIBAKBQCAQCARfggX6XXQunZUXVQAAAABJRU5ErkJggg==';
const looksRed = /red|红|紅/i;

export async function brainFacts(brains: Brains, db: Kysely<Database>): Promise<BrainFacts> {
  const roleFacts = roles.map((role) => ({
    role,
    variable: `FARHAND_${role.toUpperCase()}`,
    brains: brains.order(role).map(brainName),
    converses: brains.converses(role),
    sees: brains.sees(role),
  }));
  return { roles: roleFacts, used: await usedModels(db) };
}

async function usedModels(db: Kysely<Database>): Promise<BrainFacts['used']> {
  const { rows } = await sql<
    Record<'calls' | 'prompt' | 'generated', string> & { model: string; seconds: number; last: Date }
  >`
    select model, count(*) as calls, sum(prompt_tokens) as prompt, sum(generated_tokens) as generated,
      sum(seconds) as seconds, max(created_at) as last
    from brain_call where created_at > clock_timestamp() - make_interval(days => ${measuredDays})
    group by model order by last desc`.execute(db);
  return rows.map(({ model, calls, prompt, generated, seconds, last }) => ({
    model,
    calls: Number(calls),
    promptTokens: Number(prompt),
    generatedTokens: Number(generated),
    tokensPerSecond: Number(generated) > 0 && seconds > 0 ? Number(generated) / seconds : null,
    lastUsedAt: last.toISOString(),
  }));
}

/**
 * Asks one brain of an order, and no other in its place. Throws as its calls do, BRAIN_ANSWER_INVALID for one that does
 * not see what it is shown, INPUT_INVALID for a brain that no role names.
 */
export async function testBrain(
  brains: Brains,
  name: string,
  what: BrainTest['what'],
  account: Account,
  signal: AbortSignal,
): Promise<BrainTest> {
  const choices = roles.flatMap((role) => brains.order(role));
  const choice = choices.find((known) => brainName(known) === name);
  if (!choice) {
    const names = [...new Set(choices.map(brainName))].join(', ');
    throw new FarhandError('INPUT_INVALID', `No role names the brain "${name}"; they name ${names}`);
  }
  const limit = AbortSignal.any([signal, AbortSignal.timeout(testLimitMs)]);
  const startedMs = performance.now();
  const { said, generatedTokens } = await asked(brains, choice, what, account, limit).catch((error) => {
    if (limit.aborted && !signal.aborted) {
      throw new FarhandError('BRAIN_UNREACHABLE', `The brain ${name} did not answer within ${testLimitMs / 1000} s`);
    }
    throw toFarhandError(error);
  });
  const seconds = (performance.now() - startedMs) / 1000;
  return { brain: name, what, seconds, generatedTokens, tokensPerSecond: generatedTokens / seconds, said };
}

async function asked(
  brains: Brains,
  choice: BrainChoice,
  what: BrainTest['what'],
  account: Account,
  signal: AbortSignal,
): Promise<{ said: string; generatedTokens: number }> {
  if (choice.kind === 'embedded') return planned(brains, what, account, signal);
  const model = await brains.chatOf(choice, account, 'chat');
  const content = what === 'text' ? 'Count from one to twenty in words.' : 'Which colour is this picture? One word.';
  const message = { role: 'user' as const, content, ...(what === 'vision' && { pictures: [redPicture] }) };
  const { text, usage } = await model.answer({ messages: [message], maxTokens: 512 }, signal);
  if (what === 'vision' && !looksRed.test(text)) {
    throw new FarhandError('BRAIN_ANSWER_INVALID', `The model was shown a red picture and says: ${text.slice(0, 200)}`);
  }
  return { said: text, generatedTokens: usage.generatedTokens };
}

/** The embedded model is asked for what it can: a plan. */
async function planned(
  brains: Brains,
  what: BrainTest['what'],
  account: Account,
  signal: AbortSignal,
): Promise<{ said: string; generatedTokens: number }> {
  if (what === 'vision') throw new FarhandError('BRAIN_REFUSED', 'The embedded brain reads words and no pictures');
  const counted = tallied(account);
  const { plan } = await brains.planEmbedded('open WeChat', new Date(), counted.account, signal);
  return { said: plan.subtasks.map(({ goal }) => goal).join('; '), generatedTokens: counted.usage().generatedTokens };
}
