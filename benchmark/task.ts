// A task of a benchmark: what is asked, what must be true afterwards, and how it is sorted. One schema for suites that are
// written here and for suites that are imported; the reference page derives from it.
import { parseStrict } from '@farhand/shared';
import { z } from 'zod';
import { stateCheckSchema } from './checks/state-check.js';

export const scenes = ['transport', 'shopping', 'social', 'entertainment', 'local'] as const;

export const facetsSchema = z.strictObject({
  scene: z.enum(scenes),
  cognitive: z.enum(['filter', 'query', 'analyse']),
  complexity: z.enum(['atomic', 'composite', 'conditional']),
  ambiguity: z.enum(['low', 'medium', 'high']),
  personalisation: z.enum(['strong', 'weak', 'none']),
  difficulty: z.enum(['easy', 'medium', 'hard']),
});
export type Facets = z.infer<typeof facetsSchema>;

/** Three tiers: what must be done, what the result must be, what must not happen. Success needs all three. */
export const guidelineSchema = z.strictObject({
  operational: z.array(z.string()),
  quality: z.array(z.string()),
  negative: z.array(z.string()),
  approved: z
    .strictObject({ by: z.string(), on: z.iso.date() })
    .optional()
    .describe('The person who read it; results by a guideline that nobody approved say so'),
});
export type Guideline = z.infer<typeof guidelineSchema>;

/** How success is decided. */
export const checkSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('state'), expect: stateCheckSchema }),
  z.strictObject({ kind: z.literal('judge') }),
  z.strictObject({ kind: z.literal('server') }).describe('The suite has a server of its own that scores'),
  z.strictObject({ kind: z.literal('manual') }),
]);

export const benchTaskSchema = z.strictObject({
  id: z.string().min(1),
  suite: z.string().min(1),
  suiteVersion: z.string().min(1),
  instruction: z.string().min(1).describe('As published; in our own suite with {parameters}'),
  instructionEffective: z
    .string()
    .min(1)
    .optional()
    .describe('What the agent is told: dates shifted, parameters filled in. Absent: the instruction'),
  language: z.enum(['zh', 'en']),
  apps: z.array(z.strictObject({ name: z.string().min(1), package: z.string().optional() })),
  facets: facetsSchema.partial(),
  constraints: z.int().nonnegative().optional().describe('How many conditions the result must meet'),
  /** What the phone must hold before: from 0 (nothing) to 2, and in words. */
  prepare: z.strictObject({ level: z.int().min(0).max(2), steps: z.array(z.string()) }),
  place: z
    .strictObject({
      name: z.string().min(1),
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
    })
    .optional()
    .describe('Where the phone has to be'),
  stopBefore: z.string().optional().describe('The step that cannot be taken back; the agent must stop before it'),
  guideline: guidelineSchema,
  /** Answers to what the agent asks, by a word of the question; `default` answers the rest. */
  userScript: z.strictObject({
    answers: z.array(z.strictObject({ when: z.string().min(1), say: z.string().min(1) })),
    default: z.string().min(1).optional(),
  }),
  allowsOutward: z.boolean().describe('The user said yes beforehand to the message, post or call that is asked for'),
  limits: z.strictObject({ maxSteps: z.int().positive(), maxSeconds: z.int().positive() }),
  check: checkSchema,
  heldBack: z.boolean().describe('Never looked at while the product is improved'),
  warnings: z.array(z.string()).describe('What was doubtful when it was imported'),
});
export type BenchTask = z.infer<typeof benchTaskSchema>;

/** Throws FarhandError FILE_INVALID naming the task and the first thing that is wrong with it. */
export function parseTask(candidate: unknown): BenchTask {
  const id = (candidate as { id?: unknown } | null)?.id;
  return parseStrict(benchTaskSchema, candidate, 'CONFIG_INVALID', `task ${String(id)}`);
}
