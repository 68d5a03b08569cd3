// The controls that a driving brain is given: the acting tools of GUI-MCP under their own names, and three ways to end.
// Arguments come from a model: they are read strictly, and what is wrong goes back to it in one sentence.
import { FarhandError, guiTools, parseStrict, type ReportValues } from '@farhand/shared';
import { z } from 'zod';
import type { ToolCall, ToolDefinition } from '../../brain/chat.js';
import { jsonSchemaOf } from '../../brain/structured.js';
import type { ActingTool } from '../../devices/steered-phone.js';

const saidForIt = { device_id: true, task_id: true, privacy_level: true, consent: true, frame_id: true } as const;
const { frame_id: _, ...saidForAwake } = saidForIt;

const acting = {
  click: guiTools.click.input.omit(saidForIt),
  double_click: guiTools.double_click.input.omit(saidForIt),
  long_press: guiTools.long_press.input.omit(saidForIt),
  swipe: guiTools.swipe.input.omit(saidForIt),
  input_text: guiTools.input_text.input.omit(saidForIt),
  hotkey: guiTools.hotkey.input.omit(saidForIt),
  awake: guiTools.awake.input.omit(saidForAwake),
} as const satisfies Record<ActingTool, z.ZodObject>;

const offer = z.strictObject({
  title: z.string(),
  price: z.number().nonnegative().describe('What the buyer pays, as shown: 3999.00'),
  currency: z.string().regex(/^[A-Z]{3}$/),
  conditions: z.array(z.string()).optional().describe('Coupons that the price depends on, as shown'),
});

const ending = {
  finish: z.strictObject({
    report: z.string().min(1).describe('What was reached or found, for the user'),
    offers: z.array(offer).optional().describe('Prices found in a shop'),
    results: z.array(z.string()).optional().describe('What a search brought, in order'),
    not_found: z.boolean().optional().describe('The app was searched and has no such thing'),
  }),
  ask_user: z.strictObject({ question: z.string().min(1) }),
  give_up: z.strictObject({ reason: z.string().min(1) }),
} as const;

const descriptions: Readonly<Record<keyof typeof acting | keyof typeof ending, string>> = {
  click: guiTools.click.description,
  double_click: guiTools.double_click.description,
  long_press: guiTools.long_press.description,
  swipe: guiTools.swipe.description,
  input_text: guiTools.input_text.description,
  hotkey: guiTools.hotkey.description,
  awake: guiTools.awake.description,
  finish: 'The goal is reached: report it',
  ask_user: 'Only the user can say how to go on',
  give_up: 'The goal cannot be reached',
};

export const controls: readonly ToolDefinition[] = Object.entries({ ...acting, ...ending }).map(([name, schema]) => ({
  name,
  description: descriptions[name as keyof typeof descriptions],
  parameters: jsonSchemaOf(schema),
}));

export type Move =
  | { readonly kind: 'act'; readonly name: ActingTool; readonly input: Record<string, unknown> }
  | { readonly kind: 'finish'; readonly text: string; readonly values: ReportValues }
  | { readonly kind: 'ask'; readonly question: string }
  | { readonly kind: 'give_up'; readonly reason: string };

/** Throws BRAIN_ANSWER_INVALID. `app` and `step` say where offers come from. */
export function readMove(call: ToolCall, app: string, step: number): Move {
  const read = <S extends z.ZodType>(schema: S) => {
    return parseStrict(schema, readArguments(call), 'BRAIN_ANSWER_INVALID', `call of ${call.name}`);
  };
  if (Object.hasOwn(acting, call.name)) {
    const name = call.name as ActingTool;
    return { kind: 'act', name, input: read(acting[name]) };
  }
  switch (call.name) {
    case 'finish': {
      const { report, offers, results, not_found: notFound } = read(ending.finish);
      const priced = offers?.map(({ title, price, currency, conditions = [] }) => {
        return { app, title, price: { minor: Math.round(price * 100), currency }, conditions, step };
      });
      const values = { ...(priced && { offers: priced }), ...(results && { results }), ...(notFound && { notFound }) };
      return { kind: 'finish', text: report, values };
    }
    case 'ask_user':
      return { kind: 'ask', question: read(ending.ask_user).question };
    case 'give_up':
      return { kind: 'give_up', reason: read(ending.give_up).reason };
    default:
      throw new FarhandError('BRAIN_ANSWER_INVALID', `There is no control "${call.name}"`);
  }
}

function readArguments({ name, arguments: text }: ToolCall): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FarhandError('BRAIN_ANSWER_INVALID', `The arguments of ${name} are no JSON`, { cause });
  }
}
