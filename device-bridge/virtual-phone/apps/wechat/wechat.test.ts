import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../testing/app-stage.js';
import { wechat } from './index.js';
import { CONTACTS, findContacts, shownName } from './people.js';
import type { Message, WeChatState } from './store.js';

const definition = wechat();
let stage: AppStage;

beforeEach(() => {
  definition.reset(1);
  stage = new AppStage([definition]);
});

function messagesWith(contactId: string): readonly Message[] {
  return (definition.state() as WeChatState).chats[contactId]?.messages ?? [];
}

test('a message is kept exactly as typed, emoji and line feeds included', () => {
  stage.tap('chat:zhangsan');
  stage.tap('input');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
      stage.type(text);
      stage.get('send').onTap?.();
      const last = messagesWith('zhangsan').at(-1);
      expect(last).toMatchObject({ from: 'me', text });
    }),
    { numRuns: 40, examples: [['会议改到下午三点 😀👨‍👩‍👧\n请准时  ']] },
  );
});

test('the send button is there only while there is text', () => {
  stage.tap('chat:zhangsan');
  expect(stage.find('send')).toBeUndefined();
  stage.tap('input');
  expect(stage.keyboardVisible).toBe(true);
  stage.type('你好');
  expect(stage.get('发送').clickable).toBe(true);
  stage.tap('send');
  expect(stage.find('send')).toBeUndefined();
  expect(stage.get('input').text).toBe('');
});

test('what is not sent stays a draft of that chat only', () => {
  stage.tap('chat:zhangsan');
  stage.tap('input');
  stage.type('草稿');
  stage.back();
  stage.back();
  expect(stage.get('chat:zhangsan/last').text).toBe('[草稿] 草稿');
  expect(messagesWith('zhangsan').some(({ text }) => text === '草稿')).toBe(false);
  stage.tap('chat:lisi');
  expect(stage.get('input').text).toBe('');
});

test('the input bar stands above the keyboard', () => {
  stage.tap('chat:zhangsan');
  const low = stage.get('input').bounds[3];
  stage.tap('input');
  expect(stage.get('input').bounds[3]).toBeLessThan(low - 500);
  stage.back();
  expect(stage.get('input').bounds[3]).toBe(low);
});

test('a long chat opens at its end and stays there after sending', () => {
  stage.tap('chat:zhangsan');
  stage.tap('input');
  for (let index = 0; index < 40; index += 1) {
    stage.type(`第 ${index} 条`);
    stage.tap('send');
  }
  expect(stage.find('第 39 条')).toBeDefined();
  expect(stage.find('早上好')).toBeUndefined();
  stage.scroll('messages', -100_000);
  expect(stage.find('早上好')).toBeDefined();
});

test('contacts are found by name, remark, nickname, pinyin and Latin alias, the exact name first', () => {
  const found = (query: string): string[] => findContacts(CONTACTS, query).map(shownName);
  expect(found('张三')).toEqual(['张三', '张三丰']);
  expect(found('Zhang San')).toEqual(['张三', '张三丰']);
  expect(found('zhangsanf')).toEqual(['张三丰']);
  expect(found('王五')).toEqual(['王五']);
  expect(found('隔壁')).toEqual(['王五']);
  expect(found('mom')).toEqual(['妈妈']);
  expect(found('file transfer')).toEqual(['文件传输助手']);
  expect(found('不存在的人')).toEqual([]);
});

test('a contact without any message yet can be found and written to', () => {
  stage.tap('搜索');
  stage.type('liu yang');
  stage.tap('hit:liuyang');
  stage.tap('input');
  stage.type('hi');
  stage.tap('send');
  stage.back();
  stage.back();
  expect(messagesWith('liuyang')).toHaveLength(1);
  expect(stage.get('chat:liuyang/last').text).toBe('hi');
  expect(stage.views().find((view) => view.key.startsWith('chat:'))?.key).toBe('chat:liuyang');
});

test('an empty search result says so', () => {
  stage.tap('搜索');
  stage.type('Zorblax');
  expect(stage.find('没有找到“Zorblax”相关结果')).toBeDefined();
});

test('a red packet is opened by its button alone, and shows what was in it', () => {
  const packet = () => (definition.state() as WeChatState).chats.family?.messages.at(-1)?.packet;
  stage.tap('相亲相爱一家人');
  stage.tap('领取红包');
  expect(packet()?.opened).toBe(false);
  stage.back();
  expect(stage.find('开')).toBeUndefined();
  stage.tap('领取红包');
  stage.tap('开');
  expect(packet()).toMatchObject({ from: '妈妈', fen: 888, opened: true });
  expect(stage.find('8.88 元')).toBeDefined();
});

test('what is published stands first in Moments, exactly as it was written', () => {
  stage.tap('发现');
  stage.tap('朋友圈');
  stage.tap('拍照分享');
  expect(stage.get('发表').enabled).toBe(false);
  stage.type('今天 很开心 🎉');
  stage.tap('发表');
  expect((definition.state() as WeChatState).posts.map(({ text }) => text)).toEqual(['今天 很开心 🎉']);
  expect(stage.get('own:1/text').text).toBe('今天 很开心 🎉');
});
