import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { xiaohongshu } from './index.js';
import type { Note, XiaohongshuState } from './model.js';

const definition = xiaohongshu(7);
const state = (): XiaohongshuState => definition.state() as XiaohongshuState;
const note = (id: string): Note | undefined => state().notes.find((other) => other.id === id);
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

test('the most liked of the found notes is liked, collected and commented on, its author followed', () => {
  search('露营');
  stage.tap('筛选');
  stage.tap('最多点赞');
  stage.tap('filter-done');
  const found = state().notes.filter(({ title }) => title.includes('露营'));
  const id = found.toSorted((a, b) => b.likes - a.likes)[0]?.id ?? '';
  const before = state();
  expect(stage.views().find(({ key }) => /^feed:0:n\d+$/.test(key))?.key).toBe(`feed:0:${id}`);
  stage.tap(`feed:0:${id}`);
  stage.tap('点赞');
  stage.tap('收藏');
  expect(state().liked.includes(id)).toBe(!before.liked.includes(id));
  expect(state().collected.includes(id)).toBe(!before.collected.includes(id));
  stage.tap('draft/field');
  stage.type('装备求链接');
  stage.tap('发送');
  expect(note(id)?.comments[0]).toMatchObject({ text: '装备求链接', author: '小红薯63C1' });
  stage.tap('author/follow');
  expect(state().following).toContain(note(id)?.author);
});

test('videos alone are shown when the notes are filtered', () => {
  search('露营');
  stage.tap('筛选');
  stage.tap('视频');
  stage.tap('filter-done');
  expect(stage.find('冬天露营怎么不冷')).toBeDefined();
  expect(stage.find('北京周边五个免费露营地')).toBeUndefined();
});

test('a note with two pictures is published for oneself alone', () => {
  stage.tap('发布');
  stage.tap('album:cat');
  stage.tap('album:room');
  stage.tap('album-next');
  stage.tap('publish-title');
  stage.type('家里来了新成员');
  stage.back();
  stage.tap('谁可以看');
  stage.tap('仅自己可见');
  stage.tap('publish');
  expect(state().notes[0]).toMatchObject({
    title: '家里来了新成员',
    author: 'me',
    pictures: ['cat', 'room'],
    visibility: '仅自己可见',
  });
});

test('goods are ordered, and the order waits for its payment', () => {
  stage.tap('市集');
  stage.tap('market:p2');
  stage.tap('count/add');
  stage.tap('buy');
  expect(stage.app.secure?.()).toBe(true);
  expect(state().orders).toMatchObject([{ product: 'p2', count: 2, fen: 39_800, status: 'unpaid' }]);
});
