import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { bilibili } from './index.js';
import type { BilibiliState } from './model.js';

const definition = bilibili(7);
const state = (): BilibiliState => definition.state() as BilibiliState;
let stage: AppStage;

beforeEach(() => {
  definition.reset(7);
  stage = new AppStage([definition]);
});

function search(query: string): void {
  stage.tap('search-box');
  stage.type(query);
  stage.submit();
}

const firstVideo = (): string =>
  stage
    .views()
    .find(({ key }) => /^video:v\d+$/.test(key))
    ?.key.slice(6) ?? '';

test('the most played video of a search is liked, paid with coins, kept and commented on', () => {
  search('骑行');
  stage.tap('播放多');
  const found = state().videos.filter(({ title }) => title.includes('骑行'));
  const most = found.toSorted((a, b) => b.plays - a.plays)[0]?.id ?? '';
  expect(firstVideo()).toBe(most);
  stage.tap(`video:${most}`);
  stage.tap('点赞');
  stage.tap('投币');
  stage.tap('2 硬币');
  stage.tap('收藏');
  stage.tap('学习');
  stage.tap('完成');
  stage.tap('part:comments');
  stage.tap('draft/field');
  stage.type('风景真好');
  stage.tap('发送');
  expect(state()).toMatchObject({ searches: ['骑行', '手机横评', '红烧肉'], liked: [most], coined: { [most]: 2 } });
  expect(state().folders[1]?.videos).toContain(most);
  expect(state().videos.find(({ id }) => id === most)?.comments[0]).toMatchObject({ text: '风景真好' });
  expect(state().history[0]?.video).toBe(most);
});

test('an uploader found by name is followed', () => {
  search('猫叔日常');
  stage.tap('kind:用户');
  stage.tap('uploader:u6');
  const before = state().following.includes('u6');
  stage.tap('uploader/follow');
  if (before) stage.tap('确定');
  expect(state().following.includes('u6')).toBe(!before);
});

test('short videos are filtered by their length', () => {
  search('猫');
  stage.tap('筛选');
  stage.tap('10-30分钟');
  stage.tap('filter-done');
  expect(firstVideo()).toBe('v22');
  expect(stage.find('猫为什么会踩奶？')).toBeUndefined();
});

test('an entry in the feed is written and deleted', () => {
  stage.tap('动态');
  stage.tap('发布动态');
  stage.type('今天看完了凡人修仙传');
  stage.tap('发布');
  expect(state().posts).toMatchObject([{ text: '今天看完了凡人修仙传' }]);
  stage.tap('删除动态');
  stage.tap('dialog/button:1');
  expect(state().posts).toEqual([]);
});
