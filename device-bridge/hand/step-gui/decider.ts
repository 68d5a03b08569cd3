// Step-GUI as a decider: one picture in, one action out. What the model is asked and what is remembered is its dialect's
// business; a reply that cannot be read is asked for again with the reason, twice.
import { FarhandError, type PromptVersion } from '@farhand/shared';
import { z } from 'zod';
import { maskPicture } from '../../policy/privacy/mask.js';
import type { Decider, Decision, Deliberation, Goal, Past, Sight } from '../decider.js';
import { shorten } from '../reading/texts.js';
import { AdvDialect } from './adv-dialect.js';
import { type ModelAnswer, ModelClient, type ModelEndpoint, type ModelMessage } from './client.js';
import type { Dialect, Turn } from './dialect.js';
import { type ParsedReply, parseReply, ReplyError } from './parser.js';
import { type PictureSize, toDataUrl } from './picture.js';
import { profileOf } from './profile.js';
import { promptTemplates } from './prompt.js';
import type { PromptTemplate } from './prompt-template.js';
import { type ModelPlace, type Shown, shownTo } from './shown.js';
import { SummaryDialect } from './summary-dialect.js';

export interface StepGuiModel extends ModelEndpoint, ModelPlace {
  /** Defaults to what the model's profile says. */
  readonly prompt?: PromptVersion | undefined;
  /** The literal words of prompt 1.0 or 1.1, in place of ours. */
  readonly template?: PromptTemplate | undefined;
  /** Exact size that pictures are resized to. Defaults to what the model's profile says. */
  readonly pictureSize?: PictureSize | undefined;
}

const askAgainLimit = 2;
const longestExplain = 200;
const longestThought = 400;
/** What a user says without being asked. */
const unasked = '指令是：';

/** `names`: people whose names are painted over in pictures that leave at the level `redacted`. */
export function stepGuiDecider(model: StepGuiModel, names: Iterable<string> = []): Decider {
  const { sampling } = profileOf(model.model);
  const begin: Decider['begin'] = (goal, past) => {
    const run = new StepGuiRun(goal, model, new ModelClient(model, sampling), names);
    if (past) run.recall(past);
    return run;
  };
  return { name: 'step-gui', begin };
}

class StepGuiRun implements Deliberation {
  readonly tokens = { prompt: 0, generated: 0 };
  readonly sent: { bytes: number };
  readonly #client: ModelClient;
  readonly #dialect: Dialect;
  readonly #pictureSize: PictureSize | undefined;
  readonly #shown: Shown;
  readonly #names: Iterable<string>;
  readonly #dialogue: Turn[] = [];
  #question = unasked;

  constructor(goal: Goal, model: StepGuiModel, client: ModelClient, names: Iterable<string>) {
    this.#shown = shownTo(model, goal.privacy);
    this.#names = names;
    const profile = profileOf(model.model);
    this.#dialect = dialectFor(model.template, model.prompt ?? profile.prompt, goal.task);
    this.#pictureSize = model.pictureSize ?? profile.pictureSize;
    this.#client = client;
    this.sent = client.sent;
  }

  /** Goes on behind the steps of a run that was cut off. */
  recall({ steps, answers }: Past): void {
    for (const { step, action, explain, memory } of steps) {
      const { summary = '', note = '', folded } = readMemory(memory);
      if (folded !== undefined) this.#dialect.folded(folded ?? undefined);
      this.#dialect.answered({ thought: '', explain, summary, note, action }, step);
      if (action.action === 'INFO') this.#question = action.value;
    }
    this.#dialogue.push(...answers.map(({ question, answer }) => ({ question: question || unasked, answer })));
    if (answers.at(-1)?.question === this.#question) this.#question = unasked;
  }

  async next(sight: Sight, signal: AbortSignal): Promise<Decision> {
    if (sight.reply !== undefined) {
      this.#dialogue.push({ question: this.#question, answer: sight.reply });
      this.#question = unasked;
    }
    const folded = await this.#fold(signal);
    const picture = await toDataUrl(await this.#pictureOf(sight), this.#pictureSize);
    const reply = await this.#ask(this.#dialect.messages(sight, picture, this.#dialogue), signal);
    this.#dialect.answered(reply, sight.step);
    const { action } = reply;
    if (action.action === 'INFO') this.#question = action.value;
    const explain = shorten((reply.explain || action.action).replaceAll(/\s+/g, ' '), longestExplain);
    const memory = JSON.stringify({ summary: reply.summary, note: reply.note, folded });
    const thought = shorten(reply.thought.replaceAll(/\s+/g, ' '), longestThought);
    const more = { memory, ...(thought !== '' && { thought }) };
    return { action, explain, ...more, ...(action.action === 'ABORT' ? { failure: { code: 'SUBTASK_FAILED' } } : {}) };
  }

  async #pictureOf(sight: Sight): Promise<Buffer> {
    const png = await sight.picture();
    return this.#shown === 'masked' ? maskPicture(png, sight.screen, this.#names) : png;
  }

  /** What the model made of the older steps: null when it made nothing of use, undefined when nothing was due. */
  async #fold(signal: AbortSignal): Promise<string | null | undefined> {
    const request = this.#dialect.folding();
    if (!request) return undefined;
    const answer = await this.#count(this.#client.ask(request, signal)).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return undefined;
    });
    this.#dialect.folded(answer?.text);
    return answer?.text ?? null;
  }

  async #ask(messages: ModelMessage[], signal: AbortSignal): Promise<ParsedReply> {
    for (let again = 0; ; again++) {
      const answer = await this.#count(this.#client.ask(messages, signal));
      try {
        return parseReply(answer.text);
      } catch (error) {
        if (!(error instanceof ReplyError)) throw error;
        if (again === askAgainLimit) {
          const message = `The hand's model gave no usable action in ${again + 1} answers: ${error.message}`;
          throw new FarhandError('BRAIN_ANSWER_INVALID', message, { cause: error });
        }
        const complaint = `上面的回答不能执行：${error.message}。请按要求的格式重新回答。`;
        messages = [...messages, { role: 'assistant', content: answer.text }, { role: 'user', content: complaint }];
      }
    }
  }

  async #count(asking: Promise<ModelAnswer>): Promise<ModelAnswer> {
    const answer = await asking;
    this.tokens.prompt += answer.promptTokens;
    this.tokens.generated += answer.generatedTokens;
    return answer;
  }
}

function dialectFor(template: PromptTemplate | undefined, prompt: PromptVersion, task: string): Dialect {
  if (template) return new SummaryDialect(template, task);
  return prompt === 'adv' ? new AdvDialect(task) : new SummaryDialect(promptTemplates[prompt], task);
}

/** What of a step the dialect needs again; nothing of another decider's. */
const memorySchema = z.object({
  summary: z.string().optional(),
  note: z.string().optional(),
  folded: z.string().nullable().optional(),
});

function readMemory(memory: string | undefined): z.infer<typeof memorySchema> {
  try {
    return memorySchema.safeParse(JSON.parse(memory ?? '{}')).data ?? {};
  } catch {
    return {};
  }
}
