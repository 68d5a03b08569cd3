import type { Report, Source } from '@farhand/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractiveSummary, tellingSentence } from './extract.js';

const report = (text: string, sources?: Source[]): Report => ({
  subtaskId: 's1',
  stopReason: 'TASK_COMPLETED_SUCCESSFULLY',
  text,
  ...(sources && { values: { sources } }),
  steps: 0,
  seconds: 0,
});

const abstract =
  'Phones are everywhere these days. We propose Steady Hands, a GUI agent that refuses to act on a stale screen. ' +
  'It has been studied before in other fields. Code is available.';

describe('a summary without a model', () => {
  test('quotes the telling sentence of each source under a line that says that it quotes', () => {
    const sources = [
      {
        title: 'Steady Hands',
        authors: ['Ada', 'Bo'],
        date: '2026-11-27',
        url: 'https://arxiv.org/abs/1',
        text: abstract,
      },
      { title: 'Tea', text: 'Only one sentence.' },
    ];
    const summary = extractiveSummary([report('a list', sources)], 'Summarise GUI-agent papers');
    expect(summary.split('\n')[0]).toBe('2 sources, one sentence of each, quoted word for word:');
    expect(summary).toContain(
      '1. Steady Hands (Ada et al., 2026-11-27)\n   We propose Steady Hands, a GUI agent that refuses',
    );
    expect(summary).toContain('2. Tea\n   Only one sentence.');
    expect(summary).not.toContain('Code is available');
  });

  test('says in Chinese what it does to a Chinese command', () => {
    const summary = extractiveSummary([report('x', [{ title: 'T', text: abstract }])], '总结最新的论文');
    expect(summary).toMatch(/^共 1 篇，每篇摘录原文一句（逐字摘录，未经改写）：/);
  });

  test('quotes what phones reported where there are no sources', () => {
    const summary = extractiveSummary([report('牛肉面三家店'), report('天气晴')], '总结一下');
    expect(summary).toBe('各步结果原文摘录（未经改写）：\n牛肉面三家店\n天气晴');
  });

  test('never says a word that is not in its sources', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 8, mode: 'sentences' }), fc.lorem(), (text, about) => {
        expect(text).toContain(tellingSentence(text, about).replace(/…$/, ''));
      }),
    );
  });
});
