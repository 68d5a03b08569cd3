import { afterEach, beforeEach, test } from 'vitest';
import { forum, music, telephone } from '../../testing/apps/talk.js';
import { trips } from '../../testing/apps/trips.js';
import { maps, rides } from '../../testing/apps/ways.js';
import { SkillStage } from '../../testing/skill-stage.js';

let stage: SkillStage;
beforeEach(() => {
  stage = new SkillStage(
    1,
    [trips, maps, rides, forum, music, telephone].map((install) => install(1)),
  );
});
afterEach(() => stage.close());
const only = process.env.ONLY ?? '';
test.each(
  [
    ['tongcheng', 'ticket', { from: '杭州', to: '武汉', time: '明天上午', by: '火车票' }],
    ['tongcheng', 'ticket', { to: '哈尔滨', time: '12月20日下午两点以后', by: '高铁' }],
    ['tongcheng', 'hotel', { place: '青岛', time: '下周五住两晚' }],
    ['tongcheng', 'hotel', { place: '杭州' }],
    ['baidu-maps', 'navigate', { to: '首都国际机场' }],
    ['baidu-maps', 'navigate', { to: '颐和园', from: '中关村软件园' }],
    ['caocao', 'ride', { to: '北京南站', from: '三里屯', time: '下午三点半' }],
    ['caocao', 'ride', { to: '月球' }],
    ['qq-music', 'play', { title: '晴天', by: '孙燕姿' }],
    ['qq-music', 'play', { title: 'viva la vida' }],
    ['qq-music', 'play', { title: '不存在的歌' }],
    ['phone', 'call', { recipient: '张三' }],
    ['phone', 'call', { recipient: '13712345678' }],
    ['meituan', 'order_food', { item: '生椰拿铁' }],
    ['meituan', 'order_food', { item: '麻婆豆腐', shop: '川' }],
    ['meituan', 'order_food', { item: '火星套餐' }],
    ['meituan', 'hotel', { place: '全季', time: '下周五住两晚' }],
    ['meituan', 'search', { query: '牛肉面', sort: '评分最高' }],
    ['douban', 'post', { text: '你好，世界\n第二行' }],
  ].filter((row) => JSON.stringify(row).includes(only)) as [string, any, any][],
)('x %j', async (app, intent, values) => {
  const end = await stage.run(app, intent, values, { confirmed: true });
  console.log(
    JSON.stringify(
      { a: end.last.action, v: end.last.values, e: end.last.evidence, g: end.gate, s: end.steps },
      null,
      1,
    ),
  );
  const s = stage.state<any>(app);
  console.log(JSON.stringify(s));
});
