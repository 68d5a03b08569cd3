import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { CONTACTS, shownName } from '../../wechat/people.js';
import { phone } from './index.js';
import { people } from './people.js';
import type { PhoneState } from './state.js';

const definition = phone(7);
const state = (): PhoneState => definition.state() as PhoneState;
let stage: AppStage;

beforeEach(() => {
  definition.reset(7);
  stage = new AppStage([definition]);
});

test('friends of WeChat are in the address book by the same names', () => {
  const names = people.map(({ name }) => name);
  const services = ['filehelper', 'wuye', 'kuaidi'];
  const friends = CONTACTS.filter(({ id }) => !services.includes(id)).map(shownName);
  expect(friends.filter((name) => !names.includes(name))).toEqual([]);
});

test('a contact is found, called and hung up, and stands in the log', () => {
  stage.tap('search');
  stage.type('zhangsan');
  stage.tap('张三');
  stage.tap('呼叫');
  expect(state().calls[0]).toMatchObject({ number: '13800138000', kind: 'out' });
  expect(stage.find('正在呼叫…')).toBeDefined();
  stage.tap('hang-up');
  expect(state().active.id).toBe('');
});

test('a number is dialled key by key', () => {
  stage.tap('拨号键盘');
  for (const digit of '10086') stage.tap(`key:${digit}`);
  stage.tap('call');
  expect(state().calls[0]?.number).toBe('10086');
});

test('somebody is added, edited and deleted after a question', () => {
  stage.tap('新建联系人');
  stage.tap('name');
  stage.type('韩梅梅');
  stage.tap('number');
  stage.type('139 1234 5678');
  stage.tap('保存');
  expect(state().contacts.at(-1)).toMatchObject({ name: '韩梅梅', numbers: [{ kind: '手机', number: '13912345678' }] });
  stage.tap('search');
  stage.type('韩梅梅');
  stage.tap(stage.get(`person:${state().contacts.at(-1)?.id}`).key);
  stage.tap('编辑');
  stage.tap('company');
  stage.type('红星学校');
  stage.tap('保存');
  expect(state().contacts.at(-1)?.company).toBe('红星学校');
  stage.scroll('list', 2000);
  stage.tap('delete');
  expect(state().contacts).toHaveLength(people.length + 1);
  stage.tap('删除');
  expect(state().contacts).toHaveLength(people.length);
});
