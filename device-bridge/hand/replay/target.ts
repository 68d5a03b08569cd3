// What an action is aimed at, described so that it is found again wherever it has moved: id, kind, label, neighbours,
// place. A thing is found when it fits well and nothing else fits nearly as well; otherwise nobody guesses.
import { type PixelPoint, toModelPoint } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import { areaPx, nodeAt, type ScreenNode, subtree } from '../../phone/tree.js';
import { centreOf, isInside, isVisible, labelOf } from '../reading/nodes.js';
import { bears, describeLabel, entryOf, formOf, namesOf } from './labels.js';
import type { Label, Target, Values } from './recording.js';
import type { Seal } from './seal.js';

/** Of all that a description tells, a thing has to bear out at least this share... */
const enough = 0.66;
/** ...and be this much better than the next one. */
const margin = 0.08;
const sure = 0.8;
/** Without a label it takes more. */
const enoughUnnamed = 0.75;
const weights = { label: 5, id: 4, className: 1, above: 1, hint: 2, around: 2, place: 2, ordinal: 0.5 } as const;
/** Thousandths of the screen beyond which a place tells nothing. */
const farAway = 350;
/** A thing that fills more of the screen than this and has no name is a picture: a place on it means nothing tomorrow. */
const largestUnnamed = 0.35;

/** The description of what was touched at a pixel; nothing when it is only a place on a picture. */
export function describeTarget(
  node: ScreenNode,
  at: PixelPoint,
  screen: Observation,
  values: Values,
  seal: Seal,
  labelVaries = false,
): Target | undefined {
  const names = namesOf(node);
  const entry = entryOf(node);
  const label: Label = labelVaries ? { kind: 'varies' } : describeLabel(names, entry !== undefined, values, seal);
  const screenPx = screen.sizePx.widthPx * screen.sizePx.heightPx;
  if (names.length === 0 && !node.editable && areaPx(node.bounds) > screenPx * largestUnnamed) return undefined;
  const { left, top, right, bottom } = node.bounds;
  return {
    ...(node.resourceId === '' ? {} : { id: idOf(node, seal) }),
    className: seal.of(node.className),
    role: roleOf(node),
    label,
    ...(node.hint === '' ? {} : { hint: seal.of(formOf(node.hint, false)) }),
    above: aboveOf(node, seal),
    around: aroundOf(node, values, seal),
    place: toModelPoint(centreOf(node.bounds), screen.sizePx),
    touch: [shareOn(at.x, left, right), shareOn(at.y, top, bottom)],
    ...(entry && {
      entry: { label: describeLabel(namesOf(entry.node), true, values, seal), ordinal: entry.ordinal },
    }),
  };
}

export interface Found {
  readonly node: ScreenNode;
  readonly at: PixelPoint;
  /** It fits in nearly all, so that the screen around it may have changed. */
  readonly isSure: boolean;
}

/** The one thing on the screen that the description fits. */
export function findTarget(target: Target, screen: Observation, values: Values, seal: Seal): Found | undefined {
  const total = totalOf(target);
  let best: { node: ScreenNode; score: number } | undefined;
  let secondScore = 0;
  for (const node of screen.tree.nodes) {
    const score = scoreOf(node, target, screen, values, seal) / total;
    if (best && score <= best.score) secondScore = Math.max(secondScore, score);
    else {
      secondScore = best?.score ?? 0;
      best = { node, score };
    }
  }
  const least = target.label.kind === 'none' || target.label.kind === 'varies' ? enoughUnnamed : enough;
  if (!best || best.score < least || best.score - secondScore < margin) return undefined;
  const at = touchPoint(best.node, target, screen);
  return at && { node: best.node, at, isSure: best.score >= sure };
}

/** The same thing under another name, if there is one; see `varies`. */
export function findRenamed(target: Target, screen: Observation, values: Values, seal: Seal): Found | undefined {
  if (target.label.kind !== 'words' || target.entry) return undefined;
  return findTarget({ ...target, label: { kind: 'varies' } }, screen, values, seal);
}

