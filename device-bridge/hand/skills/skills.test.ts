import { afterEach, beforeEach, test } from 'vitest';
import { SkillStage } from '../../testing/skill-stage.js';
import { clock } from '../../virtual-phone/apps/declared/clock.js';
import { notes } from '../../virtual-phone/apps/declared/notes.js';

let stage: SkillStage;
beforeEach(() => {
  stage = new SkillStage(1, [clock(1), notes(1)]);
});
afterEach(() => stage.close());
const only = process.env.ONLY ?? '';
test.each(
  [
    ['clock', 'alarm', { time: '每个工作日早上6:45', label: '晨跑' }],
    ['notes', 'note', { text: '买牛奶\n和鸡蛋 😀' }],
    ['taobao', 'search', { query: '小米手环9', sort: '按销量排序' }],
    ['jd', 'search', { query: '小米手环9', sort: '价格从低到高', filter: '只看有货，价格100到250' }],
    ['pinduoduo', 'search', { query: '小米手环9', sort: '最贵的', filter: '自营' }],
    ['taobao', 'add_to_cart', { item: '小米手环9' }],
    ['jd', 'add_to_cart', { item: 'Mac mini M4' }],
    ['pinduoduo', 'add_to_cart', { item: 'iPhone 16' }],
    ['pinduoduo', 'favourite', { item: '小米手环9' }],
    ['taobao', 'favourite', { item: '小米手环9' }],
    ['jd', 'favourite', { item: '小米手环9' }],
  ].filter((row) => JSON.stringify(row).includes(only)) as [string, any, any][],
)('x %j', async (app, intent, values) => {
  const end = await stage.run(app, intent, values);
  console.log(
    JSON.stringify(
      { a: end.last.action, v: end.last.values, e: end.last.evidence, g: end.gate, s: end.steps },
      null,
      1,
    ),
  );
  const s = stage.state<any>(app);
  console.log(JSON.stringify([s.alarms, s.notes?.slice(-2), s.cart, s.favourites]));
});
