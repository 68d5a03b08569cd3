import { appById } from '@farhand/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Clause } from './clauses.js';
import { expandClauses } from './expand.js';
import { paperSearchOf } from './papers.js';

function search(query: string, ...apps: string[]): Clause {
  const named = apps.map((id) => appById(id) ?? expect.fail(`no app ${id}`));
  return { kind: 'search', apps: named, values: { query }, takesPrevious: false };
}

const found = (command: string, clause: Clause, ...others: Clause[]) =>
  paperSearchOf(clause, command, [clause, ...others]);

describe('a search for papers', () => {
  test.each<[string, Clause, object]>([
    ['搜索最新的 GUI Agent 论文，总结', search('最新的 GUI Agent 论文'), { query: 'GUI Agent', sort: '最新' }],
    [
      'search arXiv for the latest GUI-agent papers',
      search('latest GUI-agent papers', 'arxiv'),
      { query: 'GUI-agent', sort: 'latest' },
    ],
    [
      '在arXiv上搜索大语言模型推理的最新论文',
      search('大语言模型推理', 'arxiv'),
      { query: '大语言模型推理', sort: '最新' },
    ],
    ['帮我找几篇关于扩散模型的论文', search('扩散模型'), { query: '扩散模型' }],
    ['找三篇关于扩散模型的论文', search('三篇关于扩散模型的论文'), { query: '扩散模型', count: '3' }],
    [
      'find recent papers on diffusion models',
      search('diffusion models'),
      { query: 'diffusion models', sort: 'recent' },
    ],
    [
      'find the 4 newest papers about tea',
      search('4 newest papers about tea'),
      { query: 'tea', sort: 'newest', count: '4' },
    ],
    ['arxiv speculative decoding', search('speculative decoding', 'arxiv'), { query: 'speculative decoding' }],
    ['find preprints on graphene', search('preprints on graphene'), { query: 'graphene' }],
  ])('%s', (command, clause, values) => {
    expect(found(command, clause)).toEqual(values);
  });

  test.each<[string, Clause]>([
    ['在小红书搜GUI Agent论文', search('GUI Agent论文', 'xiaohongshu')],
    ['search google scholar for papers on tea', search('papers on tea', 'google-scholar')],
    ['搜一下怎么写论文', search('怎么写论文')],
    ['搜索论文查重软件', search('论文查重软件')],
    ['search for how to write papers', search('how to write papers')],
    ['search for wallpapers', search('wallpapers')],
    ['search for toilet paper', search('toilet paper')],
    ['搜一下牛肉面', search('牛肉面')],
  ])('is not meant by "%s"', (command, clause) => {
    expect(found(command, clause)).toBeUndefined();
  });

  test('is not meant by a message that speaks of papers', () => {
    const clause = search('牛肉面');
    const send: Clause = { kind: 'send', apps: [], values: { to: '张三', text: '论文写完了吗' }, takesPrevious: false };
    expect(found('搜牛肉面，再告诉张三论文写完了吗', clause, send)).toBeUndefined();
  });

  test('has a topic that is a piece of the command, whatever is said', () => {
    const piece = fc.constantFrom(
      '最新的',
      '论文',
      ' papers',
      ' on ',
      '关于',
      '3篇',
      'GUI Agent',
      '茶',
      '的',
      ',',
      ' latest ',
      '文献',
      ' arXiv',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const query = pieces.join('');
        const values = found(query, search(query, 'arxiv'));
        if (values?.query) expect(query).toContain(values.query);
        if (values?.count) expect(values.count).toMatch(/^\d{1,2}$/);
      }),
    );
  });
});

test('papers, summary and message become two calls of tools and one goal on a phone', () => {
  const wechat = appById('wechat') ?? expect.fail('no WeChat');
  const plan = expandClauses(
    [
      search('最新的 GUI Agent 论文'),
      { kind: 'summary', apps: [], values: {}, takesPrevious: false },
      { kind: 'send', apps: [wechat], values: { to: '张三' }, takesPrevious: true },
    ],
    '搜索最新的 GUI Agent 论文，总结后用微信发给张三',
  );
  expect(plan.subtasks).toMatchObject([
    { kind: 'tool', intent: 'search_papers', values: { query: 'GUI Agent', sort: '最新' } },
    { kind: 'tool', intent: 'summarise', dependsOn: ['s1'] },
    { kind: 'app', app: 'wechat', intent: 'send_message', values: { recipient: '张三' }, inputs: { text: 's2' } },
  ]);
});
