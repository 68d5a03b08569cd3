// What a subtask brings back, what a task answers, and the one JSON object that `--json` prints. These schemas are the
// published contract: docs/reference/schemas/*.json are generated from them.
import { z } from 'zod';
import { type ErrorCode, errorTable } from '../errors.js';
import { planSchema } from './plan.js';

/** Stop reasons of a hand's run: the first row is what gelab-zero clients know, the rest are ours. */
export const stopReasons = [
  'TASK_COMPLETED_SUCCESSFULLY',
  'TASK_ABORTED_BY_AGENT',
  'INFO_ACTION_NEEDS_REPLY',
  'MAX_STEPS_REACHED',
  'MANUAL_STOP_SCREEN_OFF',
  'NOT_STARTED',
  'NEEDS_CONFIRMATION',
  'NEEDS_TAKEOVER',
  'LOOP_DETECTED',
  'SENSITIVE_SCREEN',
  'PARSE_ERROR',
  'DEVICE_LOST',
  'MODEL_UNAVAILABLE',
  'CANCELLED',
  'TIME_BUDGET_EXCEEDED',
  'GOAL_NOT_REACHED',
] as const;
export type StopReason = (typeof stopReasons)[number];

/** Integer minor units (fen, cents): prices are compared, and must be exact. */
export const moneySchema = z.strictObject({
  minor: z.int().nonnegative().describe('Fen or cents'),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Money = z.infer<typeof moneySchema>;

export const offerSchema = z.strictObject({
  app: z.string(),
  title: z.string(),
  price: moneySchema.describe('What the buyer pays, after the coupons and promotions shown'),
  listPrice: moneySchema.optional().describe('The price before them, when another was shown'),
  conditions: z.array(z.string()).describe('Coupons and promotions that the price depends on, as shown'),
  seller: z.string().optional(),
  step: z.int().nonnegative().describe('Step of the subtask that showed the price'),
});
export type Offer = z.infer<typeof offerSchema>;

/** What a tool of the cloud read: the evidence for what is said of it. */
export const sourceSchema = z.strictObject({
  title: z.string(),
  url: z.string().optional(),
  authors: z.array(z.string()).optional(),
  date: z.string().optional().describe('Day of publication, such as 2026-11-30'),
  text: z.string().describe('What was read, as it stands there'),
});
export type Source = z.infer<typeof sourceSchema>;

export const reportValuesSchema = z.strictObject({
  offers: z.array(offerSchema).optional(),
  results: z.array(z.string()).optional().describe('What a search brought back, in the order shown'),
  notFound: z.boolean().optional().describe('The app was searched and has no such thing in stock'),
  details: z
    .record(z.string(), z.string())
    .optional()
    .describe('What the app shows of what was done or found, by name: time, to, price...'),
  sent: z.strictObject({ to: z.string(), text: z.string() }).optional().describe('Read back from the chat'),
  sources: z.array(sourceSchema).optional().describe('What a tool of the cloud read'),
});
export type ReportValues = z.infer<typeof reportValuesSchema>;

export const evidenceSchema = z.strictObject({
  step: z.int().nonnegative(),
  what: z.string().describe('What that step showed'),
  screenshot: z.string().optional().describe('sha256 of the stored picture'),
});

export const reportSchema = z.strictObject({
  subtaskId: z.string(),
  stopReason: z.enum(stopReasons),
  text: z.string(),
  values: reportValuesSchema.optional(),
  evidence: z.array(evidenceSchema).optional(),
  device: z.string().optional(),
  steps: z.int().nonnegative(),
  skipped: z.boolean().optional().describe('Its condition did not hold: nothing was to be done'),
  replayed: z.int().nonnegative().optional().describe('Steps that came from a recording, without a model'),
  attempts: z.int().positive().optional().describe('How often it was tried, when more than once'),
  checked: z
    .strictObject({
      by: z
        .enum(['values', 'hand', 'judge', 'user'])
        .describe('The report itself, the hand reading back, a judging model, the user'),
      why: z.string().optional(),
    })
    .optional()
    .describe('Who found that the goal was reached; absent when it was not, or nobody could check'),
  seconds: z.number().nonnegative(),
});
export type Report = z.infer<typeof reportSchema>;

const errorCodes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

export const errorBodySchema = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  hint: z.string(),
});

export const costSchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  nanos: z.int().nonnegative().describe("Billionths of the currency's unit"),
});

/**
 * Edge-cloud: the brain plans, and goals go to the hand beside the phone. Edge: the hand alone gets the whole command, as
 * one goal. Cloud-only: the brain drives every step itself.
 */
export const taskModes = ['edge', 'edge-cloud', 'cloud-only'] as const;
export type TaskMode = (typeof taskModes)[number];

const count = z.int().nonnegative().default(0);

/** Fields with a default came later: results of earlier tasks lack them. */
export const usageSchema = z.strictObject({
  brainCalls: z.int().nonnegative(),
  promptTokens: z.int().nonnegative(),
  cachedTokens: count.describe('Of the prompt tokens, those that the server had read before'),
  generatedTokens: z.int().nonnegative(),
  bytesUp: z.int().nonnegative().describe('GUI-MCP bytes from the bridge to the cloud'),
  bytesDown: z.int().nonnegative().describe('GUI-MCP bytes from the cloud to the bridge'),
  cost: z.array(costSchema).default([]).describe('What the brain calls cost, by currency'),
  unpricedCalls: count.describe('Brain calls whose price is not known: they are not in the cost'),
  personalLeft: count.describe('Pieces of personal data that left the bridge as they are'),
  personalHeld: count.describe('Pieces that left it as placeholders'),
  pictureBytes: count.describe('Bytes of pictures that left it'),
});
export type Usage = z.infer<typeof usageSchema>;

export const taskStatuses = ['done', 'failed', 'needs_user', 'refused'] as const;

/** The object that `npm start -- "..." --json` prints and `GET /v1/tasks/:id` answers once a task has ended. */
export const taskResultSchema = z.strictObject({
  taskId: z.string(),
  status: z.enum(taskStatuses),
  mode: z.enum(taskModes).default('edge-cloud'),
  plan: planSchema.optional().describe('Absent when the brain made none'),
  reports: z.array(reportSchema),
  answer: z.string(),
  error: errorBodySchema.optional(),
  usage: usageSchema,
  seconds: z.number().nonnegative(),
});
export type TaskResult = z.infer<typeof taskResultSchema>;
export type TaskStatus = TaskResult['status'];
