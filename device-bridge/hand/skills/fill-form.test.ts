// New entries by forms: of the virtual phone's own apps, and of one of another make. The apps' data is the judge.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addressBook, type Entry } from '../../testing/apps/address-book.js';
import { SkillStage } from '../../testing/skill-stage.js';
import type { ElemeState } from '../../virtual-phone/apps/declared/eleme/model.js';
import type { PhoneState } from '../../virtual-phone/apps/declared/phone/state.js';
import type { RailwayState } from '../../virtual-phone/apps/declared/railway/model.js';

let stage: SkillStage;
beforeAll(() => {
  stage = new SkillStage([addressBook(1)]);
});
beforeEach(() => {
  stage.reset(1);
  stage.uninstall('com.google.android.contacts');
});
afterAll(() => stage.close());

const contacts = () => stage.state<PhoneState>('phone').contacts;
const leiLi = { what: '联系人', fields: '姓名：李雷；电话：13800001111；公司：一中；号码类型：住宅' };

test('a contact is made of its fields, found in the list, and read back', async () => {
  const before = contacts().length;
  const { last, gate, steps } = await stage.run('contacts', 'fill_form', leiLi);
  expect(gate).toBeUndefined();
  expect(last.action, steps.join('\n')).toMatchObject({ action: 'COMPLETE' });
  expect(last.verified).toBe(true);
  expect(contacts()).toHaveLength(before + 1);
  const numbers = [{ kind: '住宅', number: '13800001111' }];
  expect(contacts().at(-1)).toMatchObject({ name: '李雷', company: '一中', numbers });
});

test('what is there already is not made again; another of the same name is', async () => {
  const known = contacts().find(({ name }) => name === '张三');
  const before = contacts().length;
  const fields = `姓名：张三；电话：${known?.numbers[0]?.number}`;
  const again = await stage.run('phone', 'fill_form', { what: '联系人', fields });
  expect(again.last.action, again.steps.join('\n')).toMatchObject({ return: expect.stringContaining('已经有') });
  expect(contacts()).toHaveLength(before);
  const other = { what: '联系人', fields: '姓名：张三；电话：13999990000' };
  const { last, steps } = await stage.run('phone', 'fill_form', other);
  expect(last.action, steps.join('\n')).toMatchObject({ action: 'COMPLETE' });
  expect(contacts().filter(({ name }) => name === '张三')).toHaveLength(2);
});

test('an address behind the page of what is the own, with a chip, from fields said in another order', async () => {
  const fields = '标签：公司；手机号：13800001111；收货人：韩梅梅；地址：淮海中路100号；门牌号：3楼';
  const { last, steps } = await stage.run('eleme', 'fill_form', { what: '收货地址', fields });
  expect(last.action, steps.join('\n')).toMatchObject({ action: 'COMPLETE' });
  expect(last.verified).toBe(true);
  const made = { text: '淮海中路100号3楼', person: '韩梅梅 13800001111', tag: '公司' };
  expect(stage.state<ElemeState>('eleme').addresses.at(-1)).toMatchObject(made);
});

test('what the app does not take is told in its words, and is no success', async () => {
  const fields = '收货人：韩梅梅；手机号：12；地址：淮海中路100号';
  const { last } = await stage.run('eleme', 'fill_form', { what: '地址', fields });
  expect(last.action).toMatchObject({ action: 'ABORT', value: expect.stringContaining('手机号格式不正确') });
});

test('a field that the form does not have is named, and nothing is saved', async () => {
  const before = contacts().length;
  const { last } = await stage.run('phone', 'fill_form', {
    what: '联系人',
    fields: '姓名：李雷；电话：13800001111；星座：白羊座',
  });
  expect(last.action).toMatchObject({ action: 'ABORT', value: expect.stringContaining('星座') });
  expect(contacts()).toHaveLength(before);
});

test('the number of a document is left to the person, after all the rest', async () => {
  const fields = '姓名：李雷；身份证：11010119900307123X；手机号：13800001111';
  const { gate, steps } = await stage.run('12306', 'fill_form', { what: '乘车人', fields });
  expect(gate, steps.join('\n')).toMatch(/^takeover/);
  expect(steps.filter((step) => step.startsWith('TYPE')).map((step) => /13800001111|1101/.exec(step)?.[0])).toEqual(
    expect.arrayContaining(['13800001111']),
  );
  expect(stage.look().tree.nodes.some(({ text }) => text.includes('110101'))).toBe(false);
  expect(stage.state<RailwayState>('12306').passengers.some(({ name }) => name === '李雷')).toBe(false);
});

test('a form of another make: a menu first, names above the fields and in parts, a picker, a switch', async () => {
  stage.reset(1);
  const fields = 'name: Li Lei; phone: 13800001111; label: Work; notes: met in "Rome"; favourite: yes';
  const task = 'Add Li Lei to my contacts';
  const { last, steps } = await stage.run('contacts', 'fill_form', { what: 'contact', fields }, { task });
  expect(last.action, steps.join('\n')).toMatchObject({ action: 'COMPLETE' });
  const made = { first: 'Li', last: 'Lei', phone: '13800001111', label: 'Work', notes: 'met in "Rome"', starred: true };
  expect(stage.state<{ entries: Entry[] }>('contacts').entries.at(-1)).toMatchObject(made);
});

test('words that name no fields are given back', async () => {
  const { last } = await stage.run('phone', 'fill_form', { what: '联系人', fields: '李雷，很高' });
  expect(last.action).toMatchObject({ action: 'ABORT', value: expect.stringContaining('每一项') });
});
