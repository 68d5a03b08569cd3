// Step-GUI as a decider: one picture in, one action out. Remembers the model's last summary and the questions it asked;
// a reply that cannot be read is asked for again with the reason, twice.
import { FarhandError } from '@farhand/shared';
import type { Decider, Decision, Deliberation, Goal, Sight } from '../decider.js';
import { ModelClient, type ModelEndpoint, type ModelMessage } from './client.js';
import { type ParsedReply, parseReply, ReplyError } from './parser.js';
import { type PictureSize, toDataUrl } from './picture.js';
import { buildPrompt, type PromptVersion } from './prompt.js';

export interface StepGuiModel extends ModelEndpoint {
  /** Defaults to 1.1. */
  readonly prompt?: PromptVersion | undefined;
  /** Exact size that pictures are resized to; by default they are sent as they are. */
  readonly pictureSize?: PictureSize | undefined;
}

const askAgainLimit = 2;

export function stepGuiDecider(model: StepGuiModel): Decider {
  const client = new ModelClient(model);
  return { name: 'step-gui', begin: (goal) => new StepGuiRun(goal, model, client) };
}

class StepGuiRun implements Deliberation {
  readonly tokens = { prompt: 0, generated: 0 };
  readonly #goal: Goal;
  readonly #model: StepGuiModel;
  readonly #client: ModelClient;
  readonly #dialogue: { question: string; answer: string }[] = [];
  #summary = '';
  #question = '';

  constructor(goal: Goal, model: StepGuiModel, client: ModelClient) {
    this.#goal = goal;
    this.#model = model;
    this.#client = client;
  }

  async next(sight: Sight, signal: AbortSignal): Promise<Decision> {
    if (sight.reply !== undefined) this.#dialogue.push({ question: this.#question, answer: sight.reply });
    const reply = await this.#ask(await this.#messages(sight), signal);
    if (reply.summary !== '') this.#summary = reply.summary;
    const { action } = reply;
    if (action.action === 'INFO') this.#question = action.value;
    const explain = (reply.explain || action.action).replaceAll(/\s+/g, ' ').slice(0, 200);
    return { action, explain, ...(action.action === 'ABORT' ? { failure: { code: 'SUBTASK_FAILED' } } : {}) };
  }

  async #messages(sight: Sight): Promise<ModelMessage[]> {
    const { before, after } = buildPrompt(this.#model.prompt ?? '1.1', {
      task: this.#goal.task,
      summary: this.#summary,
      notice: sight.notice,
      dialogue: this.#dialogue,
    });
    const url = await toDataUrl(await sight.picture(), this.#model.pictureSize);
    const content = [
      { type: 'text' as const, text: before[0] },
      { type: 'text' as const, text: before[1] },
      { type: 'image_url' as const, image_url: { url } },
      { type: 'text' as const, text: after },
    ];
    return [{ role: 'user', content }];
  }

  async #ask(messages: ModelMessage[], signal: AbortSignal): Promise<ParsedReply> {
    for (let again = 0; ; again++) {
      const answer = await this.#client.ask(messages, signal);
      this.tokens.prompt += answer.promptTokens;
      this.tokens.generated += answer.generatedTokens;
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
}
