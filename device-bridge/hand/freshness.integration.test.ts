// The freshness contract: what is decided on one frame is not done on another. A list that slides away while the hand
// thinks is looked at again, and the row that was meant is the row that is touched. What would reach somebody reaches who
// was there when it was decided, or nobody.

import { type Action, type Point, toModelPoint } from '@farhand/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Observation } from '../phone/phone.js';
import type { ScreenNode } from '../phone/tree.js';
import { createMirror, type MirrorPage } from '../testing/mirror-app.js';
import { PhoneKit } from '../testing/phone-kit.js';
import { createFixtureApps, notebookPackage } from '../virtual-phone/testing/fixture-apps.js';
import { createTarget, targetPackage } from '../virtual-phone/testing/target-app.js';
import type { Decider } from './decider.js';
import { centreOf } from './reading/nodes.js';

const limitMs = 60_000;
const thinkingMs = 120;
const rowPx = 200;

const mirror = createMirror('org.telegram.messenger');
const target = createTarget();
let kit: PhoneKit;
beforeAll(async () => {
  const notebook = createFixtureApps().filter((app) => app.identity.packageName === notebookPackage);
  kit = await PhoneKit.openWith(1, [...notebook, mirror.app, target.app]);
}, limitMs);
afterAll(() => kit?.close());
beforeEach(() => kit.phone.launch(notebookPackage, true));

const rowOf = (screen: Observation, text: string): ScreenNode | undefined =>
  screen.tree.nodes.find((node) => node.text === text);

/** Thinks for a while and taps the row; ends when a row's page is open. */
function tapper(row: string, looks: Observation[]): Decider {
  return {
    name: 'tapper',
    begin: () => ({
      tokens: { prompt: 0, generated: 0 },
      next: async ({ screen, performed }) => {
        looks.push(screen);
        const opened = screen.tree.nodes.find((node) => node.text.endsWith('的内容'))?.text;
        if (opened && performed) return { action: { action: 'COMPLETE', return: opened }, explain: opened };
        await new Promise((resolve) => setTimeout(resolve, thinkingMs));
        const node = rowOf(screen, row);
        if (!node) return { action: { action: 'ABORT', value: `${row} is gone` }, explain: 'gone' };
        const point = toModelPoint(centreOf(node.bounds), screen.sizePx);
        return { action: { action: 'CLICK', point }, explain: `tap ${row}` };
      },
    }),
  };
}

test.each([1, 2, 3])(
  'a row that slides away %i times under the finger is met all the same',
  async (times) => {
    const looks: Observation[] = [];
    await kit.post('drift', { px: rowPx, looks: times });
    const result = await kit.run('', 'do', {}, { decider: tapper('笔记 6', looks) });
    expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', text: '笔记 6 的内容' });
    expect(new Set(looks.map(({ frameId }) => frameId)).size).toBe(looks.length);
  },
  limitMs,
);

test(
  'a list that never rests ends the run before anything else is touched',
  async () => {
    await kit.post('drift', { px: 40, looks: 1000 });
    const result = await kit.run('', 'do', {}, { decider: tapper('笔记 30', []), maxSteps: 12 });
    await kit.post('drift', { px: 0, looks: 0 });
    expect(result.stopReason).toBe('TASK_ABORTED_BY_AGENT');
    const after = await kit.phone.observe();
    expect(rowOf(after, '笔记 30 的内容')).toBeUndefined();
    expect(after.tree.nodes.some(({ text }) => text.endsWith('的内容'))).toBe(false);
  },
  limitMs,
);

test(
  'an action that names an older frame is refused',
  async () => {
    const before = await kit.phone.observe();
    const at = centreOf(rowOf(before, '笔记 3')?.bounds ?? { left: 0, top: 0, right: 0, bottom: 0 });
    await kit.phone.swipe(before, { x: 540, y: 1500 }, { x: 540, y: 1100 }, 300);
    await kit.phone.settle(before, {});
    await expect(kit.phone.tap(before, at)).rejects.toMatchObject({ code: 'SCREEN_CHANGED' });
  },
  limitMs,
);

