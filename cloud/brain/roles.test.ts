// Which brain is asked, and which one when that one cannot.
import { FarhandError, type Plan } from '@farhand/shared';
import { expect, test, vi } from 'vitest';
import { richAccount } from '../testing/account.js';
import type { Brain } from './brain.js';
import type { ChatAnswer, ChatDelta, ChatModel } from './chat.js';
import { type BrainChoice, Brains, brainOrderSchema, roles } from './roles.js';

const { signal } = new AbortController();
const usage = { promptTokens: 3, cachedTokens: 0, generatedTokens: 2 };
const unreachable = new FarhandError('BRAIN_UNREACHABLE', 'the big one is gone');
const refused = new FarhandError('BRAIN_REFUSED', 'the small one does not know this');

interface Behaviour {
  readonly plan?: () => Promise<Plan>;
  readonly says?: () => Promise<string>;
}

function planOf(name: string): Plan {
  const subtask = {
    id: 's1',
    kind: 'app',
    app: 'wechat',
    intent: 'open',
    goal: name,
    values: {},
    dependsOn: [],
  } as const;
  return { language: 'en', combine: 'last', subtasks: [{ ...subtask, dependsOn: [] }] };
}

function brain({ kind, model = kind }: BrainChoice, { plan, says }: Behaviour): Brain {
  const identity = { kind, model };
  const answer = async (): Promise<ChatAnswer> => {
    const text = (await says?.()) ?? model;
    return { text, toolCalls: [], ending: 'stop', usage };
  };
  async function* stream(): AsyncGenerator<ChatDelta, void, undefined> {
    const whole = await answer();
    yield { type: 'text', text: whole.text };
    yield { type: 'done', answer: whole };
  }
  const chat: ChatModel = { identity, answer, stream, close: async () => undefined };
  return {
    identity,
    ...(kind !== 'embedded' && { chat }),
    plan: async () => (plan ? plan() : planOf(model)),
    close: async () => undefined,
  };
}

/** The order is that of the behaviours. */
function brainsOf(behaviours: Partial<Record<BrainChoice['kind'], Behaviour>>) {
  const order = (Object.keys(behaviours) as BrainChoice['kind'][]).map((kind) => ({ kind }));
  const open = vi.fn(async (choice: BrainChoice) => brain(choice, behaviours[choice.kind] ?? {}));
  return { brains: new Brains({ planner: order, combiner: order, judge: order }, open), open };
}

const plan = (brains: Brains) => brains.plan('do it', new Date(), richAccount(), signal);
const fails = (error: Error) => async () => Promise.reject(error);

test('the first brain of the order plans, and no other is opened', async () => {
  const { brains, open } = brainsOf({ openai: {}, native: {}, embedded: {} });
  expect((await plan(brains)).brain.kind).toBe('openai');
  expect(open).toHaveBeenCalledTimes(1);
});

test('one that cannot be reached is stood in for, and asked last for a while', async () => {
  const big = vi.fn(fails(unreachable));
  const { brains } = brainsOf({ openai: { plan: big }, embedded: {} });
  expect((await plan(brains)).brain.kind).toBe('embedded');
  expect((await plan(brains)).brain.kind).toBe('embedded');
  expect(big).toHaveBeenCalledTimes(1);
});

test('what a large brain refuses is refused; what the embedded one does not know goes to the next', async () => {
  const { brains } = brainsOf({ openai: { plan: fails(refused) }, embedded: {} });
  await expect(plan(brains)).rejects.toBe(refused);
  const doesNotKnow = vi.fn(fails(refused));
  const small = brainsOf({ embedded: { plan: doesNotKnow }, openai: {} });
  expect((await plan(small.brains)).brain.kind).toBe('openai');
  // It is still the first to be asked: what it did not know was one command.
  expect((await plan(small.brains)).brain.kind).toBe('openai');
  expect(doesNotKnow).toHaveBeenCalledTimes(2);
});

test('when the stand-in does not know the command, the reason is the brain that is out of reach', async () => {
  const { brains } = brainsOf({ openai: { plan: fails(unreachable) }, embedded: { plan: fails(refused) } });
  await expect(plan(brains)).rejects.toBe(unreachable);
  const turned = brainsOf({ embedded: { plan: fails(refused) }, openai: { plan: fails(unreachable) } });
  await expect(plan(turned.brains)).rejects.toBe(unreachable);
});

test('a conversation passes the embedded brain by, is paid for where it is held, and fails over', async () => {
  const account = richAccount();
  const { brains } = brainsOf({ embedded: {}, openai: { says: fails(unreachable) }, native: {} });
  const model = brains.chat('judge', account, 'judge');
  expect((await model.answer({ messages: [] }, signal)).text).toBe('native');
  const deltas: ChatDelta[] = [];
  for await (const delta of model.stream({ messages: [] }, signal)) deltas.push(delta);
  expect(deltas.map(({ type }) => type)).toEqual(['text', 'done']);
  expect(account.charges.map(({ identity, purpose }) => [identity.model, purpose])).toEqual([
    ['native', 'judge'],
    ['native', 'judge'],
  ]);
});

test('with the embedded brain alone nobody converses', () => {
  const { brains } = brainsOf({ embedded: {} });
  expect(brains.converses('combiner')).toBe(false);
  expect(() => brains.chat('combiner', richAccount(), 'chat')).toThrow('holds no conversations');
});

test('an account that says no ends the call before the model hears of it', async () => {
  const says = vi.fn(async () => 'never');
  const { brains } = brainsOf({ openai: { says } });
  const account = { ...richAccount(), admit: fails(new FarhandError('BUDGET_EXCEEDED', 'spent')) };
  await expect(brains.chat('judge', account, 'judge').answer({ messages: [] }, signal)).rejects.toThrow('spent');
  expect(says).not.toHaveBeenCalled();
});

test('an abort is no reason to ask the next', async () => {
  const stop = new AbortController();
  const aborted = async () => {
    stop.abort(new Error('enough'));
    throw new FarhandError('BRAIN_UNREACHABLE', 'cut off');
  };
  const { brains, open } = brainsOf({ openai: { plan: aborted }, embedded: {} });
  await expect(brains.plan('do it', new Date(), richAccount(), stop.signal)).rejects.toThrow();
  expect(open).toHaveBeenCalledTimes(1);
});

test('an order is read from a setting', () => {
  expect(brainOrderSchema.parse('openai:step-3.5-flash, native,embedded')).toEqual([
    { kind: 'openai', model: 'step-3.5-flash' },
    { kind: 'native' },
    { kind: 'embedded' },
  ]);
  expect(brainOrderSchema.parse('small:qwen3, big-one')).toEqual([
    { kind: 'openai', server: 'small', model: 'qwen3' },
    { kind: 'openai', server: 'big-one' },
  ]);
  for (const wrong of ['', 'GPT', 'native:x', 'openai,,native', 'small:']) {
    expect(brainOrderSchema.safeParse(wrong).error?.issues[0]?.message).toContain('is not openai, native, embedded');
  }
});

test('a role sees where it is said to, and only if each of its models is a server’s', () => {
  const openai = { kind: 'openai' } as const;
  const orders = {
    planner: [openai, { kind: 'embedded' }],
    combiner: [openai, { kind: 'native' }],
    judge: [openai],
  } as const;
  const open = async (choice: BrainChoice) => brain(choice, {});
  const seeing = new Brains(orders, open, () => {}, ['planner', 'combiner']);
  expect(roles.map((role) => seeing.sees(role))).toEqual([true, false, false]);
  expect(new Brains(orders, open).sees('planner')).toBe(false);
});
