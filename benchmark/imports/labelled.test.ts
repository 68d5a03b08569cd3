// The static sets of others: fixtures in their formats, with rows of our own.
import { describe, expect, test } from 'vitest';
import { parseItem, type StaticItem } from '../static/item.js';
import { isRight, match } from '../static/match.js';
import { importAitz } from './aitz.js';
import { importAndroidControl } from './android-control.js';
import { importScreenSpot } from './screenspot.js';

const screen = { widthPx: 1000, heightPx: 2000 };
const known = async () => screen;

function click(item: StaticItem | undefined, x: number, y: number): boolean {
  if (!item) throw new Error('there is no such item');
  return isRight(match(item.label, { action: 'CLICK', point: [x, y] }, item.sizePx));
}

describe('ScreenSpot', () => {
  const row = {
    img_filename: 'a.png',
    bbox: [100, 200, 300, 400],
    instruction: 'close it',
    id: 'x1',
    img_size: [1000, 2000],
    ui_type: 'icon',
  };
  const corners = { ...row, bbox: [700, 200, 900, 400], id: 'x2' };

  test('points on the edges of the box are inside, those a hair beyond are not', async () => {
    const { items } = await importScreenSpot([row, corners], {}, known);
    for (const [x, y] of [
      [100, 100],
      [300, 200],
      [100, 200],
      [200, 150],
    ] as const)
      expect(click(items[0], x, y)).toBe(true);
    for (const [x, y] of [
      [99.9, 150],
      [300.1, 150],
      [200, 99.9],
      [200, 200.1],
    ] as const)
      expect(click(items[0], x, y)).toBe(false);
    expect(items[0]?.groups).toEqual({ ui_type: 'icon' });
    expect(parseItem(items[0], 'item')).toEqual(items[0]);
  });

  test('boxes as corner and size are recognised', async () => {
    const { items } = await importScreenSpot([{ ...row, bbox: [600, 200, 100, 400] }], {}, known);
    expect(items[0]?.label).toEqual({ type: 'CLICK', boxes: [[600, 100, 700, 300]] });
  });

  test('boxes that could be either have to be named', async () => {
    await expect(importScreenSpot([row], {}, known)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const { items } = await importScreenSpot([row], { boxes: 'size' }, known);
    expect(items[0]?.label).toEqual({ type: 'CLICK', boxes: [[100, 100, 400, 300]] });
    const mixed = [corners, { ...row, bbox: [600, 200, 100, 400] }];
    await expect(importScreenSpot(mixed, {}, known)).rejects.toThrow('neither all');
  });

  test('where refusing is right, refusing is right', async () => {
    const { items } = await importScreenSpot([corners, { ...corners, bbox: undefined }], {}, known);
    const item = items[1] as StaticItem;
    expect(match(item.label, { action: 'ABORT', value: 'not here' }, screen).isType).toBe(true);
    expect(click(item, 800, 150)).toBe(false);
  });

  test('version 2 has other names and no sizes: the picture is measured', async () => {
    const old = {
      img_filename: 'm.png',
      bbox: [700, 10, 900, 40],
      instruction: 'go',
      data_type: 'text',
      data_source: 'android',
    };
    const sizes = async (file: string) => (file === 'm.png' ? screen : undefined);
    const { items, rejected } = await importScreenSpot(
      [old, { ...old, img_filename: 'gone.png' }, { bbox: 1 }],
      {},
      sizes,
    );
    expect(items[0]?.groups).toEqual({ ui_type: 'text', platform: 'android' });
    expect(rejected.map(({ line }) => line)).toEqual([2, 3]);
    expect(rejected[0]?.why).toContain('gone.png');
  });
});

describe('AITZ', () => {
  const step = {
    episode_id: '77',
    step_id: 0,
    instruction: 'open the mail',
    ui_positions: '[[0, 0, 2000, 1000], [400, 100, 200, 300]]',
    result_action_type: 4,
    result_action_text: '',
    result_touch_yx: '[0.25, 0.2]',
    result_lift_yx: '[0.25, 0.2]',
    image_path: 'e/0.png',
    coat_action_desc: 'click on the mail icon',
  };
  const labels = async (...changes: object[]) =>
    (
      await importAitz(
        changes.map((change) => ({ ...step, ...change })),
        known,
      )
    ).items.map(({ label }) => label);

  test('points are [y, x] inside strings, elements [y, x, height, width] in pixels, and the smallest one counts', async () => {
    const { items } = await importAitz([step], known);
    // x 200 of 100..400, y 500 of 400..600.
    expect(items[0]?.label).toEqual({ type: 'CLICK', boxes: [[100, 200, 400, 300]] });
    expect(click(items[0], 250, 250)).toBe(true);
    expect(click(items[0], 250, 350)).toBe(false);
  });

  test('without an element the reach around the point counts, kept on the screen', async () => {
    expect(await labels({ ui_positions: '[]', result_touch_yx: '[0.02, 0.5]', result_lift_yx: '[0.02, 0.5]' })).toEqual(
      [{ type: 'CLICK', boxes: [[430, 0, 570, 90]] }],
    );
  });

  test('a touch that moves is a slide in the direction of the finger', async () => {
    const [label] = await labels({ result_touch_yx: '[0.8, 0.5]', result_lift_yx: '[0.2, 0.5]' });
    const up = {
      action: 'SLIDE' as const,
      point1: [500, 800] as [number, number],
      point2: [500, 300] as [number, number],
    };
    const down = { ...up, point1: up.point2, point2: up.point1 };
    expect(isRight(match(label as StaticItem['label'], up, screen))).toBe(true);
    expect(isRight(match(label as StaticItem['label'], down, screen))).toBe(false);
  });

  test('[-1, -1] is no touch: the words say which way, or the row is rejected', async () => {
    const none = { result_touch_yx: '[-1.0, -1.0]', result_lift_yx: '[-1.0, -1.0]' };
    expect(await labels({ ...none, coat_action_desc: 'scroll up' })).toEqual([{ type: 'SLIDE', direction: [0, 1] }]);
    expect(await labels({ ...none, coat_action_desc: 'swipe left once' })).toEqual([
      { type: 'SLIDE', direction: [1, 0] },
    ]);
    const { rejected } = await importAitz([{ ...step, ...none }], known);
    expect(rejected[0]).toEqual({ line: 1, why: 'its touch is [-1, -1], and its words name no direction' });
  });

  test.each([
    [3, { type: 'TYPE', text: 'hello' }],
    [5, { type: 'BACK' }],
    [6, { type: 'HOME' }],
    [7, { type: 'ENTER' }],
    [10, { type: 'COMPLETE' }],
    [11, { type: 'ABORT' }],
  ])('action type %i', async (code, label) => {
    const none = { result_touch_yx: '[-1, -1]', result_lift_yx: '[-1, -1]' };
    expect(await labels({ ...none, result_action_type: code, result_action_text: 'hello' })).toEqual([label]);
  });

  test('the words of earlier steps are the history of later ones; broken rows are told', async () => {
    const rows = [
      step,
      { ...step, step_id: 1 },
      { ...step, result_touch_yx: 'nonsense' },
      { ...step, result_action_type: 99 },
    ];
    const { items, rejected } = await importAitz(rows, known);
    expect(items[1]?.history).toEqual([{ explain: 'click on the mail icon' }]);
    expect(rejected.map(({ line }) => line)).toEqual([3, 4]);
  });
});

describe('AndroidControl', () => {
  const episode = {
    episode_id: 5,
    goal: 'mute the phone',
    step_instructions: ['open settings', 'scroll down', 'tap sound'],
    screenshots: ['0.png', '1.png', '2.png', '3.png'],
    screenshot_widths: [1000, 1000, 1000, 1000],
    screenshot_heights: [2000, 2000, 2000, 2000],
    actions: [
      { action_type: 'open_app', app_name: 'Settings' },
      { action_type: 'scroll', direction: 'down' },
      { action_type: 'click', x: 500, y: 1000 },
    ],
    boxes: [null, null, [0, 900, 1000, 1100]],
  };

  test('each action is a screen, and the last screenshot asks for the end', () => {
    const { items, rejected } = importAndroidControl([{ line: 1, value: episode }], {});
    expect(rejected).toEqual([]);
    expect(items.map(({ label }) => label)).toEqual([
      { type: 'AWAKE', app: 'Settings' },
      { type: 'SLIDE', direction: [0, -1] },
      { type: 'CLICK', boxes: [[0, 450, 1000, 550]] },
      { type: 'COMPLETE' },
    ]);
    expect(items[2]?.history.map(({ explain }) => explain)).toEqual(['open settings', 'scroll down']);
    expect(items[0]?.instruction).toBe('mute the phone');
  });

  test('the low level adds the instruction of the step', () => {
    const { items } = importAndroidControl([{ line: 1, value: episode }], { level: 'low' });
    expect(items[1]?.instruction).toBe('mute the phone\nscroll down');
  });

  test('episodes whose lists do not fit together are told by their line', () => {
    const { rejected } = importAndroidControl(
      [
        { line: 4, value: { ...episode, screenshots: ['0.png'] } },
        { line: 9, value: { ...episode, actions: [{ action_type: 'fly' }] } },
      ],
      {},
    );
    expect(rejected.map(({ line }) => line)).toEqual([4, 9]);
    expect(rejected[0]?.why).toBe('it has 1 screenshots for 3 actions, not one more');
  });
});
