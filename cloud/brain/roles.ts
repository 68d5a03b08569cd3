// Which brain does what. Each role has an order of brains: the first that can is asked, the next when it is out of
// reach. A brain that was out of reach is asked last for a while, so that a dead server is not waited for each time.
import { type ErrorCode, FarhandError, type Plan, toFarhandError } from '@farhand/shared';
import { z } from 'zod';
import { type Account, metered, type Purpose } from './account.js';
import type { Brain } from './brain.js';
import type { BrainIdentity, ChatDelta, ChatModel } from './chat.js';
import { countTokens } from './prompt-tokens.js';
import { ownNames, serverName } from './servers.js';

export const roles = ['planner', 'combiner', 'judge'] as const;
/** planner: plans and new attempts. combiner: summaries and conversations. judge: what came of a subtask. */
export type Role = (typeof roles)[number];

/** `model` only for a server that has several. */
export interface BrainChoice {
  readonly kind: BrainIdentity['kind'];
  readonly model?: string;
  /** Name of a server of the brains file; absent for the one of FARHAND_BRAIN_URL. */
  readonly server?: string;
  /** Whether that server's model looks at pictures; absent where a setting says it of the role. */
  readonly sees?: boolean;
}

export type RoleOrders = Readonly<Record<Role, readonly BrainChoice[]>>;

/** `planner, judge`, or `yes` and `no` for all roles and none. */
export const seeingRolesSchema = z.string().transform((text, context): readonly Role[] => {
  if (text === 'yes') return roles;
  if (text === 'no') return [];
  return text.split(',').map((part) => {
    const role = roles.find((known) => known === part.trim());
    if (!role)
      context.addIssue({ code: 'custom', message: `"${part.trim()}" is not yes, no or one of ${roles.join(', ')}` });
    return role ?? 'planner';
  });
});

/** `openai:step-3.5-flash, small-one, native, embedded` */
export const brainOrderSchema = z.string().transform((text, context): BrainChoice[] =>
  text.split(',').map((part) => {
    const [, name = '', model] = /^\s*([^\s:]+)(?::(\S+))?\s*$/.exec(part) ?? [];
    const own = ownNames.find((known) => known === name);
    if (!serverName.test(name) || (model !== undefined && own !== undefined && own !== 'openai')) {
      const message = `"${part.trim()}" is not openai, native, embedded or the name of a server, nor openai:MODEL or NAME:MODEL`;
      context.addIssue({ code: 'custom', message });
    }
    const kind = own ?? 'openai';
    return { kind, ...(own === undefined && { server: name }), ...(model !== undefined && { model }) };
  }),
);

/** How long a brain that could not be reached is asked last. */
const outOfReachMs = 30_000;
/** Failures after which the next brain is asked. A damaged model file is none: it is told. */
const passedOn: ReadonlySet<ErrorCode> = new Set(['BRAIN_UNREACHABLE', 'BRAIN_ANSWER_INVALID']);

export class Brains {
  readonly #orders: RoleOrders;
  readonly #seeing: readonly Role[];
  readonly #open: (choice: BrainChoice) => Promise<Brain>;
  readonly #onFailed: (choice: BrainChoice, error: FarhandError) => void;
  readonly #opened = new Map<string, Promise<Brain>>();
  readonly #missedAtMs = new Map<string, number>();

  /**
   * `open` is called once for each brain, when it is first needed, and again after it failed. `onFailed` is told what may
   * go unseen, because another brain stands in. `seeing`: roles whose models look at pictures.
   */
  constructor(
    orders: RoleOrders,
    open: (choice: BrainChoice) => Promise<Brain>,
    onFailed: (choice: BrainChoice, error: FarhandError) => void = () => {},
    seeing: readonly Role[] = [],
  ) {
    this.#seeing = seeing;
    this.#orders = orders;
    this.#open = open;
    this.#onFailed = onFailed;
  }

