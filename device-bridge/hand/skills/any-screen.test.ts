// Screens are made by others: whatever they show, in whatever order, a skill ends, in words, and touches nothing outside.
import { type Intent, intentTable, resolveApp } from '@farhand/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Observation } from '../../phone/phone.js';
import { type Rect, screen, text, view } from '../../testing/screens.js';
import type { Goal } from '../decider.js';
import { skillDecider } from './index.js';

const stepLimit = 80;
const runs = 25;

const words =
  '搜索 确定 保存 完成 添加 发布 发送 筛选 价格 销量 购物车 加入购物车 收藏 已收藏 目的地 出发地 出发日期 查询 路线 开始导航 立即叫车 重复 周一 闹钟 07:30 7 30 上午 2026年12月 12月5日 起送20 月售100 ¥25 去结算 拨打 挂断 暂停 播放 张三 没有找到 下个月 关闭 返回 Save Add Search To From Repeat Every day 😀 ﷽'.split(
    ' ',
  );
const classes = [
  'TextView',
  'Button',
  'EditText',
  'LinearLayout',
  'ListView',
  'NumberPicker',
  'Switch',
  'androidx.recyclerview.widget.RecyclerView',
] as const;

const label = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 }));
const rect: fc.Arbitrary<Rect> = fc
  .tuple(fc.nat(1000), fc.nat(2300), fc.integer({ min: -5, max: 1000 }), fc.integer({ min: -5, max: 900 }))
  .map(([left, top, width, height]) => [left, top, left + width, top + height]);
const leaf = fc
  .tuple(fc.constantFrom(...classes), rect, label, fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean())
  .map(([kind, place, said, clickable, scrollable, checkable, described]) =>
    view(kind, place, { clickable, scrollable, checkable, [described ? 'content-desc' : 'text']: printable(said) }),
  );
const row = fc
  .tuple(rect, fc.array(label, { maxLength: 4 }))
  .map(([place, said]) =>
    view('LinearLayout', place, { clickable: true }, ...said.map((words) => text(printable(words), place))),
  );
const anyScreen: fc.Arbitrary<Observation> = fc
  .tuple(fc.array(fc.oneof(leaf, row), { maxLength: 14 }), fc.uuid())
  .map(([parts, frameId]) => ({ ...screen(...parts), frameId, takenAtMs: Date.UTC(2026, 10, 23) }));

function printable(said: string): string {
  return said.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '');
}

const values: Readonly<Record<string, string>> = {
  item: '小米手环9',
  query: '牛肉面',
  sort: '按价格从低到高',
  filter: '自营，100到200元',
  recipient: '张三',
  text: '你好',
  to: '北京',
  from: '上海',
  time: '明天早上七点半',
  title: '晴天',
  by: '周杰伦',
  place: '杭州',
  label: '起床',
  what: '蓝牙',
  state: '打开',
  shop: '老成都',
};

const served = (Object.keys(intentTable) as Intent[]).filter((intent) => intent !== 'do' && intent !== 'summarise');

test.each(served)('%s ends, whatever the screens show', async (intent) => {
  const names = Object.keys(intentTable[intent]);
  const goal: Goal = {
    task: '测试',
    language: 'zh',
    app: resolveApp('taobao'),
    intent,
    values: Object.fromEntries(names.map((name) => [name, values[name] ?? '…'])),
    privacy: 'open',
    maxSteps: stepLimit,
  };
  await fc.assert(
    fc.asyncProperty(fc.array(anyScreen, { minLength: 1, maxLength: 6 }), async (screens) => {
      const run = skillDecider.begin(goal);
      for (let step = 1; ; step++) {
        const seen = screens[step % screens.length] as Observation;
        const sight = {
          screen: seen,
          step,
          performed: true,
          reply: '1',
          picture: () => Promise.reject(new Error('none')),
        };
        const { action } = await run.next(sight, new AbortController().signal);
        for (const point of ['point', 'point1', 'point2'] as const) {
          if (!(point in action)) continue;
          const [x, y] = (action as unknown as Record<typeof point, [number, number]>)[point];
          expect(x >= 0 && x <= 1000 && y >= 0 && y <= 1000).toBe(true);
        }
        if (action.action === 'COMPLETE' || action.action === 'ABORT') return;
        expect(step).toBeLessThan(stepLimit);
      }
    }),
    { numRuns: runs },
  );
});
