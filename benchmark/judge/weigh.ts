// The arithmetic of a verdict, without a model: unknown is no pass, a "met" that no step shows is unknown, and every tier
// has to be met.
import { z } from 'zod';
import { type FailureLabel, failureLabels, type VerdictItem } from '../attempt.js';
import type { Criterion, Material } from './material.js';

const outcome = z.enum(['met', 'violated', 'unknown']);

export const decisionSchema = z.strictObject({
  items: z.array(z.strictObject({ id: z.string(), outcome, why: z.string(), steps: z.array(z.int()) })),
  final_screen: z.strictObject({ outcome, why: z.string() }),
  labels: z.array(z.enum(failureLabels)),
  pass: z.boolean(),
});
export type Decision = z.infer<typeof decisionSchema>;

export interface Decided {
  readonly pass: boolean;
  readonly items: readonly VerdictItem[];
  readonly labels: readonly FailureLabel[];
  /** One sentence: why not, or that all was met. */
  readonly why: string;
}

export const finalScreen = 'The last screen agrees with the report';

/** `steps`: those of the attempt; others that are named show nothing. */
export function weigh(decision: Decision, criteria: readonly Criterion[], { steps }: Pick<Material, 'steps'>): Decided {
  const known = new Set(steps.map(({ step }) => step));
  const items = criteria.map(({ id, tier, what }): VerdictItem => {
    const item = decision.items.find((candidate) => candidate.id === id);
    const shown = (item?.steps ?? []).filter((step) => known.has(step));
    const isUnshown = item?.outcome === 'met' && tier !== 'negative' && shown.length === 0;
    return {
      tier,
      what,
      outcome: isUnshown ? 'unknown' : (item?.outcome ?? 'unknown'),
      why: isUnshown ? `no step was named that shows it: ${item.why}` : (item?.why ?? 'nothing was said of it'),
      ...(shown.length > 0 && { steps: shown }),
    };
  });
  const { final_screen: last } = decision;
  items.push({ tier: 'quality', what: finalScreen, outcome: last.outcome, why: last.why });
  const open = items.find((item) => item.outcome !== 'met');
  const pass = decision.pass && open === undefined;
  return {
    pass,
    items,
    labels: pass ? [] : decision.labels,
    why: open
      ? `${open.what}: ${open.outcome}, ${open.why}`
      : pass
        ? 'every criterion is met'
        : 'the judge says that it did not pass',
  };
}
