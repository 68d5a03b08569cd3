// What a way does on screens that are, and are not, as they were: steps are taken, left out, or left to others.
import { expect, test } from 'vitest';
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import { screen, text, view } from '../../testing/screens.js';
import type { Goal } from '../decider.js';
import { centreOf, labelOf } from '../reading/nodes.js';
import { compile } from './compile.js';
import { Follower } from './follower.js';
import type { TakenStep } from './recorder.js';
import { Seal } from './seal.js';

const seal = new Seal(Buffer.alloc(32, 5));
const options = { seal, isPersonal: () => false };

function page(title: string, rows: readonly string[], ...more: string[]): Observation {
  return screen(
    text(title, [300, 100, 780, 200]),
    text('帮助', [800, 100, 1000, 200], { clickable: true }),
    view(
      'androidx.recyclerview.widget.RecyclerView',
      [0, 340, 1080, 1900],
      { scrollable: true, 'resource-id': 'com.app:id/list' },
      ...rows.map((row, index) => {
        const top = 340 + index * 150;
        return text(row, [0, top, 1080, top + 150], { clickable: true, 'resource-id': 'com.app:id/row' });
      }),
    ),
    ...more,
  );
}

const bluetooth = (checked: boolean): Observation =>
  screen(
    text('蓝牙', [300, 100, 780, 200]),
    view('Switch', [800, 400, 1000, 500], { checkable: true, clickable: true, checked, text: checked ? '开' : '关' }),
  );

function touch(before: Observation, label: string | ((node: ScreenNode) => boolean), after: Observation): TakenStep {
  const is = typeof label === 'string' ? (node: ScreenNode) => labelOf(node) === label : label;
  const node = before.tree.nodes.find(is);
  if (!node) throw new Error(`${label} is not there`);
  const target = { node, at: centreOf(node.bounds) };
  return {
    screen: before,
    activity: '',
    action: { action: 'CLICK', point: [0, 0] },
    target,
    labelVaries: false,
    after,
  };
}

const slide = (before: Observation, after: Observation): TakenStep => ({
  screen: before,
  activity: '',
  action: { action: 'SLIDE', point1: [500, 800], point2: [500, 200] },
  labelVaries: false,
  after,
});

function follow(steps: readonly TakenStep[], end: Observation, values: Record<string, string>, now = values): Follower {
  const goal: Goal = { task: 'x', language: 'zh', intent: 'setting', values, privacy: 'open', maxSteps: 9 };
  const compiled = compile(steps, { screen: end, activity: '', answer: '好了' }, goal, options);
  if (!compiled) throw new Error('nothing was kept');
  return new Follower(compiled.way, now, seal);
}

const isSwitch = (node: ScreenNode): boolean => node.checkable;

test('a switch is moved, and its new state is the proof', () => {
  const way = follow([touch(bluetooth(false), isSwitch, bluetooth(true))], bluetooth(true), { what: '蓝牙' });
  const turn = way.next(bluetooth(false), '', false);
  expect(turn).toMatchObject({ kind: 'act', decision: { action: { action: 'CLICK' } } });
  expect(turn.kind === 'act' && turn.decision.until?.(bluetooth(false))).toBe(false);
  expect(turn.kind === 'act' && turn.decision.until?.(bluetooth(true))).toBe(true);
  way.done(true);
  expect(way.next(bluetooth(true), '', false).kind).toBe('reached');
});

test('of a switch that has the state already nobody knows what is wanted: it is left to who looks', () => {
  const way = follow([touch(bluetooth(false), isSwitch, bluetooth(true))], bluetooth(true), { what: '蓝牙' });
  expect(way.next(bluetooth(true), '', false).kind).toBe('unproved');
});

const results = page('搜索结果', ['绿茶', '红茶', '白茶']);
const detail = screen(
  text('商品', [300, 100, 780, 200]),
  text('加入购物车', [0, 2200, 1080, 2380], { clickable: true }),
);

test('a choice among results is made again for the same values, wherever it stands, and anew for others', () => {
  const steps = [touch(results, '红茶', detail)];
  const moved = page('搜索结果', ['黑茶', '花茶', '绿茶', '红茶']);
  expect(follow(steps, detail, { what: '茶' }).next(moved, '', false).kind).toBe('act');
  expect(follow(steps, detail, { what: '茶' }).next(page('搜索结果', ['黑茶', '花茶']), '', false).kind).toBe('lost');
  const buying = [...steps, touch(detail, '加入购物车', page('购物车', ['x', 'y']))];
  const other = follow(buying, page('购物车', ['x', 'y']), { what: '茶' }, { what: '咖啡' });
  expect(other.next(results, '', false).kind).toBe('lost');
  // Whoever has chosen has led it to the next screen of the way.
  expect(other.next(detail, '', true).kind).toBe('act');
});

