// What a language model writes when it plans: less than a plan, so that less can go wrong. Ids, kinds, language and the
// goal sentences follow from it by code. The schema is made from the intent table: each intent with exactly its values.
import {
  type Condition,
  FarhandError,
  goalSentence,
  type Intent,
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
import type { JsonObject } from './chat.js';
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

const subtaskDrafts = intents.map((intent) =>
  z.strictObject({
    intent: z.literal(intent),
    app: toolIntents.has(intent) ? z.null() : z.string().describe('Id of the app catalogue'),
    values: z.strictObject(valueShape(intent)),
    depends_on: z.array(z.string()).describe('Ids of subtasks that must be done before'),
    when: condition.nullable().describe('Null where it is done in any case'),
  }),
);

export const draftSchema = z.strictObject({
  refused: z.string().nullable().describe('Why this cannot be done with phone apps; null when it can'),
  subtasks: z.array(z.union(subtaskDrafts)).max(12).describe('s1, s2, ... in order; empty when refused'),
  combine: z.enum(['compare_prices', 'last', 'collect']),
});

const looseDraft = z.looseObject({
  subtasks: z.array(z.looseObject({ intent: intentSchema, values: z.looseObject({}) })),
});

interface SubtaskDraft {
  readonly intent: Intent;
  readonly app: string | null;
  readonly values: Readonly<Record<string, string | { readonly report_of: string } | null>>;
  readonly depends_on: readonly string[];
  readonly when: z.infer<typeof condition> | null;
}

/** Every value is present, as constrained decoding wants it; those that the intent does not require may be null. */
function valueShape(intent: Intent): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, required] of Object.entries(intentTable[intent])) {
    shape[name] = required ? z.union([z.string().min(1), reference]) : z.string().nullable();
  }
  return shape;
}

/** JSON Schema of a draft for constrained decoding. */
export function draftJsonSchema(): JsonObject {
  return jsonSchemaOf(draftSchema);
}

/** The plan a draft stands for. Throws BRAIN_REFUSED with the model's reason, BRAIN_ANSWER_INVALID for what is wrong. */
export function planFromDraft(candidate: unknown, command: string): Plan {
  const parsed = draftSchema.safeParse(withNulls(candidate));
  if (!parsed.success) throw new FarhandError('BRAIN_ANSWER_INVALID', describeIssue(parsed.error));
  const { refused, combine } = parsed.data;
  const drafts = parsed.data.subtasks as readonly SubtaskDraft[];
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
    if (typeof value === 'string') values[name] = value;
    else if (value !== null) inputs[name] = value.report_of;
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
