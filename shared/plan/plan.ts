// The plan: what the brain makes of a task. One schema for validation, constrained decoding, the API's documentation
// and the command line's output. A plan that passes `parsePlan` can be run as it stands.
import { z } from 'zod';
import { FarhandError } from '../errors.js';
import { parseStrict } from '../strict.js';
import { intentSchema, intentTable, takesValue, toolIntents } from './goal.js';

/** Whether a subtask is carried out depends on what an earlier one brought back; the cloud reads it, by rules. */
export const conditionSchema = z.strictObject({
  report: z.string().describe('Id of the earlier subtask whose report decides'),
  than: z.string().optional().describe('Id of another one that it is compared with'),
  test: z.string().min(1).describe('What has to be so, in the words of the request: 超过20万, cheaper'),
  holds: z.boolean().describe('false: carried out only when it is not so'),
});

export const subtaskSchema = z.strictObject({
  id: z
    .string()
    .regex(/^s[1-9]\d*$/)
    .describe('s1, s2, ... in the order said'),
  kind: z.enum(['app', 'tool']).describe('app: the hand does it on a phone. tool: the cloud does it'),
  app: z.string().min(1).optional().describe('Id of the app catalogue; required for kind app'),
  intent: intentSchema,
  goal: z.string().min(1).describe('The goal as one sentence'),
  values: z.record(z.string(), z.string()).describe("The intent's values, in the user's own words"),
  inputs: z
    .record(z.string(), z.string())
    .optional()
    .describe('Value name -> id of the subtask whose report text fills it'),
  dependsOn: z.array(z.string()).describe('Ids of subtasks that must be done before'),
  when: conditionSchema.optional().describe('Under which condition it is carried out at all'),
});

export const combineSchema = z.enum(['compare_prices', 'last', 'collect']);

export const planSchema = z.strictObject({
  language: z.enum(['zh', 'en']),
  subtasks: z.array(subtaskSchema).min(1).max(12),
  /** compare_prices: cheapest first over all offers. last: the last report is the answer. collect: all, in order. */
  combine: combineSchema,
});

export type Condition = z.infer<typeof conditionSchema>;
export type Subtask = z.infer<typeof subtaskSchema>;
export type Plan = z.infer<typeof planSchema>;
export type Combine = z.infer<typeof combineSchema>;

/** A checked plan, or FarhandError BRAIN_ANSWER_INVALID naming the first thing that is wrong with it. */
export function parsePlan(candidate: unknown): Plan {
  const plan = parseStrict(planSchema, candidate, 'BRAIN_ANSWER_INVALID', 'plan');
  const earlier = new Set<string>();
  for (const subtask of plan.subtasks) {
    checkSubtask(subtask, earlier);
    earlier.add(subtask.id);
  }
  return plan;
}

/** The subtasks that must have ended before, each once. */
export function neededBy({ dependsOn, inputs = {}, when }: Subtask): string[] {
  const decisive = when ? [when.report, ...(when.than === undefined ? [] : [when.than])] : [];
  return [...new Set([...dependsOn, ...Object.values(inputs), ...decisive])];
}

function checkSubtask(subtask: Subtask, earlier: ReadonlySet<string>): void {
  const { id, intent, kind } = subtask;
  const fail = (what: string) => new FarhandError('BRAIN_ANSWER_INVALID', `The plan's subtask ${id} ${what}`);
  if (earlier.has(id)) throw fail('stands twice');
  if (kind === 'app' && subtask.app === undefined) throw fail('names no app');
  if (kind === 'tool' && !toolIntents.has(intent)) throw fail(`is a tool call, but no tool does "${intent}"`);
  if (kind === 'app' && toolIntents.has(intent)) throw fail(`names an app, but "${intent}" is done without one`);
  for (const before of neededBy(subtask)) {
    if (!earlier.has(before)) throw fail(`depends on "${before}", which does not come before it`);
  }
  for (const name of [...Object.keys(subtask.values), ...Object.keys(subtask.inputs ?? {})]) {
    if (!takesValue(intent, name)) throw fail(`has the value "${name}", which "${intent}" does not take`);
  }
  for (const [name, required] of Object.entries(intentTable[intent])) {
    const given = subtask.values[name]?.trim() || subtask.inputs?.[name];
    if (required && !given) throw fail(`lacks the value "${name}"`);
  }
}
