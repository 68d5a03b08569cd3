// A skill is a coroutine: it yields one move at a time and gets back what the screen shows after it. So it reads like
// what a person would do, while the loop keeps the turns: observe, decide, gate, act, verify.
import {
  type Action,
  type ErrorCode,
  type HotKey,
  type Language,
  type ReportValues,
  toModelPoint,
} from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import { plainLabel } from '../../policy/labels.js';
import type { Decision, Evidence, Goal, Sight } from '../decider.js';
import type { Deed } from '../deeds.js';
import { centreOf, labelOf } from '../reading/nodes.js';

export type Move = Pick<Decision, 'action' | 'explain' | 'target' | 'until' | 'limitMs' | 'shown' | 'isUndone'>;

/** How a skill ends: done, or given up with the reason. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly text: string;
      readonly values?: ReportValues;
      readonly evidence?: readonly Evidence[];
      readonly verified?: boolean;
    }
  | { readonly kind: 'failed'; readonly text: string; readonly code: ErrorCode; readonly hint?: string };

export type Skill<T = Outcome> = Generator<Move, T, Sight>;

/** What every skill works with. */
export interface Brief {
  readonly goal: Goal;
  /** Sentence in the goal's language. */
  say(zh: string, en: string): string;
  /** What an earlier run towards this goal did, or began to do, before it was cut off. */
  readonly deeds: readonly Deed[];
}

export function briefOf(goal: Goal, deeds: readonly Deed[] = []): Brief {
  const language: Language = goal.language;
  return { goal, deeds, say: (zh, en) => (language === 'zh' ? zh : en) };
}

/** What an earlier run did, or began to do, with a button of this name that does it twice, or undoes it, the second time. */
export function earlierMark({ deeds }: Brief, button: ScreenNode): Deed | undefined {
  const label = plainLabel(labelOf(button));
  return deeds.findLast(({ subject }) => subject.class === 'reversible' && subject.label === label);
}

/** The named value of the goal, trimmed; empty when it has none. */
export function goalValue(goal: Goal, name: string): string {
  return goal.values[name]?.trim() ?? '';
}

type Until = (screen: Observation) => boolean;

export interface Wait {
  readonly until?: Until;
  readonly limitMs?: number;
  /** Of what must not be done twice; see `Decision`. */
  readonly shown?: number;
  readonly isUndone?: boolean;
}

export function* tap(sight: Sight, node: ScreenNode, explain: string, wait: Wait = {}): Skill<Sight> {
  const point = toModelPoint(centreOf(node.bounds), sight.screen.sizePx);
  return yield { action: { action: 'CLICK', point }, explain, target: node, ...wait };
}

export function* type(
  sight: Sight,
  field: ScreenNode,
  text: string,
  submit: boolean,
  explain: string,
  wait: Wait = {},
): Skill<Sight> {
  const point = toModelPoint(centreOf(field.bounds), sight.screen.sizePx);
  const action: Action = { action: 'TYPE', value: text, point, submit };
  return yield { action, explain, target: field, ...wait };
}

export function* press(key: Extract<HotKey, 'back' | 'enter'>, explain: string, wait: Wait = {}): Skill<Sight> {
  const action: Action = key === 'back' ? { action: 'BACK' } : { action: 'HOT_KEY', key };
  return yield { action, explain, ...wait };
}

/** Turns a list by three quarters of what is visible of it. `down`: towards its end. */
export function* turnPage(sight: Sight, list: ScreenNode, down: boolean, explain: string): Skill<Sight> {
  const { sizePx } = sight.screen;
  const x = Math.floor((list.bounds.left + list.bounds.right) / 2);
  const heightPx = list.bounds.bottom - list.bounds.top;
  const low = toModelPoint({ x, y: Math.floor(list.bounds.bottom - heightPx * 0.12) }, sizePx);
  const high = toModelPoint({ x, y: Math.floor(list.bounds.top + heightPx * 0.12) }, sizePx);
  const [point1, point2] = down ? [low, high] : [high, low];
  return yield { action: { action: 'SLIDE', point1, point2 }, explain };
}

/** Done, read back from what `sight` shows. */
export function done(sight: Sight, text: string, values?: ReportValues): Outcome {
  const evidence = [{ step: sight.step, what: text.split('\n')[0] ?? text }];
  return { kind: 'done', text, ...(values && { values }), evidence, verified: true };
}

export function failed(code: ErrorCode, text: string, hint?: string): Outcome {
  return hint === undefined ? { kind: 'failed', code, text } : { kind: 'failed', code, text, hint };
}
