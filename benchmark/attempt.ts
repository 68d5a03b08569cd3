// One attempt at a task, as it stands in a run's results: one JSON line each. Whatever a report, a comparison or a judge
// says later is computed from these lines and the attempt's folder.
import { stopReasons } from '@farhand/shared';
import { z } from 'zod';

export const arms = ['edge', 'edge-cloud', 'cloud-only'] as const;
export type Arm = (typeof arms)[number];

export const failureLabels = [
  'grounding',
  'wrong_app',
  'typing',
  'loop',
  'premature_complete',
  'missed_constraint',
  'hallucinated_report',
  'asked_needlessly',
  'should_have_asked',
  'blocked_by_safety',
  'login_or_captcha',
  'not_planned',
  'environment',
  'latency',
] as const;
export type FailureLabel = (typeof failureLabels)[number];

export const tiers = ['operational', 'quality', 'negative'] as const;

/** `unknown` never passes. */
export const verdictItemSchema = z.strictObject({
  tier: z.enum(tiers),
  what: z.string(),
  outcome: z.enum(['met', 'violated', 'unknown']),
  why: z.string(),
  steps: z.array(z.int().nonnegative()).optional().describe('Steps that show it'),
});
export type VerdictItem = z.infer<typeof verdictItemSchema>;

export const verdictSchema = z.strictObject({
  pass: z.boolean(),
  by: z.string().describe('state, rules, server, or the judging model'),
  items: z.array(verdictItemSchema),
  promptHash: z.string().optional(),
  second: z
    .strictObject({ by: z.string(), pass: z.boolean(), why: z.string() })
    .optional()
    .describe('Opinion of another model on a pass; if it differs, a person must look'),
  needsHuman: z.boolean().optional(),
  score: z.number().optional().describe("What the suite's own server said, unchanged"),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const attemptSchema = z.strictObject({
  runId: z.string(),
  taskId: z.string(),
  attempt: z.int().positive(),
  system: z.strictObject({
    arm: z.enum(arms),
    brain: z.string(),
    hand: z.string(),
    commit: z.string(),
    privacyLevel: z.string(),
  }),
  device: z.strictObject({ model: z.string(), android: z.string(), resolution: z.string(), seed: z.int().optional() }),
  startedAt: z.iso.datetime(),
  seconds: z.number().nonnegative(),
  steps: z.int().nonnegative(),
  brainCalls: z.int().nonnegative(),
  tokens: z.strictObject({ in: z.int().nonnegative(), out: z.int().nonnegative() }),
  bytesUp: z.strictObject({ pictures: z.int().nonnegative(), text: z.int().nonnegative() }),
  usd: z.number().nonnegative(),
  stopReason: z.enum(stopReasons).optional(),
  errorCode: z.string().optional(),
  report: z.string().describe("The agent's own words at the end"),
  verdict: verdictSchema,
  labels: z.array(z.enum(failureLabels)),
  folder: z.string().optional().describe('Where its steps and pictures are, relative to the run'),
});
export type Attempt = z.infer<typeof attemptSchema>;
