import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { chrome } from './index.js';
import { addressOf, type ChromeState, urlOf } from './state.js';

const definition = chrome(7);
const state = (): ChromeState => definition.state() as ChromeState;
let stage: AppStage;

beforeEach(() => {
  definition.reset(7);
  stage = new AppStage([definition]);
});

function go(text: string): void {
  stage.tap('url_bar');
  stage.type(text);
  stage.submit();
}

test('a search leads to results and on to an article; back goes the same way', () => {
  go('社区食堂');
  stage.tap('result:1');
  const [tab] = state().tabs;
  expect(tab?.trail).toEqual(['', addressOf.search('社区食堂'), addressOf.article('1013')]);
  expect(stage.get('web').text).toBe('社区食堂开到家门口 一荤两素 15 元');
  stage.back();
  expect(stage.find('result:1')).toBeDefined();
  stage.back();
  expect(stage.find('shortcuts')).toBeDefined();
});

test.each([
  ['baike.zhishi.example/item/茶', 'https://baike.zhishi.example/item/茶'],
  ['https://a.example', 'https://a.example'],
  ['珠穆朗玛峰 高度', 'https://search.example/s?q=珠穆朗玛峰+高度'],
])('the input %s becomes %s', (input, url) => {
  expect(urlOf(input)).toBe(url);
});

test('a page is put into the bookmarks and stands in the history', () => {
  go(addressOf.entry('苏轼'));
  stage.tap('自定义和控制');
  stage.tap('添加书签');
  expect(state().bookmarks.at(-1)).toEqual({ url: addressOf.entry('苏轼'), title: '苏轼_知识百科' });
  stage.tap('自定义和控制');
  stage.tap('历史记录');
  expect(state().history[0]?.url).toBe(addressOf.entry('苏轼'));
  stage.tap('清除浏览数据');
  stage.tap('清除');
  expect(state().history).toEqual([]);
});

test('tabs keep their own pages', () => {
  go('三亚');
  stage.tap('自定义和控制');
  stage.tap('打开新的标签页');
  expect(stage.find('shortcuts')).toBeDefined();
  stage.tap('2');
  stage.tap('tab:t1');
  expect(stage.find('result:1')).toBeDefined();
});

test('an unknown site cannot be reached', () => {
  go('nowhere.example');
  expect(stage.find('无法访问此网站')).toBeDefined();
});
