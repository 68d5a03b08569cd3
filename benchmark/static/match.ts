// Whether an action is the one that a label asks for: the type, and the value where there is one. The thresholds are ours;
// the publisher's are not known (docs/reference/benchmark-imports.md).
import type { Action, Point, SizePx } from '@farhand/shared';
import { isSameApp } from '../app-names.js';
import type { Box, Label } from './item.js';

export interface Match {
  readonly isType: boolean;
  /** Undefined where the type is all there is, or where only a reader of meaning could tell (INFO). */
  readonly isValue?: boolean | undefined;
}

export const slideCosine = 0.8;

export function match(label: Label, action: Action, picture: SizePx): Match {
  switch (label.type) {
    case 'CLICK':
    case 'LONGPRESS': {
      if (action.action !== label.type) return wrong;
      return { isType: true, isValue: label.boxes.some((box) => isInside(action.point, box)) };
    }
    case 'AWAKE': {
      if (action.action !== 'AWAKE') return wrong;
      return { isType: true, isValue: isSameApp(action.value, label.app) };
    }
    case 'TYPE': {
      if (action.action !== 'TYPE') return wrong;
      return { isType: true, isValue: folded(action.value) === folded(label.text) };
    }
    case 'SLIDE': {
      if (action.action !== 'SLIDE') return wrong;
      const way = wayOf(action.point1, action.point2, picture);
      return { isType: true, isValue: cosine(way, label.direction) >= slideCosine };
    }
    case 'INFO':
      return { isType: action.action === 'INFO' };
    case 'WAIT':
    case 'COMPLETE':
    case 'ABORT':
      return { isType: action.action === label.type };
    case 'BACK':
    case 'HOME':
      return { isType: action.action === label.type || isKey(action, label.type) };
    case 'ENTER':
      return { isType: isKey(action, 'ENTER') };
    case 'REFUSE':
      return { isType: action.action === 'ABORT' || action.action === 'INFO' };
  }
}

/** Both are right. */
export function isRight({ isType, isValue }: Match): boolean {
  return isType && isValue !== false;
}

const wrong: Match = { isType: false, isValue: false };

function isKey(action: Action, name: 'BACK' | 'HOME' | 'ENTER'): boolean {
  return action.action === 'HOT_KEY' && action.key === name.toLowerCase();
}

/** The edges belong to the box. */
export function isInside([x, y]: Point, [left, top, right, bottom]: Box): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** Letters of full width are those of half width, and case and the space around a text do not matter. */
export function folded(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

/** In pixels: a thousandth is not as long upwards as sideways. */
function wayOf(from: Point, to: Point, { widthPx, heightPx }: SizePx): readonly [number, number] {
  return [(to[0] - from[0]) * widthPx, (to[1] - from[1]) * heightPx];
}

/** 0 where either has no length. */
function cosine(a: readonly [number, number], b: readonly [number, number]): number {
  const lengths = Math.hypot(...a) * Math.hypot(...b);
  return lengths === 0 ? 0 : (a[0] * b[0] + a[1] * b[1]) / lengths;
}