export function roleOf(node: ScreenNode): Target['role'] {
  if (node.editable) return 'field';
  if (node.checkable) return 'check';
  return node.clickable ? 'tap' : 'still';
}

/** 0 for what it cannot be. */
function scoreOf(node: ScreenNode, target: Target, screen: Observation, values: Values, seal: Seal): number {
  if (roleOf(node) !== target.role || !isVisible(node) || !node.enabled || node.password) return 0;
  const entry = entryOf(node);
  if ((entry !== undefined) !== (target.entry !== undefined) && target.label.kind !== 'value') return 0;
  if (!bears(namesOf(node), target.label, target.entry !== undefined, values, seal)) return 0;
  if (target.entry && entry && !bears(namesOf(entry.node), target.entry.label, true, values, seal)) return 0;
  let score = target.label.kind === 'varies' ? 0 : weights.label;
  if (target.id !== undefined && node.resourceId !== '' && idOf(node, seal) === target.id) score += weights.id;
  if (seal.of(node.className) === target.className) score += weights.className;
  if (aboveOf(node, seal) === target.above) score += weights.above;
  if (target.hint !== undefined && seal.of(formOf(node.hint, false)) === target.hint) score += weights.hint;
  if (target.around.length > 0) {
    const around = new Set(aroundOf(node, values, seal));
    score += (weights.around * target.around.filter((label) => around.has(label)).length) / target.around.length;
  }
  if (target.entry && entry?.ordinal === target.entry.ordinal) score += weights.ordinal;
  const [x, y] = toModelPoint(centreOf(node.bounds), screen.sizePx);
  const distance = Math.hypot(x - target.place[0], y - target.place[1]);
  return score + weights.place * Math.max(0, 1 - distance / farAway);
}

function totalOf(target: Target): number {
  const { className, above, place } = weights;
  let total = className + above + place;
  if (target.label.kind !== 'varies') total += weights.label;
  if (target.id !== undefined) total += weights.id;
  if (target.hint !== undefined) total += weights.hint;
  if (target.around.length > 0) total += weights.around;
  if (target.entry) total += weights.ordinal;
  return total;
}

/** Where it was touched, or its middle when something else lies there; nothing when it is covered. */
function touchPoint(node: ScreenNode, { touch }: Target, { tree }: Observation): PixelPoint | undefined {
  const { left, top, right, bottom } = node.bounds;
  const there = {
    x: Math.min(right - 1, Math.floor(left + (right - left) * touch[0])),
    y: Math.min(bottom - 1, Math.floor(top + (bottom - top) * touch[1])),
  };
  return [there, centreOf(node.bounds)].find(({ x, y }) => {
    const met = nodeAt(tree, x, y);
    return met !== undefined && isInside(met, node);
  });
}

function idOf(node: ScreenNode, seal: Seal): string {
  return seal.of(`id ${node.resourceId}`);
}

function aboveOf(node: ScreenNode, seal: Seal): string {
  return seal.of(`above ${node.parent?.className} ${node.parent?.parent?.className}`);
}

/** Labels without data of what stands before and behind it. */
function aroundOf(node: ScreenNode, values: Values, seal: Seal): string[] {
  const siblings = node.parent?.children ?? [];
  const at = siblings.indexOf(node);
  const labels: string[] = [];
  for (const beside of [siblings[at - 1], siblings[at + 1]]) {
    const label = beside && firstLabel(beside);
    if (label === undefined || /\d/.test(label) || isValue(label, values)) continue;
    labels.push(seal.of(`around ${formOf(label, false)}`));
  }
  return labels;
}

function firstLabel(node: ScreenNode): string | undefined {
  for (const part of subtree(node)) if (!part.editable && isVisible(part) && labelOf(part) !== '') return labelOf(part);
  return undefined;
}

function isValue(label: string, values: Values): boolean {
  const form = formOf(label, true);
  return Object.values(values).some((value) => value.trim() !== '' && form.includes(formOf(value, true)));
}

function shareOn(at: number, from: number, to: number): number {
  return to <= from ? 0.5 : Math.min(1, Math.max(0, (at - from + 0.5) / (to - from)));
}
