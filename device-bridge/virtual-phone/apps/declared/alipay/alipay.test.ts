import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../../testing/app-stage.js';
import { alipay } from './index.js';
import type { AlipayState } from './model.js';

const definition = alipay(7);
const state = (): AlipayState => definition.state() as AlipayState;
let stage: AppStage;

beforeEach(() => {
  definition.reset(7);
  stage = new AppStage([definition]);
});

function pay(): void {
  for (const digit of '135790') stage.tap(`key:${digit}`);
}

test('a transfer to a friend waits for the password, and then leaves the balance and a bill', () => {
  const { balanceFen } = state();
  stage.tap('转账');
  stage.tap('contact-field');
  stage.type('羽毛球');
  stage.tap('王方（羽毛球）');
  stage.type('66.6');
  stage.back();
  stage.tap('amount-note');
  stage.type('场地费');
  stage.back();
  stage.tap('确认转账');
  expect(stage.app.secure?.()).toBe(true);
  expect(state().payments).toMatchObject([
    { kind: 'transfer', fen: 6660, target: 'c4', note: '场地费', status: 'unpaid' },
  ]);
  expect(state().balanceFen).toBe(balanceFen);
  pay();
  expect(state()).toMatchObject({ balanceFen: balanceFen - 6660, digitsEntered: 6 });
  expect(state().bills[0]).toMatchObject({ title: '转账-王方（羽毛球）', fen: -6660, category: '转账红包' });
});

test('more than the balance cannot be sent', () => {
  stage.tap('转账');
  stage.tap('李雷');
  stage.type('99999');
  stage.back();
  stage.tap('确认转账');
  expect(stage.find('余额不足')).toBeDefined();
  expect(state().payments).toEqual([]);
});

test('bills of an earlier month are filtered by their kind, and one is read', () => {
  stage.tap('账单');
  stage.tap('选月份');
  stage.tap('2026年10月');
  stage.tap('筛选');
  stage.tap('转账红包');
  expect(stage.find('支出 ¥4,200.00  收入 ¥0.00')).toBeDefined();
  stage.tap('转账-房东张伟');
  expect(stage.find('招商银行(8812)')).toBeDefined();
  expect(stage.find('2026-10-03 09:12')).toBeDefined();
});

test('a utility that is paid for owes nothing any more', () => {
  const due = state().utilities.find(({ dueFen }) => dueFen > 0);
  stage.tap('生活缴费');
  stage.tap(due?.kind ?? '');
  stage.tap('立即缴费');
  stage.tap('账户余额');
  pay();
  expect(state().utilities.find(({ id }) => id === due?.id)?.dueFen).toBe(0);
});

test('a received red packet is opened, and one is sent up to the keypad', () => {
  const { balanceFen } = state();
  stage.tap('红包');
  stage.tap('拆红包');
  stage.tap('知道了');
  expect(state().balanceFen).toBe(balanceFen + 6600);
  stage.tap('发红包');
  stage.tap('发给');
  stage.tap('李雷');
  stage.tap('packet-amount');
  stage.type('88');
  stage.back();
  stage.tap('packet-send');
  expect(state().payments[0]).toMatchObject({ kind: 'packet', fen: 8800, status: 'unpaid' });
});
