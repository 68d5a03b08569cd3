// The whole way: a set from the virtual phone on the disk, a model that answers by rule, the score.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScreenWalk } from '@farhand/device-bridge';
import type { Action } from '@farhand/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { picturesIn, type RuleModel, startRuleModel, textOf } from '../testing/model-server.js';
import { type GeneratedScreen, generateScreens } from './generate.js';
import type { StaticItem } from './item.js';
import { isRight, match } from './match.js';
import { predictByHand } from './predict.js';
import { scoreLines } from './report.js';
import { type ItemResult, type Predict, scoreItems, summarise } from './score.js';
import { addToSet, beginSet, pictureIn, readSet } from './set.js';

const signal = new AbortController().signal;
const seed = 5;
const nowMs = Date.UTC(2026, 11, 1, 1, 0);
const home = mkdtempSync(join(tmpdir(), 'farhand-static-'));
const folder = join(home, 'set');

const walk = new ScreenWalk({ seed, nowMs });

async function generated(count: number): Promise<GeneratedScreen[]> {
  const screens: GeneratedScreen[] = [];
  for await (const screen of generateScreens(walk, { seed, count }, signal)) screens.push(screen);
  return screens;
}

/** In Step-GUI's grammar, as a model that is always right would write it. */
function replyFor({ label }: StaticItem): string {
  const say = (action: string): string => `<THINK>look</THINK>\nexplain:x\taction:${action}\tsummary:s`;
  switch (label.type) {
    case 'CLICK':
    case 'LONGPRESS': {
      const [left, top, right, bottom] = label.boxes.at(-1) ?? [0, 0, 0, 0];
      return say(`${label.type}\tpoint:${(left + right) / 2},${(top + bottom) / 2}`);
    }
    case 'AWAKE':
      return say(`AWAKE\tvalue:${label.app}`);
    case 'TYPE':
      return say(`TYPE\tvalue:${label.text}\tpoint:500,100`);
    case 'SLIDE':
      return say('SLIDE\tpoint1:500,800\tpoint2:500,300');
    case 'INFO':
      return say('INFO\tvalue:?');
    default:
      return say(`${label.type}\treturn:done`);
  }
}

afterAll(() => {
  walk.close();
  rmSync(home, { recursive: true, force: true });
});

describe('a walk', () => {
  test('a touch in the middle of a target leads where its words say, and what is not there cannot be touched', async () => {
    await walk.restart();
    await walk.open('com.android.settings');
    const row = walk.look().targets.find(({ label, reacts }) => reacts.tap && label === '存储空间');
    await walk.tap(row?.key ?? '');
    expect(walk.look().source).toContain('存储空间');
    expect(walk.look().targets.some(({ label }) => label === '存储空间')).toBe(false);
    await expect(walk.tap('no such key')).rejects.toThrow(RangeError);
  });
});

