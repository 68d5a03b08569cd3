// A hand's model without a phone: pictures in, actions out, through the same prompts, memory and reading of replies as on
// a phone. For benchmarks that bring their own screens.
import type { Action, Language } from '@farhand/shared';
import type { Goal, PastStep } from '../decider.js';
import { type StepGuiModel, stepGuiDecider } from './decider.js';

export interface PictureTask {
  readonly task: string;
  readonly language: Language;
  /** What was done before the first picture, oldest first. */
  readonly history?: readonly { readonly explain: string; readonly action?: Action | undefined }[];
}

export interface PictureSight {
  /** PNG or JPEG. */
  readonly picture: Buffer;
  readonly reply?: string | undefined;
  readonly notice?: string | undefined;
}

export interface PictureAgent {
  readonly tokens: { readonly prompt: number; readonly generated: number };
  /** Throws BRAIN_UNREACHABLE, and BRAIN_ANSWER_INVALID when no answer held an action. */
  next(sight: PictureSight, signal: AbortSignal): Promise<{ readonly action: Action; readonly explain: string }>;
}

/** The pictures are shown whole: they are a benchmark's, not somebody's phone. */
export function openPictureAgent(model: StepGuiModel, { task, language, history = [] }: PictureTask): PictureAgent {
  const goal: Goal = { task, language, values: {}, privacy: 'open', maxSteps: Number.MAX_SAFE_INTEGER };
  const steps = history.map((_, index) => pastStep(history.slice(0, index + 1)));
  const run = stepGuiDecider(model).begin(goal, { steps, answers: [], deeds: [] });
  let step = steps.length;
  return {
    tokens: run.tokens,
    next: async ({ picture, reply, notice }, signal) => {
      step += 1;
      const sight = { screen: noScreen, step, performed: true, reply, notice, picture: async () => picture };
      const { action, explain } = await run.next(sight, signal);
      return { action, explain };
    },
  };
}

/** The model remembers its own summary of the steps; the words of whoever labelled them stand for that. */
function pastStep(done: NonNullable<PictureTask['history']>): PastStep {
  const { explain = '', action = { action: 'WAIT', value: 1 } } = done.at(-1) ?? {};
  const summary = done.map((step) => step.explain).join('；');
  return { step: done.length, action, explain, memory: JSON.stringify({ summary, note: explain }) };
}

/** Whole pictures need no tree: only masking one would look at it. */
const noScreen = {
  frameId: '',
  tree: { roots: [], nodes: [], packageName: '', rotation: 0 },
  packageName: '',
  sizePx: { widthPx: 1, heightPx: 1 },
  takenAtMs: 0,
  unread: [],
} as const;
