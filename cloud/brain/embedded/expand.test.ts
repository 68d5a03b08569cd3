import { appById } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import type { Clause } from './clauses.js';
import { expandClauses, misfit } from './expand.js';

function clause(kind: Clause['kind'], rest: Partial<Clause> = {}): Clause {
  return { kind, apps: [], values: {}, takesPrevious: false, ...rest };
}

const named = (...ids: string[]) => ids.map((id) => appById(id) ?? expect.fail(`no app ${id}`));

describe('expanding clauses', () => {
  test('a price over three shops is three subtasks and a comparison', () => {
    const plan = expandClauses(
      [clause('price', { apps: named('taobao', 'jd', 'pinduoduo'), values: { item: 'Mac Mini M4' } })],
      'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo',
    );
    expect(plan.combine).toBe('compare_prices');
    expect(plan.subtasks.map(({ app, intent, dependsOn }) => [app, intent, dependsOn])).toEqual([
      ['taobao', 'find_price', []],
      ['jd', 'find_price', []],
      ['pinduoduo', 'find_price', []],
    ]);
  });

  test('"all" means the usual shops', () => {
    const plan = expandClauses([clause('price', { apps: 'all', values: { item: '耳机' } })], '全网比价耳机');
    expect(plan.subtasks.map((subtask) => subtask.app)).toEqual(['taobao', 'jd', 'pinduoduo']);
  });

  test('an app that was not named is the usual one for the clause', () => {
    const ride = expandClauses([clause('ride', { values: { to: '机场' } })], '打车去机场');
    expect(ride.subtasks[0]).toMatchObject({ app: 'didi', intent: 'ride', values: { to: '机场' } });
    const film = expandClauses([clause('play', { values: { title: 'Dune' } })], 'play the film Dune');
    expect(film.subtasks[0]?.app).toBe('bilibili');
  });

  test('a search keeps the order and the filter of the command, two searches keep none', () => {
    const command = '在淘宝搜水杯，按销量排序，只看包邮';
    const search = clause('search', { apps: named('taobao'), values: { query: '水杯' } });
    const values = { query: '水杯', sort: '按销量排序', filter: '只看包邮' };
    expect(expandClauses([search], command).subtasks[0]).toMatchObject({ values });
    const twice = expandClauses([search, clause('search', { apps: named('jd'), values: { query: '水杯' } })], command);
    expect(twice.subtasks.map((subtask) => subtask.values)).toEqual([{ query: '水杯' }, { query: '水杯' }]);
  });

  test('search, summary and send hand the result on', () => {
    const plan = expandClauses(
      [
        clause('search', { values: { query: '论文' } }),
        clause('summary'),
        clause('send', { apps: named('wechat'), values: { to: '张三' }, takesPrevious: true }),
      ],
      '搜论文，总结后微信发给张三',
    );
    expect(plan.subtasks[1]).toMatchObject({ kind: 'tool', intent: 'summarise', dependsOn: ['s1'] });
    expect(plan.subtasks[2]).toMatchObject({
      inputs: { text: 's2' },
      dependsOn: ['s2'],
      values: { recipient: '张三' },
    });
    expect(plan.combine).toBe('last');
  });

  test('several prices become one text before they are sent', () => {
    const plan = expandClauses(
      [
        clause('price', { apps: named('jd', 'taobao'), values: { item: '手机' } }),
        clause('send', { values: { to: '张三' }, takesPrevious: true }),
      ],
      '京东淘宝比价手机，发给张三',
    );
    expect(plan.subtasks.map((subtask) => subtask.intent)).toEqual([
      'find_price',
      'find_price',
      'summarise',
      'send_message',
    ]);
    expect(plan.subtasks[3]?.inputs).toEqual({ text: 's3' });
  });

  test('independent clauses are collected', () => {
    const plan = expandClauses(
      [clause('alarm', { values: { time: '7am' } }), clause('open', { apps: named('wechat') })],
      'alarm 7am and open WeChat',
    );
    expect(plan.combine).toBe('collect');
    expect(plan.subtasks.every((subtask) => subtask.dependsOn.length === 0)).toBe(true);
  });

  test('an app that cannot do its clause is found', () => {
    expect(misfit([clause('send', { apps: named('wechat') })])).toBeUndefined();
    expect(misfit([clause('send', { apps: named('taobao') })])?.id).toBe('taobao');
  });

  test('no clauses are no plan', () => {
    expect(() => expandClauses([], 'x')).toThrow(expect.objectContaining({ code: 'BRAIN_ANSWER_INVALID' }));
  });
});