  /** Opens the first planner ahead of its first use; a failure is told to whoever needs it. */
  warmUp(): void {
    for (const first of this.#orders.planner.slice(0, 1)) this.#brain(first).catch(() => undefined);
  }

  /** The first is asked, the next when it cannot be. */
  order(role: Role): readonly BrainChoice[] {
    return this.#orders[role];
  }

  /** Whether the role can hold a conversation: judge, write, use tools. Otherwise it can only plan. */
  converses(role: Role): boolean {
    return this.#orders[role].some(({ kind }) => kind !== 'embedded');
  }

  /** Whether the role's models look at pictures: each of them, as any may have to stand in. */
  sees(role: Role): boolean {
    const talkers = this.#orders[role].filter(({ kind }) => kind !== 'embedded');
    const isSeen = ({ kind, sees = this.#seeing.includes(role) }: BrainChoice) => kind === 'openai' && sees;
    return talkers.length > 0 && talkers.every(isSeen);
  }

  /** Throws as `Brain.plan` does; with several planners, the first one's failure when all failed. */
  async plan(
    command: string,
    now: Date,
    account: Account,
    signal: AbortSignal,
  ): Promise<{ plan: Plan; brain: BrainIdentity }> {
    return this.#planBy(this.#orders.planner, command, now, account, signal);
  }

  /** By the model that ships with Farhand and no other. Throws as `Brain.plan` does. */
  async planEmbedded(
    command: string,
    now: Date,
    account: Account,
    signal: AbortSignal,
  ): Promise<{ plan: Plan; brain: BrainIdentity }> {
    return this.#planBy([{ kind: 'embedded' }], command, now, account, signal);
  }

  /**
   * A model that converses, with the role's other models behind it and the account before each. Throws BRAIN_REFUSED
   * when the role has none; calls throw as `ChatModel` says.
   */
  chat(role: Role, account: Account, purpose: Purpose): ChatModel {
    const talkers = this.#orders[role].filter(({ kind }) => kind !== 'embedded');
    const [first] = talkers;
    if (!first) {
      throw new FarhandError(
        'BRAIN_REFUSED',
        'The embedded brain plans, but holds no conversations and writes no texts',
      );
    }
    const ask = <T>(signal: AbortSignal, work: (model: ChatModel) => Promise<T>) =>
      this.#firstThatCan(talkers, signal, async (brain) => {
        if (!brain.chat) throw new FarhandError('INTERNAL', `The brain ${brain.identity.model} holds no conversations`);
        return work(metered(brain.chat, account, purpose));
      });
    return {
      identity: { kind: first.kind, model: first.model ?? first.server ?? first.kind },
      answer: (request, signal) => ask(signal, (model) => model.answer(request, signal)),
      stream: async function* (request, signal): AsyncGenerator<ChatDelta, void, undefined> {
        const begun = await ask(signal, async (model) => {
          const deltas = model.stream(request, signal);
          return { first: await deltas.next(), deltas };
        });
        try {
          if (!begun.first.done) yield begun.first.value;
          yield* begun.deltas;
        } finally {
          await begun.deltas.return();
        }
      },
      countTokens: (request, signal) =>
        this.#firstThatCan(talkers, signal, ({ chat = {} }) => countTokens(chat, request, signal)),
      close: async () => undefined,
    };
  }

  /** One model and none in its place, with the account before it. Throws BRAIN_REFUSED for one that holds no conversations. */
  async chatOf(choice: BrainChoice, account: Account, purpose: Purpose): Promise<ChatModel> {
    const { chat, identity } = await this.#brain(choice);
    if (chat) return metered(chat, account, purpose);
    throw new FarhandError('BRAIN_REFUSED', `The brain ${identity.model} holds no conversations`);
  }

  async close(): Promise<void> {
    const opened = [...this.#opened.values()];
    this.#opened.clear();
    await Promise.all(opened.map(async (brain) => (await brain.catch(() => undefined))?.close()));
  }

  #planBy(
    order: readonly BrainChoice[],
    command: string,
    now: Date,
    account: Account,
    signal: AbortSignal,
  ): Promise<{ plan: Plan; brain: BrainIdentity }> {
    return this.#firstThatCan(order, signal, async (brain) => {
      return { plan: await brain.plan(command, now, account, signal), brain: brain.identity };
    });
  }

  async #firstThatCan<T>(
    order: readonly BrainChoice[],
    signal: AbortSignal,
    work: (brain: Brain) => Promise<T>,
  ): Promise<T> {
    const failures: FarhandError[] = [];
    for (const choice of this.#inReachFirst(order)) {
      try {
        const done = await work(await this.#brain(choice));
        this.#missedAtMs.delete(brainName(choice));
        return done;
      } catch (thrown) {
        const error = toFarhandError(thrown);
        // The embedded model knows its limits; a larger one behind it has others.
        const isLimit = choice.kind === 'embedded' && error.code === 'BRAIN_REFUSED';
        if (signal.aborted || !(isLimit || passedOn.has(error.code))) throw thrown;
        if (error.code === 'BRAIN_UNREACHABLE') this.#missedAtMs.set(brainName(choice), performance.now());
        if (!isLimit) this.#onFailed(choice, error);
        failures.push(error);
      }
    }
    // What is out of reach can be put right; that the embedded model does not know the command cannot.
    const [failure] = [...failures.filter(({ code }) => code !== 'BRAIN_REFUSED'), ...failures];
    throw failure ?? new FarhandError('BRAIN_REFUSED', 'No brain is set for this');
  }

  #inReachFirst(order: readonly BrainChoice[]): BrainChoice[] {
    const now = performance.now();
    const isMissed = (choice: BrainChoice) =>
      now - (this.#missedAtMs.get(brainName(choice)) ?? Number.NEGATIVE_INFINITY) < outOfReachMs;
    return [...order.filter((choice) => !isMissed(choice)), ...order.filter(isMissed)];
  }

  #brain(choice: BrainChoice): Promise<Brain> {
    const name = brainName(choice);
    let brain = this.#opened.get(name);
    if (!brain) {
      brain = this.#open(choice).catch((error: unknown) => {
        this.#opened.delete(name);
        throw error;
      });
      this.#opened.set(name, brain);
    }
    return brain;
  }
}

/** As settings name it: openai:step-3.5-flash */
export function brainName({ kind, model, server = kind }: BrainChoice): string {
  return model === undefined ? server : `${server}:${model}`;
}