describe('a set from the virtual phone', () => {
  let screens: GeneratedScreen[];
  let items: StaticItem[];
  beforeAll(async () => {
    screens = await generated(9);
    await beginSet(folder);
    for (const screen of screens) await addToSet(folder, screen);
    items = await readSet(folder);
  });

  test('is on the disk as it was made, with pictures and page sources', async () => {
    expect(items.length).toBeGreaterThanOrEqual(9);
    expect(items.map(({ picture: _, tree: __, ...item }) => item)).toEqual(screens.map(({ item }) => item));
    expect(await pictureIn(folder, items[0] as StaticItem)).toEqual(screens[0]?.png);
    expect(readFileSync(join(folder, items[0]?.tree ?? ''), 'utf8')).toBe(screens[0]?.source);
    await expect(beginSet(folder)).rejects.toThrow('EEXIST');
  });

  test('the same seed gives the same screens, pixel by pixel', async () => {
    const again = await generated(4);
    expect(again.length).toBeGreaterThanOrEqual(4);
    for (const [index, { item, png }] of again.entries()) {
      expect(item).toEqual(screens[index]?.item);
      expect(png.equals(screens[index]?.png as Buffer)).toBe(true);
    }
  });

  test('holds launches, clicks and ends of several apps in both languages', () => {
    const types = new Set(items.map(({ label }) => label.type));
    for (const type of ['AWAKE', 'CLICK'] as const) expect(types).toContain(type);
    expect(types.size).toBeGreaterThanOrEqual(3);
    expect(new Set(items.map(({ groups }) => groups.app)).size).toBeGreaterThanOrEqual(3);
    expect(new Set(items.map(({ language }) => language)).size).toBe(2);
  });

  test('what was done on the way would have been right: each step of a history fits the label of its screen', () => {
    for (const item of items) {
      const way = items.filter(({ instruction }) => instruction === item.instruction);
      item.history.forEach(({ action }, index) => {
        const before = way[index] as StaticItem;
        expect(isRight(match(before.label, action as Action, before.sizePx)), `${before.id}`).toBe(true);
      });
    }
  });

  describe('a model', () => {
    let model: RuleModel;
    beforeAll(async () => {
      const byHistory = (text: string): StaticItem | undefined =>
        items
          .filter(({ instruction, history }) => {
            const done = history.map(({ explain }) => explain).join('；');
            return (
              text.includes(instruction) && (done === '' ? text.includes('暂无历史操作') : text.includes(`${done}\n`))
            );
          })
          .at(-1);
      model = await startRuleModel((asked) => {
        const item = byHistory(textOf(asked));
        if (!item) throw new Error('no item is asked about');
        if (item.id === items[1]?.id) return 'I would rather not';
        return item.id === items[2]?.id ? 'explain:x\taction:WAIT\tvalue:1\tsummary:s' : replyFor(item);
      });
    });
    afterAll(() => model.close());

    test('is asked as the hand asks, and scored by type and value', async () => {
      const env = { FARHAND_HAND_URL: model.url, FARHAND_HAND_MODEL: 'gelab-zero-4b-preview' };
      const { predict, model: name } = predictByHand(folder, env);
      const results: ItemResult[] = [];
      for await (const result of scoreItems(items, predict, signal)) results.push(result);
      expect(picturesIn(model.asked[0] as RuleModel['asked'][number])).toBe(1);
      expect(textOf(model.asked[0] as RuleModel['asked'][number])).toContain('# Action Space:');
      const wrong = results.filter((result) => !result.isRight).map(({ id }) => id);
      expect(wrong).toEqual([items[1]?.id, items[2]?.id]);
      const score = summarise(results);
      expect(score).toMatchObject({
        wrongFormat: 1,
        all: { count: items.length, right: (items.length - 2) / items.length },
      });
      expect(scoreLines(score, name).join('\n')).toMatch(/all +\d+ +\d+\.\d/);
    });
  });
});

describe('a score', () => {
  const item = (id: string, label: StaticItem['label'], group: string): StaticItem => ({
    ...{ id, suite: 's', instruction: 'i', language: 'en', history: [], picture: 'p.png' },
    sizePx: { widthPx: 100, heightPx: 100 },
    groups: { ui_type: group },
    label,
  });
  const click = { type: 'CLICK', boxes: [[0, 0, 100, 100]] } as StaticItem['label'];
  const items = [
    item('a', click, 'text'),
    item('b', click, 'icon'),
    item('c', { type: 'INFO', question: '?' }, 'text'),
  ];

  test('tells groups apart, and leaves values out that nobody can compare', async () => {
    const replies: Record<string, Action> = {
      a: { action: 'CLICK', point: [100, 100] },
      b: { action: 'CLICK', point: [101, 100] },
      c: { action: 'INFO', value: 'what?' },
    };
    const predict: Predict = async ({ id }) => replies[id] as Action;
    const results: ItemResult[] = [];
    for await (const result of scoreItems(items, predict, signal)) results.push(result);
    const { byLabel, byGroup } = summarise(results);
    expect(byLabel).toMatchObject({
      CLICK: { count: 2, type: 1, value: 0.5, right: 0.5 },
      INFO: { count: 1, right: 1 },
    });
    expect(byLabel.INFO).not.toHaveProperty('value');
    expect(byGroup).toMatchObject({ 'ui_type=text': { count: 2, right: 1 }, 'ui_type=icon': { count: 1, right: 0 } });
  });

  test('a server that fails ends the run instead of counting as wrong', async () => {
    const predict: Predict = async () => {
      throw new Error('the server is gone');
    };
    await expect(scoreItems(items, predict, signal).next()).rejects.toThrow('the server is gone');
  });
});
