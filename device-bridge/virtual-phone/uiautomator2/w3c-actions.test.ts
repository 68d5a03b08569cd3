import { beforeEach, expect, test } from 'vitest';
import type { Phone } from '../device/phone.js';
import { createBarePhone } from '../testing/bare-phone.js';
import { notebookPackage } from '../testing/fixture-apps.js';
import { Elements } from './elements.js';
import { findNodes } from './selectors/find.js';
import { performActions } from './w3c-actions.js';

let phone: Phone;
let elements: Elements;
const firstTitle = (): string | undefined =>
  findNodes(phone, { strategy: 'id', selector: 'title' }, undefined)[0]?.view.text;
const touch = (...actions: Record<string, unknown>[]): Promise<void> =>
  performActions(phone, elements, [{ id: 'finger', type: 'pointer', actions: actions as { type: string }[] }]);
const move = (x: number, y: number, duration = 0): Record<string, unknown> => ({ type: 'pointerMove', x, y, duration });
const down = { type: 'pointerDown', button: 0 };
const up = { type: 'pointerUp', button: 0 };
const pause = (duration: number): Record<string, unknown> => ({ type: 'pause', duration });

beforeEach(() => {
  ({ phone } = createBarePhone());
  elements = new Elements(phone);
  phone.startApp(notebookPackage);
});

test('a slow stroke scrolls by its length, a fast one further', async () => {
  await touch(move(540, 1800), down, pause(50), move(540, 1000, 500), pause(80), up);
  expect(firstTitle()).toBe('笔记 4');
  await touch(move(540, 1800), down, move(540, 1000, 100), up);
  expect(firstTitle()).toBe('笔记 12');
});

test('down and up in one place is a tap, held it is a long press', async () => {
  await touch(move(540, 500), down, pause(600), up);
  expect(phone.toasts).toEqual(['长按 0']);
  await touch(move(540, 270), down, up);
  expect(phone.keyboard.isShown).toBe(true);
});

test('keys type into the focused field', async () => {
  await touch(move(540, 270), down, up);
  const keys = ['好', '的', '\uE003', '\uE007'].flatMap((value) => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]);
  await performActions(phone, elements, [{ id: 'keyboard', type: 'key', actions: keys }]);
  expect(phone.toasts).toEqual(['已搜索：好']);
});

test('moves may start from an element', async () => {
  const [search] = findNodes(phone, { strategy: 'id', selector: 'search' }, undefined);
  const origin = search && elements.reference(search);
  await touch({ type: 'pointerMove', x: 0, y: 0, origin }, down, up);
  expect(phone.keys.focusedField()?.view.key).toBe('search');
});

test('a move beyond the screen is an error', async () => {
  await expect(touch(move(540, 5000))).rejects.toMatchObject({ code: 'move target out of bounds' });
});

test('an element stays itself while its key is on screen, and is stale afterwards', async () => {
  const [row] = findNodes(phone, { strategy: 'xpath', selector: '//*[@text="笔记 0"]' }, undefined);
  const id = row && elements.reference(row).ELEMENT;
  phone.frame.invalidate();
  expect(elements.resolve(id ?? '').view.text).toBe('笔记 0');
  phone.touch.scrollAt({ x: 540, y: 1000 }, 1000);
  expect(() => elements.resolve(id ?? '')).toThrow(expect.objectContaining({ code: 'stale element reference' }));
  expect(() => elements.resolve('unknown')).toThrow(expect.objectContaining({ code: 'no such element' }));
});

test('edge gestures belong to the system', async () => {
  await touch(move(540, 10), down, move(540, 900, 100), up);
  expect(phone.activeWindow().packageName).toBe('com.android.systemui');
  phone.back();
  await touch(move(5, 1200), down, move(600, 1200, 100), up);
  expect(phone.activities.foregroundPackage).toBe('com.android.launcher3');
});
