// The dialects that the open weights were trained on (prompts 1.0 and 1.1): no system message, one picture, and the
// model's own last summary for memory. Nothing grows with the run, so nothing is ever folded.
import type { Sight } from '../decider.js';
import type { ModelMessage } from './client.js';
import type { Dialect, Turn } from './dialect.js';
import type { ParsedReply } from './parser.js';
import { fillPrompt, type PromptTemplate } from './prompt-template.js';

export class SummaryDialect implements Dialect {
  readonly #template: PromptTemplate;
  readonly #task: string;
  #summary = '';

  constructor(template: PromptTemplate, task: string) {
    this.#template = template;
    this.#task = task;
  }

  messages(sight: Sight, picture: string, dialogue: readonly Turn[]): ModelMessage[] {
    const state = { task: this.#task, summary: this.#summary, reply: sight.reply, notice: sight.notice, dialogue };
    const { before, after } = fillPrompt(this.#template, state);
    const content = [
      { type: 'text' as const, text: before[0] },
      { type: 'text' as const, text: before[1] },
      { type: 'image_url' as const, image_url: { url: picture } },
      { type: 'text' as const, text: after },
    ];
    return [{ role: 'user', content }];
  }

  answered(reply: ParsedReply): void {
    if (reply.summary !== '') this.#summary = reply.summary;
  }

  folding(): undefined {
    return undefined;
  }

  folded(): void {}
}
