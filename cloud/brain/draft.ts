// What a language model writes when it plans: less than a plan, so that less can go wrong. Ids, kinds, language and the
// goal sentences follow from it by code. The schema is made from the intent table: each intent with exactly its values. Calls
// of tools are in it where there are tools to call, with their names.
import {
  type Condition,
  FarhandError,
  goalSentence,
  type Intent,
  inputValueName,
  intentSchema,
  intents,
  intentTable,
  languageOf,
  nearestApps,
  type Plan,
  parsePlan,
  resolveApp,
  type Subtask,
  toolIntents,
} from '@farhand/shared';
import { z } from 'zod';
import type { JsonObject, ToolDefinition } from './chat.js';
import { jsonSchemaOf } from './structured.js';

const reference = z.strictObject({
  report_of: z.string().describe('Id of an earlier subtask: its report is the value'),
});

const condition = z.strictObject({
  report: z.string().describe('Id of the earlier subtask whose report decides'),
  than: z.string().nullable().describe('Id of another one that it is compared with'),
  test: z.string().min(1).describe('What has to be so, word for word'),
  holds: z.boolean().describe('false for what is done otherwise'),
});

const givenValue = z.union([z.string().min(1), reference]);

const subtaskDrafts = intents
  .filter((intent) => intent !== 'call_tool')
  .map((intent) => subtaskDraft(intent, z.strictObject(valueShape(intent))));

function subtaskDraft(intent: Intent, values: z.ZodType) {
  return z.strictObject({
    intent: z.literal(intent),
    app: toolIntents.has(intent) ? z.null() : z.string().describe('Id of the app catalogue'),
    values,
    depends_on: z.array(z.string()).describe('Ids of subtasks that must be done before'),
    when: condition.nullable().describe('Null where it is done in any case'),
  });
}

function callDraft(tools: readonly [ToolDefinition, ...ToolDefinition[]]) {
  const names = z.enum(tools.map(({ name }) => name));
  const input = z.strictObject({ name: z.string(), value: givenValue.describe('Numbers, lists and objects as JSON') });
  return subtaskDraft('call_tool', z.strictObject({ tool: names, input: z.array(input) }));
}

function draftSchema(tools: readonly ToolDefinition[]) {
  const [first, ...others] = tools;
  const known = first ? [...subtaskDrafts, callDraft([first, ...others])] : subtaskDrafts;
  return z.strictObject({
    refused: z.string().nullable().describe('Why this cannot be done with phone apps; null when it can'),
    subtasks: z.array(z.union(known)).max(12).describe('s1, s2, ... in order; empty when refused'),
    combine: z.enum(['compare_prices', 'last', 'collect']),
  });
}

const looseDraft = z.looseObject({
  subtasks: z.array(z.looseObject({ intent: intentSchema, values: z.looseObject({}) })),
});

interface SubtaskDraft {
  readonly intent: Intent;
  readonly app: string | null;
  readonly values: Readonly<Record<string, GivenValue | readonly ToolInput[] | null>>;
  readonly depends_on: readonly string[];
  readonly when: z.infer<typeof condition> | null;
}

type GivenValue = z.infer<typeof givenValue>;

interface ToolInput {
  readonly name: string;
  readonly value: GivenValue;
}

/** Every value is present, as constrained decoding wants it; those that the intent does not require may be null. */
function valueShape(intent: Intent): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, required] of Object.entries(intentTable[intent])) {
    shape[name] = required ? givenValue : z.string().nullable();
  }
  return shape;
}

/** JSON Schema of a draft for constrained decoding. */
export function draftJsonSchema(tools: readonly ToolDefinition[] = []): JsonObject {
  return jsonSchemaOf(draftSchema(tools));
}

/** The plan a draft stands for. Throws BRAIN_REFUSED with the model's reason, BRAIN_ANSWER_INVALID for what is wrong. */
export function planFromDraft(candidate: unknown, command: string, tools: readonly ToolDefinition[] = []): Plan {
  const parsed = draftSchema(tools).safeParse(withNulls(candidate));
  if (!parsed.success) throw new FarhandError('BRAIN_ANSWER_INVALID', describeIssue(parsed.error));
  const { refused, combine } = parsed.data;
  const drafts = parsed.data.subtasks as readonly SubtaskDraft[];
  for (const [index, draft] of drafts.entries()) checkInput(draft, `s${index + 1}`, tools);
  if (refused !== null) throw new FarhandError('BRAIN_REFUSED', `The brain cannot do this: ${refused}`);
  const language = languageOf(command);
  const subtasks = drafts.map((draft, index) => expand(draft, `s${index + 1}`, language));
  return parsePlan({ language, subtasks, combine });
}