test('a list is turned until it shows what is sought, and not at all when it shows it', () => {
  const [first, second, third] = [page('列表', ['a', 'b']), page('列表', ['c', 'd']), page('列表', ['目标', 'f'])];
  const steps = [slide(first, third), touch(third, '目标', detail)];
  const way = follow(steps, detail, { what: '目标' });
  for (const shown of [first, second, page('列表', ['x', 'y'])]) {
    expect(way.next(shown, '', false)).toMatchObject({ kind: 'act', decision: { action: { action: 'SLIDE' } } });
    way.done(true);
  }
  expect(way.next(third, '', false)).toMatchObject({ kind: 'act', decision: { action: { action: 'CLICK' } } });
  const atOnce = follow(steps, detail, { what: '目标' }).next(third, '', false);
  expect(atOnce).toMatchObject({ kind: 'act', decision: { action: { action: 'CLICK' } } });
  const end = follow(steps, detail, { what: '目标' });
  end.next(first, '', false);
  end.done(false);
  expect(end.next(first, '', false).kind).toBe('lost');
});

test('steps whose work is done already are left out, but never one that types', () => {
  const form = screen(
    text('填写', [300, 100, 780, 200]),
    view('EditText', [0, 300, 1080, 400], { hint: '内容', clickable: true }),
    text('下一步', [0, 2200, 1080, 2380], { clickable: true }),
  );
  const steps = [
    touch(results, '帮助', form),
    touch(form, '下一步', detail),
    touch(detail, '加入购物车', page('购物车', ['x', 'y'])),
  ];
  const skipping = follow(steps, page('购物车', ['x', 'y']), {});
  expect(skipping.next(detail, '', false)).toMatchObject({ kind: 'act' });
  skipping.done(true);
  expect(skipping.next(page('购物车', ['x', 'y']), '', false).kind).toBe('reached');
  const [open, next, add] = steps as [TakenStep, TakenStep, TakenStep];
  const field = form.tree.nodes.find((node) => node.editable) as ScreenNode;
  const typing: TakenStep = {
    ...next,
    action: { action: 'TYPE', value: '甲', point: [500, 150] },
    target: { node: field, at: centreOf(field.bounds) },
  };
  const way = follow([open, typing, next, add], page('购物车', ['x', 'y']), { what: '甲' });
  expect(way.next(detail, '', false).kind).toBe('lost');
});

test('whoever does the step that was due stands in for it, also under a new name', () => {
  const before = screen(
    text('页', [300, 100, 780, 200]),
    text('去结算', [0, 2200, 1080, 2380], { clickable: true, 'resource-id': 'com.app:id/pay' }),
  );
  const after = screen(
    text('页', [300, 100, 780, 200]),
    text('去下单', [0, 2200, 1080, 2380], { clickable: true, 'resource-id': 'com.app:id/pay' }),
  );
  const way = follow([touch(before, '去结算', detail)], detail, {});
  expect(way.next(after, '', false).kind).toBe('lost');
  const target = after.tree.nodes.find((node) => labelOf(node) === '去下单');
  expect(way.standsIn({ action: { action: 'CLICK', point: [500, 950] }, explain: '', target }, after)).toBe('renamed');
  expect(way.standsIn({ action: { action: 'BACK' }, explain: '' }, after)).toBe('no');
});

test('a run whose steps cannot be told from one another, or typed what is personal, is not kept', () => {
  const canvas = screen(view('View', [0, 0, 1080, 2400], { clickable: true }));
  const goal: Goal = { task: 'x', language: 'zh', values: {}, privacy: 'open', maxSteps: 9 };
  const end = { screen: detail, activity: '', answer: '' };
  expect(compile([touch(canvas, (node) => node.clickable, detail)], end, goal, options)).toBeUndefined();
  const form = screen(view('EditText', [0, 300, 1080, 400], { hint: '内容', clickable: true }));
  const field = form.tree.nodes.find((node) => node.editable) as ScreenNode;
  const typing: TakenStep = {
    screen: form,
    activity: '',
    action: { action: 'TYPE', value: '13812345678', point: [500, 150] },
    target: { node: field, at: centreOf(field.bounds) },
    labelVaries: false,
    after: detail,
  };
  expect(compile([typing], end, goal, options)).toBeDefined();
  expect(compile([typing], end, goal, { seal, isPersonal: (said) => /\d{11}/.test(said) })).toBeUndefined();
});
