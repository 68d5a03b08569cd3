// Shapes of the routes for skills.
import { planSchema } from '@farhand/shared';
import { z } from 'zod';
import { submitSchema } from './schemas.js';

const skillName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, 'a skill is named by up to 40 letters, digits, "_" and "-"')
  .describe('By which it is called');

const paramName = z
  .string()
  .regex(/^\p{L}[\p{L}\p{N}_-]{0,39}$/u, 'a parameter is named by a letter and up to 39 letters, digits, "_" and "-"');

const valuesSchema = z
  .record(z.string(), z.string())
  .optional()
  .describe('Parameter -> its value this time; the others stay as they were kept');

export const skillRequestSchema = z.strictObject({
  name: skillName,
  task: z.string().min(1).describe('Id of the task whose plan is kept; it was done'),
  params: z
    .record(paramName, z.array(z.string().min(1)).min(1))
    .optional()
    .describe(
      'Parameter -> where its value stands: "s1.recipient", or "recipient" in every subtask. Defaults to all values',
    ),
});

const parameterSchema = z.strictObject({
  name: z.string(),
  value: z.string().describe('As it was kept'),
  places: z.array(z.string()).describe('Where it stands in the plan: "s1.recipient"'),
});

export const skillSchema = z.strictObject({
  name: z.string(),
  command: z.string(),
  plan: planSchema,
  params: z.array(parameterSchema),
  taskId: z.string(),
  createdAt: z.iso.datetime(),
});

export const skillListSchema = z.strictObject({ skills: z.array(skillSchema) });

export const skillValuesSchema = z.strictObject({ params: z.array(parameterSchema) });

export const skillParamsSchema = z.strictObject({ name: z.string() });

export const fillRequestSchema = z.strictObject({ values: valuesSchema });

export const filledSchema = z.strictObject({ command: z.string().describe('Words for it'), plan: planSchema });

export const skillRunSchema = submitSchema.omit({ command: true, plan: true, mode: true }).extend({
  values: valuesSchema,
});

export const skillRemovedSchema = z.strictObject({ name: z.string(), wasKept: z.boolean() });
