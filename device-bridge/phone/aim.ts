// What an action is aimed at: the thing that must still be there, and be the same, when the phone is acted on. Things are
// told apart by what they are, what they say and where they are; clocks and counters that run on in them do not count.
import type { PixelPoint, SizePx } from '@farhand/shared';
import type { Observation } from './phone.js';
import { areaPx, clickTarget, nodeAt, type ScreenNode, subtree } from './tree.js';

/** A name for the thing on a screen, equal exactly for the same thing. */
export type Aim = (screen: Observation) => string;

/** Clickable parts larger than this share of the display are pages, whose words are not a control's. */
const largestControlShare = 0.4;
/** Widgets that a finger moves, wherever they lie. */
const movedByFinger = /(SeekBar|RatingBar|Slider|Switch|NumberPicker)$/;
const clock = /\d{1,2}(:\d{2}){1,2}(\.\d+)?|\d+\s?(秒|分钟|分|小时|天|sec|min|s)(?![a-z])/gi;
const counter = /^\D?\d{1,2}\D?$/;

/** The app as a whole: it goes back, home or louder wherever it is. */
export const anywhere: Aim = () => '';

/** Whatever a touch at the point meets, and the words of the control that it belongs to. */
export function thingAt({ x, y }: PixelPoint): Aim {
  return ({ tree, sizePx }) => {
    const touched = nodeAt(tree, x, y);
    const control = clickTarget(touched);
    return `${identity(touched)}|${control && isControl(control, sizePx) ? steadyWords(control) : ''}`;
  };
}

/** What follows a finger that is put down at the point: a slider with its name, else the list or page that lies there. */
export function draggedAt({ x, y }: PixelPoint): Aim {
  return ({ tree }) => {
    const touched = nodeAt(tree, x, y);
    for (let node = touched; node; node = node.parent) {
      if (movedByFinger.test(node.className)) return `${frameOf(node)}|${node.description}|${nameAround(node)}`;
      if (node.scrollable) return frameOf(node);
    }
    return identity(touched);
  };
}

/** What takes the keys. */
export const focused: Aim = ({ tree }) => identity(tree.nodes.find((node) => node.focused));

/** What takes the keys, wherever it stands now: a keyboard that comes moves fields about. */
export const focusedField: Aim = ({ tree }) => {
  const field = tree.nodes.find((node) => node.focused && node.editable);
  return field ? [field.className, field.resourceId, field.description, field.hint].join('|') : '';
};

/** A text without what runs on in it by itself; empty for a mere counter. */
export function steady(text: string): string {
  return counter.test(text.trim()) ? '' : text.replaceAll(clock, '');
}

function isControl({ bounds }: ScreenNode, { widthPx, heightPx }: SizePx): boolean {
  return areaPx(bounds) <= widthPx * heightPx * largestControlShare;
}

function steadyWords(node: ScreenNode): string {
  return [...subtree(node)].map(({ text, description }) => steady(text || description)).join('|');
}

/** The first words beside a slider that are more than its level. */
function nameAround(node: ScreenNode): string {
  for (let part = node.parent; part; part = part.parent) {
    const words = steadyWords(part).replaceAll(/[\d%|.\s]/g, '');
    if (words !== '') return words;
  }
  return '';
}

function identity(node: ScreenNode | undefined): string {
  return node ? [frameOf(node), node.text, node.description, node.checked].join('|') : '';
}

function frameOf({ className, resourceId, bounds: { left, top, right, bottom } }: ScreenNode): string {
  return [className, resourceId, left, top, right, bottom].join('|');
}
