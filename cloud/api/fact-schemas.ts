// Shapes of the facts behind the set-up pages.
import { privacyLevels } from '@farhand/shared';
import { z } from 'zod';
import { roles } from '../brain/roles.js';
import { policySchema } from '../tools/hub/settings.js';

export const brainsSchema = z.strictObject({
  roles: z.array(
    z.strictObject({
      role: z.enum(roles),
      variable: z.string().describe('Setting that orders its brains'),
      brains: z.array(z.string()).describe('The first is asked, the next when it cannot be'),
      converses: z.boolean().describe('Whether it holds conversations: writes, judges, uses tools'),
      sees: z.boolean().describe('Whether its models look at pictures'),
    }),
  ),
  used: z
    .array(
      z.strictObject({
        model: z.string(),
        calls: z.int(),
        promptTokens: z.int(),
        generatedTokens: z.int(),
        tokensPerSecond: z.number().nullable().describe('Generated, over the whole time of its calls'),
        lastUsedAt: z.iso.datetime(),
      }),
    )
    .describe('Of the last seven days'),
});

export const brainTestRequestSchema = z.strictObject({
  brain: z.string().min(1).max(200).describe('As the roles name it: embedded, native, openai or openai:MODEL'),
  what: z
    .enum(['text', 'vision'])
    .default('text')
    .describe('vision: it is shown a red picture and asked for its colour'),
});

export const brainTestSchema = z.strictObject({
  brain: z.string(),
  what: z.enum(['text', 'vision']),
  seconds: z.number(),
  generatedTokens: z.int(),
  tokensPerSecond: z.number(),
  said: z.string(),
});

const budgetSchema = z
  .strictObject({
    tokens: z.int().optional(),
    money: z.strictObject({ nanos: z.int(), currency: z.string().optional() }).optional(),
  })
  .nullable();

export const budgetsSchema = z.strictObject({
  task: budgetSchema.describe('Of a task without one of its own; null: without limit'),
  day: budgetSchema.describe('Of one day (UTC), all tasks together; null: without limit'),
  today: z.strictObject({
    calls: z.int(),
    promptTokens: z.int(),
    cachedTokens: z.int(),
    generatedTokens: z.int(),
    cost: z.array(z.strictObject({ currency: z.string(), nanos: z.int() })),
    unpricedCalls: z.int(),
  }),
  purposes: z.array(z.strictObject({ purpose: z.string(), model: z.string(), calls: z.int(), tokens: z.int() })),
});

export const settingsSchema = z.strictObject({
  settings: z.array(
    z.strictObject({
      variable: z.string(),
      of: z.enum(['cloud', 'bridge', 'other']).describe('Who reads it'),
      value: z.string().describe('As it is now; [hidden] for a secret'),
      isSet: z.boolean(),
      help: z.string(),
    }),
  ),
});

export const gates = ['allow', 'confirm', 'takeover', 'refuse'] as const;

export const policyTableSchema = z.strictObject({
  rules: z.array(
    z.strictObject({
      id: z.string(),
      gate: z.enum(gates),
      class: z.enum(['read', 'reversible', 'outward', 'money', 'identity', 'destructive']),
      sign: z.enum(['control', 'question', 'screen', 'field', 'written']).describe('Where the words stand that decide'),
      does: z.string(),
      examples: z.array(z.string()),
    }),
  ),
  levels: z.array(z.strictObject({ level: z.enum(privacyLevels), leaves: z.string() })),
});

export const toolsSchema = z.strictObject({
  file: z.string().describe('Where the servers are named; it need not be there'),
  servers: z.array(
    z.strictObject({
      name: z.string(),
      tools: z.int(),
      denied: z.array(z.string()).optional(),
      problem: z.string().optional().describe('Why its tools are missing, or some of them'),
    }),
  ),
  tools: z.array(
    z.strictObject({ name: z.string(), server: z.string(), policy: policySchema, description: z.string() }),
  ),
});

export const doctorSchema = z.strictObject({
  findings: z.array(
    z.strictObject({
      check: z.string(),
      state: z.enum(['ok', 'notice', 'failed']),
      found: z.string(),
      means: z.string().optional(),
      next: z.string().optional(),
      code: z.string().optional(),
      fixed: z.boolean().optional(),
    }),
  ),
});

export const figuresSchema = z.strictObject({
  hours: z.int(),
  bucketSeconds: z.int(),
  times: z.array(z.int()).describe('Where each bucket begins, in seconds since 1970'),
  series: z.array(
    z.strictObject({
      name: z.enum(['tasks', 'steps', 'tokens', 'money', 'task_seconds', 'step_seconds', 'bytes']),
      of: z.string().optional().describe('What of it: a status, a currency, half or nine of ten'),
      values: z.array(z.number().nullable()).describe('One for each time'),
    }),
  ),
});