/** Decides once, and while it thinks `happens`; then tells whether that was done. */
function decider(decide: (screen: Observation) => Action, happens: () => Promise<void> | void): Decider {
  return {
    name: 'slow',
    begin: () => {
      let decided: Action | undefined;
      return {
        tokens: { prompt: 0, generated: 0 },
        next: async ({ screen, performed }) => {
          if (decided)
            return { action: { action: 'COMPLETE', return: performed ? 'done' : 'refused' }, explain: 'end' };
          decided = decide(screen);
          await happens();
          await new Promise((resolve) => setTimeout(resolve, thinkingMs));
          return { action: decided, explain: decided.action };
        },
      };
    },
  };
}

const onNode =
  (test: (node: ScreenNode) => boolean, act: (point: Point) => Action) =>
  (screen: Observation): Action => {
    const node = screen.tree.nodes.find(test);
    if (!node) throw new Error('what is to be touched is not on the screen');
    return act(toModelPoint(centreOf(node.bounds), screen.sizePx));
  };
const isSend = ({ text }: ScreenNode): boolean => text === '发送';
const isField = ({ editable }: ScreenNode): boolean => editable;
const click = (point: Point): Action => ({ action: 'CLICK', point });

describe('a chat that is another one by the time the phone is acted on', () => {
  const text = '好的';
  const chatWith = (title: string, written: string, messages: readonly string[] = []): MirrorPage => ({
    title,
    field: { hint: '', text: written },
    lines: [{ text: '发送', pressable: true }, ...messages.map((message) => ({ text: message }))],
  });
  /** The user's words name both people, so that nothing but the change speaks against the other one. */
  const obey = async (decides: Decider): Promise<string> => {
    await kit.phone.launch(mirror.packageName, false);
    const values = { recipient: '张三', text };
    const options = { decider: decides, confirmed: true, task: `给张三和李四发“${text}”` };
    return (await kit.run('telegram', 'send_message', values, options)).text;
  };
  const enter = (): Action => ({ action: 'HOT_KEY', key: 'enter' });
  const submit = (point: Point): Action => ({ action: 'TYPE', value: text, point, submit: true });
  const acts: [string, (screen: Observation) => Action][] = [
    ['a press on Send', onNode(isSend, click)],
    ['Enter', enter],
    ['text with Enter', onNode(isField, submit)],
  ];

  test.each(acts)('gets nothing by %s', async (_what, act) => {
    mirror.show(chatWith('张三', text));
    const swap = (): void => mirror.show(chatWith('李四', text));
    expect(await obey(decider(act, swap))).toBe('refused');
    expect([mirror.pressed, mirror.entered]).toEqual([[], 0]);
  });

  test.each(acts)('and is still the same with a new message in it, for %s', async (_what, act) => {
    mirror.show(chatWith('张三', text));
    const message = (): void => mirror.show(chatWith('张三', text, ['在吗？']));
    expect(await obey(decider(act, message))).toBe('done');
    expect(mirror.pressed.length + mirror.entered).toBe(1);
  });

  test('gets no Enter for a text that was typed into the first one', async () => {
    mirror.show({ ...chatWith('张三', ''), lines: [] });
    const watching = setInterval(() => {
      if (mirror.typed !== text) return;
      clearInterval(watching);
      mirror.show(chatWith('李四', text));
    }, 1);
    const told = await obey(decider(onNode(isField, submit), () => {})).finally(() => clearInterval(watching));
    expect([told, mirror.typed, mirror.entered]).toEqual(['refused', text, 0]);
  });
});

test.each<[string, 'field' | 'button', (screen: Observation) => Action]>([
  [
    'a field that slid away is not typed into',
    'field',
    onNode(isField, (point) => ({ action: 'TYPE', value: 'x', point })),
  ],
  [
    'a finger is not put down where a slider was',
    'button',
    onNode(
      ({ description }) => description.startsWith('marker'),
      ([x, y]) => ({
        action: 'SLIDE',
        point1: [x, y],
        point2: [x, y - 200],
      }),
    ),
  ],
])('%s', async (_what, kind, act) => {
  target.place([0.5, 0.6], kind);
  await kit.phone.launch(targetPackage, false);
  const { text } = await kit.run('', 'do', {}, { decider: decider(act, () => target.place([0.2, 0.3], kind)) });
  expect([text, target.state.gestures, target.state.text]).toEqual(['refused', [], '']);
});
