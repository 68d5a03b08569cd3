// Reads what a Step-GUI model answers: an optional thought, then fields divided by tabs. Quantised models misspell tags
// and lose tabs, so reading is tolerant in form; it is strict in meaning: a point off the picture is no tap.
//
//   reply  = [ "<THINK>" thought "</THINK>" ] LF fields
//   fields = field *( TAB field )          field = key ":" value        (first colon only)
import { type Action, actionSchema, callTags, type Point } from '@farhand/shared';

export interface ParsedReply {
  readonly thought: string;
  readonly explain: string;
  /** The model's own memory of the run so far. */
  readonly summary: string;
  /** What the model wants to remember of this screen; only the adv dialect has it. */
  readonly note: string;
  readonly action: Action;
}

/** Why a reply cannot be carried out, in words that a model can act on. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
}

const thinkTag = /<\s*(\/?)\s*(?:THINK|TINK|THIN)\s*>/gi;
const fence = /^\s*```[a-z]*\s*$/gim;
const keys = [
  ...['explain', 'action', 'value', 'return', 'point', 'point1', 'point2', 'summary', 'key', 'duration'],
  ...['verify', 'note', 'key_process', 'tag'],
];
const keyPattern = new RegExp(`^\\s*(${keys.join('|')})\\s*[:：]`, 'i');
const divider = new RegExp(`(?:\\n|\\s{2,})(?=\\s*(?:${keys.join('|')})\\s*[:：])`, 'i');

const actionNames: Readonly<Record<string, Action['action']>> = {
  CLICK: 'CLICK',
  TAP: 'CLICK',
  DOUBLE_CLICK: 'DOUBLE_CLICK',
  LONGPRESS: 'LONGPRESS',
  LONG_PRESS: 'LONGPRESS',
  TYPE: 'TYPE',
  INPUT: 'TYPE',
  SLIDE: 'SLIDE',
  SWIPE: 'SLIDE',
  SCROLL: 'SLIDE',
  AWAKE: 'AWAKE',
  OPEN: 'AWAKE',
  LAUNCH: 'AWAKE',
  WAIT: 'WAIT',
  BACK: 'BACK',
  HOME: 'HOME',
  HOT_KEY: 'HOT_KEY',
  HOTKEY: 'HOT_KEY',
  INFO: 'INFO',
  ASK: 'INFO',
  POP: 'INFO',
  CALL_USER: 'INFO',
  COMPLETE: 'COMPLETE',
  FINISH: 'COMPLETE',
  DONE: 'COMPLETE',
  ABORT: 'ABORT',
};

/** Throws ReplyError naming what is missing or wrong. */
export function parseReply(reply: string): ParsedReply {
  const { thought, rest } = splitThought(reply);
  const fields = readFields(rest);
  return {
    thought,
    explain: fields.get('explain') ?? '',
    summary: fields.get('summary') ?? fields.get('key_process') ?? '',
    note: fields.get('note') ?? '',
    action: readAction(fields),
  };
}

/** The fields begin after the last closing tag; everything before it, without tags, is thought. */
function splitThought(reply: string): { thought: string; rest: string } {
  const closings = [...reply.matchAll(thinkTag)].filter((tag) => tag[1] === '/');
  const last = closings.at(-1);
  if (!last) return { thought: '', rest: reply.replaceAll(thinkTag, '') };
  const end = last.index + last[0].length;
  const thought = reply
    .slice(0, last.index)
    .replaceAll(thinkTag, '\n')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
  return { thought, rest: reply.slice(end) };
}

function readFields(text: string): Map<string, string> {
  const cleaned = text.replaceAll(fence, '').trim();
  const pieces = cleaned.includes('\t') ? cleaned.split('\t') : cleaned.split(divider);
  const fields = new Map<string, string>();
  for (const piece of pieces) {
    const known = keyPattern.exec(piece);
    if (known) {
      fields.set((known[1] ?? '').toLowerCase(), piece.slice(known[0].length).trim());
      continue;
    }
    const colon = piece.indexOf(':');
    if (colon > 0) fields.set(piece.slice(0, colon).trim().toLowerCase(), piece.slice(colon + 1).trim());
  }
  return fields;
}

function readAction(fields: ReadonlyMap<string, string>): Action {
  const given = fields.get('action');
  if (given === undefined || given === '') throw new ReplyError('the field action is missing');
  const name =
    actionNames[
      given
        .trim()
        .toUpperCase()
        .replaceAll(/[\s-]+/g, '_')
    ];
  if (!name) throw new ReplyError(`there is no action ${given}`);
  const result = actionSchema.safeParse(argumentsOf(name, fields));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new ReplyError(
    `${name} is not complete: ${issue?.path.join('.') || 'its arguments'} ${issue?.message ?? ''}`.trim(),
  );
}

function argumentsOf(name: Action['action'], fields: ReadonlyMap<string, string>): Record<string, unknown> {
  const text = (key: string): string => {
    const value = fields.get(key) ?? fields.get(key === 'return' ? 'value' : 'return');
    if (value === undefined) throw new ReplyError(`${name} needs the field ${key}`);
    return value;
  };
  const point = (key: string): Point => {
    const value = fields.get(key);
    if (value === undefined) throw new ReplyError(`${name} needs the field ${key}`);
    return readPoint(key, value);
  };
  switch (name) {
    case 'CLICK':
    case 'DOUBLE_CLICK':
    case 'LONGPRESS':
      return { action: name, point: point('point') };
    case 'TYPE':
      return { action: name, value: text('value'), ...(fields.has('point') ? { point: point('point') } : {}) };
    case 'SLIDE':
      return { action: name, point1: point('point1'), point2: point('point2') };
    case 'INFO':
      return { action: name, value: text('value'), ...callTag(fields.get('tag')) };
    case 'AWAKE':
    case 'ABORT':
      return { action: name, value: text('value') };
    case 'COMPLETE':
      return { action: name, return: text('return') };
    case 'WAIT':
      return { action: name, value: Math.min(30, Number.parseFloat(fields.get('value') ?? '') || 1) };
    case 'HOT_KEY':
      return { action: name, key: (fields.get('key') ?? text('value')).toLowerCase() };
    case 'BACK':
    case 'HOME':
      return { action: name };
  }
}

/** Any other tag is none: what is asked is a question like others. */
function callTag(tag: string | undefined): { tag?: string } {
  const known = callTags.find((candidate) => candidate === tag?.trim().toLowerCase());
  return known === undefined ? {} : { tag: known };
}

/** "x,y", "x y", "(x,y)", "[x,y]", or a box "[x1,y1,x2,y2]", which means its centre. All from 0 to 1000. */
function readPoint(key: string, text: string): Point {
  const numbers = (text.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  if (numbers.length !== 2 && numbers.length !== 4) throw new ReplyError(`${key} is no point: ${text}`);
  const [x, y] = numbers.length === 4 ? [(a + c) / 2, (b + d) / 2] : [a, b];
  if (x < 0 || y < 0 || x > 1000 || y > 1000) throw new ReplyError(`${key} lies outside 0 to 1000: ${text}`);
  return [Math.min(x, 999.999), Math.min(y, 999.999)];
}
