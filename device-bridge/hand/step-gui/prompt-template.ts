// The words around a step's picture, as data: ours, or those of a file that the user names (FARHAND_HAND_TEMPLATE), so that a
// model can be asked byte for byte what it was trained on. Placeholders are {names}; each text knows its own, and {{ and }}
// stand for the braces themselves. Definition and instruction have none: they go out as they are.
import { readFileSync } from 'node:fs';
import { FarhandError, nearest, parseStrict } from '@farhand/shared';
import { z } from 'zod';

/** Of each text with placeholders: those that it must have, and those that it may have. */
const places = {
  status: { must: ['task', 'history'], may: ['told'] },
  told: { must: ['dialogue'], may: [] },
  history: { must: ['summary'], may: ['dialogue', 'answer', 'reply', 'notice'] },
  noHistory: { must: [], may: ['notice'] },
  notice: { must: ['notice'], may: [] },
  answer: { must: ['answer'], may: [] },
  reply: { must: ['reply'], may: [] },
  dialogue: { must: ['turns'], may: [] },
  turn: { must: ['question', 'answer'], may: [] },
} as const satisfies Record<string, { readonly must: readonly string[]; readonly may: readonly string[] }>;

type Placed = keyof typeof places;

const longestText = 50_000;
const literal = z.string().min(1).max(longestText);

function placed(name: Placed): z.ZodString {
  return z
    .string()
    .max(longestText)
    .superRefine((text, context) => {
      const complaint = wrongWith(text, places[name]);
      if (complaint !== undefined) context.addIssue({ code: 'custom', message: complaint });
    });
}

export const promptTemplateSchema = z.strictObject({
  definition: literal.describe('First text: the role, the rules, the actions'),
  status: placed('status').describe(
    'Second text, before the picture: {task}, {history}, and {told} where there was talk',
  ),
  instruction: literal.describe('Last text, behind the picture: how to answer'),
  history: placed('history').describe(
    'From the second step on: {summary}, and {dialogue}, {answer}, {reply}, {notice}',
  ),
  noHistory: placed('noHistory').describe('In the first step; may have {notice}'),
  told: placed('told').default('{dialogue}').describe('How the talk with the user stands in the status'),
  dialogue: placed('dialogue').default('{turns}').describe('All that was asked and answered: {turns}'),
  turn: placed('turn').default('{question} {answer}').describe('One question and its answer: {question}, {answer}'),
  between: z.string().max(longestText).default('\n').describe('Between two turns'),
  answer: placed('answer').default('{answer}').describe('The last answer alone, for {answer} of the history'),
  reply: placed('reply').default('{reply}').describe('The same, for {reply}: only in the step right behind it'),
  notice: placed('notice')
    .optional()
    .describe('What the hand noticed of the last step; without it the model is not told'),
});

export type PromptTemplate = z.infer<typeof promptTemplateSchema>;

export interface PromptState {
  readonly task: string;
  /** The model's last summary; empty before the first step. */
  readonly summary: string;
  /** What the user said right before this step. */
  readonly reply?: string | undefined;
  /** What the loop noticed about the last step. */
  readonly notice: string | undefined;
  /** Questions the model asked and what the user answered. */
  readonly dialogue: readonly { readonly question: string; readonly answer: string }[];
}

export interface PromptTexts {
  /** Before the picture. */
  readonly before: readonly [definition: string, status: string];
  /** Behind the picture. */
  readonly after: string;
}

export function fillPrompt(
  template: PromptTemplate,
  { task, summary, reply, notice, dialogue }: PromptState,
): PromptTexts {
  const turns = dialogue.map(({ question, answer }) => fill(template.turn, { question, answer: answer.trim() }));
  const talk = turns.length === 0 ? '' : fill(template.dialogue, { turns: turns.join(template.between) });
  const last = dialogue.at(-1)?.answer.trim() ?? '';
  const said = {
    summary,
    dialogue: talk,
    answer: last === '' ? '' : fill(template.answer, { answer: last }),
    reply: reply?.trim() ? fill(template.reply, { reply: reply.trim() }) : '',
    notice: notice && template.notice !== undefined ? fill(template.notice, { notice }) : '',
  };
  const history = fill(summary.trim() === '' ? template.noHistory : template.history, said);
  const told = talk === '' ? '' : fill(template.told, { dialogue: talk });
  return {
    before: [template.definition, fill(template.status, { task, history, told })],
    after: template.instruction,
  };
}

/** Throws CONFIG_INVALID naming the file and what is wrong with it. */
export function readPromptTemplate(file: string): PromptTemplate {
  const name = `prompt template ${file}`;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FarhandError('CONFIG_INVALID', `The ${name} cannot be read: ${(cause as Error).message}`, { cause });
  }
  try {
    return parseStrict(promptTemplateSchema, JSON.parse(text), 'CONFIG_INVALID', name);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new FarhandError('CONFIG_INVALID', `The ${name} is no JSON: ${cause.message}`, { cause });
  }
}

const token = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

/** In one pass: what is filled in may hold braces, and is not looked at again. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(token, (found, name: string | undefined) =>
    found === '{{' ? '{' : found === '}}' ? '}' : (values[name ?? ''] ?? ''),
  );
}

function wrongWith(text: string, { must, may }: (typeof places)[Placed]): string | undefined {
  const known: readonly string[] = [...must, ...may];
  const found = [...text.matchAll(token)].filter(([sign]) => sign !== '{{' && sign !== '}}');
  for (const [sign, name] of found) {
    if (name === undefined) return `a single ${sign} stands alone; write ${sign}${sign} for the sign itself`;
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    return `knows no {${name}}${near ? `; did you mean {${near}}?` : known.length > 0 ? `, but ${known.map((one) => `{${one}}`).join(', ')}` : ''}`;
  }
  const missing = must.find((name) => !found.some(([, other]) => other === name));
  return missing === undefined ? undefined : `lacks {${missing}}`;
}