/** Servers that do not constrain what a model writes let it leave out the values that are null. */
function withNulls(candidate: unknown): unknown {
  const parsed = looseDraft.safeParse(candidate);
  if (!parsed.success) return candidate;
  const subtasks = parsed.data.subtasks.map((subtask) => {
    const optional = Object.entries(intentTable[subtask.intent]).filter(([, required]) => !required);
    const nulls = Object.fromEntries(optional.map(([name]) => [name, null]));
    return { when: null, ...subtask, values: { ...nulls, ...subtask.values } };
  });
  return { ...parsed.data, subtasks };
}

function expand(draft: SubtaskDraft, id: string, language: Plan['language']): Subtask {
  const { intent, depends_on: dependsOn, when } = draft;
  const values: Record<string, string> = {};
  const inputs: Record<string, string> = {};
  for (const [name, value] of Object.entries(draft.values)) {
    const given = Array.isArray(value) ? value.map((one) => [inputValueName(one.name), one.value]) : [[name, value]];
    for (const [as, what] of given as [string, GivenValue | null][]) {
      if (typeof what === 'string') values[as] = what;
      else if (what !== null) inputs[as] = what.report_of;
    }
  }
  const app = draft.app === null ? undefined : catalogueApp(draft.app, id);
  return {
    id,
    kind: app ? 'app' : 'tool',
    ...(app && { app: app.id }),
    intent,
    goal: goalSentence(intent, values, app?.names[language] ?? '', language),
    values,
    ...(Object.keys(inputs).length > 0 && { inputs }),
    dependsOn: [...new Set([...dependsOn, ...Object.values(inputs)])],
    ...(when && { when: conditionOf(when) }),
  };
}

/** Throws BRAIN_ANSWER_INVALID for what its tool does not take or lacks. */
function checkInput(
  { values: { tool: name, input } }: SubtaskDraft,
  id: string,
  tools: readonly ToolDefinition[],
): void {
  const tool = tools.find((known) => known.name === name);
  if (!tool || !Array.isArray(input)) return;
  const fail = (what: string) =>
    new FarhandError('BRAIN_ANSWER_INVALID', `Subtask ${id}: the tool ${tool.name} ${what}`);
  const given = (input as readonly ToolInput[]).map((one) => one.name);
  const { properties = {}, required = [], additionalProperties } = tool.parameters;
  const isOpen = additionalProperties !== undefined && additionalProperties !== false;
  const unknown = given.find((one) => !isOpen && !Object.hasOwn(properties as object, one));
  if (unknown !== undefined)
    throw fail(`does not take "${unknown}", but ${Object.keys(properties as object).join(', ')}`);
  const missing = (required as readonly string[]).find((one) => !given.includes(one));
  if (missing !== undefined) throw fail(`needs "${missing}"`);
}

function conditionOf({ report, than, test, holds }: z.infer<typeof condition>): Condition {
  return { report, ...(than !== null && { than }), test, holds };
}

function catalogueApp(name: string, subtaskId: string): NonNullable<ReturnType<typeof resolveApp>> {
  const app = resolveApp(name);
  if (app) return app;
  const near = nearestApps(name).map(({ id }) => id);
  const hint = near.length > 0 ? `; near it are ${near.join(', ')}` : '';
  throw new FarhandError(
    'BRAIN_ANSWER_INVALID',
    `Subtask ${subtaskId} names the app "${name}", which the catalogue does not know${hint}`,
  );
}

/** The deepest issue: for a subtask that fits no intent, the one of the intent it names. */
function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'The draft is not valid';
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'invalid_union') return `The draft is not valid at "${path}": ${issue.message}`;
  const branches = issue.errors.map((issues) => issues.filter(({ path: inner }) => inner[0] !== 'intent'));
  const named = issue.errors.findIndex((issues) => issues.every(({ path: inner }) => inner[0] !== 'intent'));
  const [inner] = branches[named] ?? [];
  if (!inner) return `The draft's ${path} names no known intent`;
  return `The draft is not valid at "${path}.${inner.path.map(String).join('.')}": ${inner.message}`;
}
