// Screens and things are known again whatever data they show, and are not taken for others.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import { screen, text, view } from '../../testing/screens.js';
import { centreOf, labelOf } from '../reading/nodes.js';
import { Seal } from './seal.js';
import { isSameScreen, likeness, signatureOf } from './signature.js';
import { describeTarget, findRenamed, findTarget } from './target.js';

const seal = new Seal(Buffer.alloc(32, 3));
const sign = (observation: Observation, values = {}) => signatureOf(observation, '', values, seal);

interface Shop {
  title?: string;
  tabs?: readonly string[];
  rows?: readonly string[];
  buyAt?: number;
  buy?: string;
  id?: string;
}

function shop({
  title = '商城',
  tabs = ['首页', '购物车', '我的'],
  rows = [],
  buyAt = 2000,
  buy = '去结算',
  id = 'buy',
}: Shop): Observation {
  return screen(
    text(title, [300, 100, 780, 200]),
    view('EditText', [40, 220, 1040, 320], { hint: '搜索商品', 'resource-id': 'com.shop:id/query', clickable: true }),
    view(
      'androidx.recyclerview.widget.RecyclerView',
      [0, 340, 1080, 1900],
      { scrollable: true, 'resource-id': 'com.shop:id/list' },
      ...rows.map((row, index) =>
        view(
          'LinearLayout',
          [0, 340 + index * 150, 1080, 490 + index * 150],
          { clickable: true, 'resource-id': 'com.shop:id/row' },
          text(row, [40, 350 + index * 150, 800, 480 + index * 150]),
          text(`¥${index * 37}`, [820, 350 + index * 150, 1040, 480 + index * 150]),
        ),
      ),
    ),
    view('Button', [700, buyAt, 1040, buyAt + 120], { text: buy, clickable: true, 'resource-id': `com.shop:id/${id}` }),
    ...tabs.map((tab, index) =>
      text(tab, [index * 360, 2250, index * 360 + 360, 2380], { clickable: true, 'resource-id': 'com.shop:id/tab' }),
    ),
  );
}

function named(observation: Observation, label: string): ScreenNode {
  const node = observation.tree.nodes.find((one) => labelOf(one) === label);
  if (!node) throw new Error(`${label} is not there`);
  return node;
}

function described(observation: Observation, node: ScreenNode, values = {}) {
  const target = describeTarget(node, centreOf(node.bounds), observation, values, seal);
  if (!target) throw new Error('it cannot be described');
  return target;
}

const rows = fc.array(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 2, maxLength: 9 });

describe('a screen', () => {
  test('is the same whatever its list holds', () => {
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const [a, b] = [sign(shop({ rows: first })), sign(shop({ rows: second }))];
        expect(isSameScreen(a, b)).toBe(true);
        expect(likeness(a, b)).toBeGreaterThan(0.99);
      }),
      { numRuns: 30 },
    );
  });

  test('is the same whatever value of the goal its heading shows, when that value is shown now', () => {
    const recorded = sign(shop({ title: '张三' }), { who: '张三' });
    expect(isSameScreen(sign(shop({ title: '李四' }), { who: '李四' }), recorded)).toBe(true);
    expect(isSameScreen(sign(shop({ title: '张三' }), { who: '李四' }), recorded)).toBe(false);
  });

  test('counters do not make it another, other headings and tabs do', () => {
    const recorded = sign(shop({ tabs: ['首页', '购物车(3)', '我的'] }));
    expect(isSameScreen(sign(shop({ tabs: ['首页', '购物车(12)', '我的'] })), recorded)).toBe(true);
    expect(isSameScreen(sign(shop({ title: '设置', tabs: ['通用', '隐私', '关于'], buy: '退出' })), recorded)).toBe(
      false,
    );
  });

  test('of another app is another', () => {
    const [a, b] = [sign(shop({})), { ...sign(shop({})), packageName: 'com.other' }];
    expect(likeness(a, b)).toBe(0);
  });

  test('of another activity is another unless it is alike in all', () => {
    const recorded = { ...sign(shop({})), activity: seal.of('a') };
    const other = { ...sign(shop({ title: '收藏', buy: '清空' })), activity: seal.of('b') };
    expect(isSameScreen({ ...other, activity: '' }, recorded)).toBe(true);
    expect(isSameScreen(other, recorded)).toBe(false);
  });

  test('is kept without its words', () => {
    const kept = JSON.stringify(sign(shop({ title: '我的银行', rows: ['张三 6222'] })));
    for (const word of ['我的银行', '张三', '6222', '购物车', 'com.shop:id']) expect(kept).not.toContain(word);
  });
});

describe('a thing', () => {
  test('is found wherever it has moved', () => {
    const before = shop({ rows: ['a', 'b'] });
    const target = described(before, named(before, '去结算'));
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2120 }), rows, (buyAt, now) => {
        const after = shop({ buyAt, rows: now.map((row) => `${row}x`) });
        expect(findTarget(target, after, {}, seal)?.node).toBe(named(after, '去结算'));
      }),
      { numRuns: 40 },
    );
  });

  test('that bears another name is not touched, but known as renamed', () => {
    const before = shop({});
    const target = described(before, named(before, '去结算'));
    const after = shop({ buy: '全部删除' });
    expect(findTarget(target, after, {}, seal)).toBeUndefined();
    expect(findRenamed(target, after, {}, seal)?.node).toBe(named(after, '全部删除'));
  });

  test('that the goal names is found by the name the goal says now', () => {
    const names = fc.uniqueArray(
      fc.string({ minLength: 2, maxLength: 8 }).filter((name) => /^[a-z]+$/.test(name)),
      {
        minLength: 3,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(names, fc.nat(), (people, pick) => {
        const before = shop({ rows: ['老王', '张三', '李四'] });
        const row = named(before, '张三').parent as ScreenNode;
        const target = described(before, row, { who: '张三' });
        const who = people[pick % people.length] ?? '';
        const after = shop({ rows: people });
        expect(findTarget(target, after, { who }, seal)?.node).toBe(named(after, who).parent);
        expect(findTarget(target, after, { who: 'NOBODY' }, seal)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  test('that has a twin is left to others', () => {
    const before = shop({ rows: ['老王', '张三', '李四'] });
    const target = described(before, named(before, '张三').parent as ScreenNode, { who: '张三' });
    const twins = shop({ rows: ['小明', '张三', '张三'] });
    expect(findTarget(target, twins, { who: '张三' }, seal)?.node.bounds.top).not.toBe(640);
  });

  test('that is only a place on a picture is not described', () => {
    const canvas = screen(view('View', [0, 0, 1080, 2400], { clickable: true }));
    const node = canvas.tree.nodes[1] as ScreenNode;
    expect(describeTarget(node, { x: 5, y: 5 }, canvas, {}, seal)).toBeUndefined();
  });
});
