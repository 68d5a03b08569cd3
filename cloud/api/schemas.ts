// Shapes of the HTTP API, in zod: they check what comes in and become the OpenAPI page. What goes out of tasks is the
// published contract of `shared`.
import {
  deviceSchema,
  errorBodySchema,
  planSchema,
  reportSchema,
  taskModes,
  taskResultSchema,
  taskStatuses,
} from '@farhand/shared';
import { z } from 'zod';

export const submitSchema = z.strictObject({
  command: z.string().describe('What to do, in plain words; at most 8000 characters'),
  confirmed: z.boolean().optional().describe('Allows outward actions (messages, posts, calls) beforehand'),
  device: z.string().min(1).optional().describe('Serial of the only phone to use'),
  max_steps: z.int().min(1).max(400).optional().describe('Steps per subtask; the hand has a limit of its own'),
  timeout_seconds: z.int().min(1).max(86_400).optional().describe('Limit for the whole task'),
  mode: z.enum(taskModes).optional().describe('cloud-only: the brain drives every step. Defaults to edge-cloud'),
  budget: z
    .union([z.string(), z.number()])
    .optional()
    .describe('Most that the brain may cost: 0.5, "0.5 USD", "20000 tokens", or both divided by a comma'),
});

export const planRequestSchema = z.strictObject({ command: z.string() });

export const listQuerySchema = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) });

export const taskParamsSchema = z.strictObject({ id: z.string() });

export const errorSchema = z.strictObject({ error: errorBodySchema });

export const submittedSchema = z.strictObject({ taskId: z.string() });

export const runningTaskSchema = z.strictObject({
  taskId: z.string(),
  status: z.literal('running'),
  command: z.string(),
  plan: planSchema.optional(),
  reports: z.array(reportSchema),
  seconds: z.number().nonnegative(),
});

export const taskSchema = z.union([taskResultSchema, runningTaskSchema]);

export const taskListSchema = z.strictObject({
  tasks: z.array(
    z.strictObject({
      taskId: z.string(),
      command: z.string(),
      status: z.enum(['running', ...taskStatuses]),
      createdAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
    }),
  ),
});

export const planAnswerSchema = z.strictObject({
  plan: planSchema,
  usage: z.strictObject({ calls: z.int(), promptTokens: z.int(), generatedTokens: z.int() }),
  seconds: z.number().nonnegative(),
});

export const devicesSchema = z.strictObject({
  devices: z.array(deviceSchema.extend({ bridge: z.string(), leased: z.boolean() })),
});

export const handedBackSchema = z.strictObject({ device: z.string(), wasTakenOver: z.boolean() });

export const healthSchema = z.strictObject({ status: z.literal('ok') });

/** JSON Schema for the OpenAPI page. `io` says whether defaults count as given. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
