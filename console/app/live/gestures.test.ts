// From pointers and keys of a computer to what is done on a phone.
import { expect, test } from 'vitest';
import { actOf, actOfKey, pointOf } from './gestures.js';

const picture = { getBoundingClientRect: () => ({ left: 10, top: 20, width: 200, height: 400 }) } as HTMLElement;
const pointer = (clientX: number, clientY: number) => pointOf({ clientX, clientY } as PointerEvent, picture);
const key = (name: string, held: Partial<KeyboardEvent> = {}) => actOfKey({ key: name, ...held } as KeyboardEvent);

test('a place is told in thousandths of the picture, and never outside of it', () => {
  expect(pointer(110, 120)).toEqual([500, 250]);
  expect(pointer(0, 900)).toEqual([0, 1000]);
});

test('a press that stays is a tap or a long press; one that moves is a swipe as long as it took, within reason', () => {
  const press = { at: [500, 500] as [number, number], sinceMs: 1000 };
  expect(actOf(press, [510, 508], 1300)).toEqual({ act: 'tap', point: [500, 500] });
  expect(actOf(press, [500, 500], 1600)).toEqual({ act: 'long_press', point: [500, 500] });
  const swipe = { act: 'swipe', point: [500, 500], point2: [500, 100] };
  expect(actOf(press, [500, 100], 1250)).toEqual({ ...swipe, duration_ms: 250 });
  expect(actOf(press, [500, 100], 1001)).toEqual({ ...swipe, duration_ms: 50 });
  expect(actOf(press, [500, 100], 99_000)).toEqual({ ...swipe, duration_ms: 5000 });
});

test('keys are keys of the phone or text; what belongs to the browser or is being composed is left alone', () => {
  expect(key('Enter')).toEqual({ act: 'key', key: 'enter' });
  expect(key('Escape')).toEqual({ act: 'key', key: 'back' });
  expect(key('Backspace')).toEqual({ act: 'key', key: 'delete' });
  expect(key('好')).toEqual({ act: 'type', text: '好' });
  expect(key('😀')).toEqual({ act: 'type', text: '😀' });
  for (const left of ['Tab', 'F5', 'ArrowDown']) expect(key(left)).toBeUndefined();
  for (const held of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'])
    expect(key('a', { [held]: true })).toBeUndefined();
});
