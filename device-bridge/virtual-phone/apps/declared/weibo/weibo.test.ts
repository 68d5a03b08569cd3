import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { weibo } from './index.js';
import type { WeiboState } from './state.js';

const definition = weibo(7);
const state = (): WeiboState => definition.state() as WeiboState;
let stage: AppStage;

beforeEach(() => {
  definition.reset(7);
  stage = new AppStage([definition]);
});

test('the hot searches stand by rank, and each leads to its posts', () => {
  stage.tap('热搜');
  const heats = state().hot.map(({ heat }) => heat);
  expect(heats).toEqual(heats.toSorted((a, b) => b - a));
  stage.tap('hot:4');
  expect(stage.find(`热搜第 4 位 · 热度 ${heats[3]}`)).toBeDefined();
  expect(stage.views().some(({ key }) => key === 'post:w3')).toBe(true);
});

test('a found post is liked, commented and passed on', () => {
  stage.tap('搜索');
  stage.type('上马完赛');
  stage.submit();
  expect(state().searches[0]).toBe('上马完赛');
  stage.tap('post:w9/action2');
  stage.tap('post:w9');
  stage.tap('write/field');
  stage.type('恭喜完赛');
  stage.tap('发送');
  stage.tap('post:w9/action0');
  stage.type('太强了');
  stage.tap('发送');
  const [own] = state().posts;
  const liked = state().posts.find(({ id }) => id === 'w9');
  expect(own).toMatchObject({ author: 'me', text: '太强了', original: 'w9' });
  expect(liked).toMatchObject({ liked: true });
  expect(liked?.comments[0]).toMatchObject({ by: '陈小北', text: '恭喜完赛' });
});

test('a post with a topic is written and stands first', () => {
  stage.tap('写微博');
  stage.type('#冬天的第一场雪# 楼下堆了个雪人');
  stage.tap('发送');
  expect(state().posts[0]).toMatchObject({ author: 'me', topic: '冬天的第一场雪' });
  expect(stage.find('刚刚 来自 小米 15')).toBeDefined();
});

test('somebody is followed from the search for people', () => {
  stage.tap('搜索');
  stage.type('影评');
  stage.submit();
  stage.tap('用户');
  const before = state().authors.find(({ name }) => name === '影评人安娜')?.followed;
  stage.tap(stage.views().find(({ text }) => text === '+关注' || text === '已关注')?.key ?? '');
  expect(state().authors.find(({ name }) => name === '影评人安娜')?.followed).toBe(!before);
});
