import { describe, expect, test } from 'vitest';
import { formPlanOf } from './forms.js';

const made = (command: string) => {
  const [subtask] = formPlanOf(command)?.subtasks ?? [];
  return subtask && { app: subtask.app, ...subtask.values };
};

describe('an entry by a form', () => {
  const leiLi = { app: 'contacts', what: '联系人', fields: '姓名：李雷；电话：13800001111' };

  test.each([
    ['在通讯录新建联系人，姓名李雷，电话13800001111', leiLi],
    ['帮我添加一个联系人：姓名：李雷；电话：13800001111。', leiLi],
    ['新建联系人李雷，电话13800001111', leiLi],
    ['把李雷加到通讯录，电话13800001111', leiLi],
    ['把李雷的电话13800001111存到通讯录', leiLi],
    [
      'Add a contact: name Li Lei, phone 138 0000 1111, company ACME and note met in Rome',
      {
        app: 'contacts',
        what: 'contact',
        fields: 'name: Li Lei; phone: 138 0000 1111; company: ACME; note: met in Rome',
      },
    ],
    [
      'please add Li Lei to my contacts, phone 13800001111',
      { app: 'contacts', what: 'contact', fields: 'name: Li Lei; phone: 13800001111' },
    ],
    [
      '在饿了么新增收货地址：淮海中路100号，收货人韩梅梅，手机号13800001111，标签公司',
      {
        app: 'eleme',
        what: '收货地址',
        fields: '地址：淮海中路100号；收货人：韩梅梅；手机号：13800001111；标签：公司',
      },
    ],
    [
      '添加乘车人，姓名李雷，身份证11010119900307123X',
      { app: '12306', what: '乘车人', fields: '姓名：李雷；身份证：11010119900307123X' },
    ],
    ['新建联系人，姓名李雷，电话13800001111，公司：美团', { ...leiLi, fields: `${leiLi.fields}；公司：美团` }],
  ])('%s', (command, expected) => {
    expect(made(command)).toEqual(expected);
  });

  test.each([
    '新建联系人李雷，电话13800001111，然后给他发短信',
    '添加联系人张三到群聊，电话通知他',
    '在微信添加联系人李雷，电话13800001111',
    '新增收货地址：淮海中路100号，收货人韩梅梅',
    '新建联系人，姓名李雷',
    '新建联系人，很高的那个，电话13800001111',
    '新建笔记，标题买菜，内容鸡蛋',
    '给联系人李雷打电话13800001111',
    'add a contact, then call him, phone 13800001111, name Li Lei',
    'add milk to my notes, name Li Lei, phone 1',
    'what is the phone number of my contact Li Lei, name and phone',
  ])('%s: is for the models', (command) => {
    expect(made(command)).toBeUndefined();
  });
});
