// A plan that was asked for and neither approved nor dropped yet, with what was changed in it: kept for the tab, so that a
// reload, a look at another page and a sleep lose nothing of it.
import type { Plan } from '@farhand/shared';
import { keep, kept } from '../keep.js';
import type { Options } from './options.js';

export interface Draft {
  readonly command: string;
  /** As it was planned, to tell what was changed. */
  readonly original: Plan;
  readonly plan: Plan;
  readonly seconds: number;
  readonly options: Options;
  /** Name of the skill that it comes of, instead of a brain. */
  readonly skill?: string | undefined;
}

const name = 'draft';

/** `asked`: the words that the page was opened with; a plan for others is none for them. */
export function keptDraft(asked: string | null): Draft | undefined {
  const draft = read(kept(name, 'tab'));
  return asked === null || draft?.command === asked ? draft : undefined;
}

/** Undefined forgets it. */
export function keepDraft(draft: Draft | undefined): void {
  keep(name, draft && JSON.stringify(draft), 'tab');
}

/** Of a page that is older than this one there may be anything: what cannot be shown is no draft. */
function read(text: string | undefined): Draft | undefined {
  try {
    const { command, original, plan, seconds, options, skill } = JSON.parse(text ?? '{}') as Partial<Draft>;
    if (!Array.isArray(plan?.subtasks) || !Array.isArray(original?.subtasks)) return undefined;
    if (typeof command !== 'string' || typeof seconds !== 'number') return undefined;
    const { device = '', budget = '' } = options ?? {};
    return { command, original, plan, seconds, options: { device, budget }, skill };
  } catch {
    return undefined;
  }
}
