import type { Combine, Intent, Money, Offer, Plan, Report, Subtask } from '@farhand/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combine } from './combine.js';
import { comparePrices } from './compare-prices.js';
import { formatMoney } from './money.js';

const apps = ['taobao', 'jd', 'pinduoduo', 'tmall'];

function subtask(index: number, intent: Intent = 'find_price'): Subtask {
  const app = apps[index] ?? 'wechat';
  return { id: `s${index + 1}`, kind: 'app', app, intent, goal: 'goal', values: { item: 'tea' }, dependsOn: [] };
}

function plan(count: number, how: Combine, language: Plan['language'] = 'en', intent: Intent = 'find_price'): Plan {
  return { language, subtasks: Array.from({ length: count }, (_, index) => subtask(index, intent)), combine: how };
}

function offer(minor: number, title = 'Green tea', currency = 'CNY'): Offer {
  return { app: 'x', title, price: { minor, currency }, conditions: [], step: 4 };
}

function report(index: number, parts: Partial<Report> = {}): Report {
  const done = { stopReason: 'TASK_COMPLETED_SUCCESSFULLY' as const, text: `text ${index + 1}`, steps: 4, seconds: 1 };
  return { subtaskId: `s${index + 1}`, ...done, ...parts };
}

const offers = (...minors: number[]) => ({ values: { offers: minors.map((minor) => offer(minor)) } });

describe('comparing prices', () => {
  test('names the cheapest, what it saves, every offer, where each was seen, and where nothing was', () => {
    const reports = [
      report(0, { values: { offers: [{ ...offer(120_000), listPrice: { minor: 130_000, currency: 'CNY' } }] } }),
      report(1, { values: { offers: [{ ...offer(110_050, 'Best | tea'), conditions: ['coupon 50'], seller: 'JD' }] } }),
      report(2, { values: { notFound: true } }),
      report(3, { stopReason: 'LOOP_DETECTED', text: 'the app went in circles' }),
    ];
    expect(combine(plan(4, 'compare_prices'), reports)).toBe(
      [
        'The cheapest tea is on JD.com: ¥1,100.50 (Best | tea). That is ¥99.50 less than on Taobao (¥1,200.00).',
        '',
        '| Shop | Price | Offer | Conditions | Seen at |',
        '| --- | --- | --- | --- | --- |',
        '| JD.com | ¥1,100.50 | Best / tea · JD | coupon 50 | s2, step 4 |',
        '| Taobao | ¥1,200.00 | Green tea | before: ¥1,300.00 | s1, step 4 |',
        '',
        'Not found or sold out on: Pinduoduo.',
        'Tmall could not be checked: the app went in circles',
      ].join('\n'),
    );
  });

  test('says so when nobody has it, and when nothing could be checked', () => {
    const nowhere = [
      report(0, { values: { notFound: true }, text: '淘宝没有tea：3个结果名称不符' }),
      report(1, { values: { offers: [] }, text: '京东没有tea：1个已售罄' }),
    ];
    expect(combine(plan(2, 'compare_prices', 'zh'), nowhere)).toBe(
      '淘宝、京东上没有找到在售的tea。\n淘宝没有tea：3个结果名称不符\n京东没有tea：1个已售罄',
    );
    const failed = [report(0, { stopReason: 'DEVICE_LOST', text: 'the phone was lost' })];
    expect(combine(plan(1, 'compare_prices'), failed)).toBe(
      'No price for tea could be read.\nTaobao could not be checked: the phone was lost',
    );
  });

  test('names all shops of a shared lowest price', () => {
    const reports = [report(0, offers(500)), report(1, offers(500)), report(2, offers(900))];
    const [headline] = combine(plan(3, 'compare_prices'), reports).split('\n');
    expect(headline).toBe(
      'The cheapest tea is on Taobao, JD.com: ¥5.00 (Green tea). That is ¥4.00 less than on Pinduoduo (¥9.00).',
    );
  });

  test('never compares across currencies', () => {
    const dollars = { values: { offers: [offer(1, 'Cheap', 'USD')] } };
    const { ranked, otherCurrencies } = comparePrices(plan(3, 'compare_prices'), [
      report(0, dollars),
      report(1, offers(900)),
      report(2, offers(800)),
    ]);
    expect(ranked.map(({ subtaskId }) => subtaskId)).toEqual(['s3', 's2']);
    expect(otherCurrencies.map(({ subtaskId }) => subtaskId)).toEqual(['s1']);
  });

  test('the first ranked offer is the smallest of all, and every shop is accounted for once', () => {
    const shop = fc.oneof(
      fc.array(fc.nat(), { minLength: 1, maxLength: 4 }).map((minors) => offers(...minors)),
      fc.constant({ values: { notFound: true } }),
      fc.constant({ stopReason: 'DEVICE_LOST' as const }),
    );
    fc.assert(
      fc.property(fc.array(shop, { minLength: 1, maxLength: 4 }), (shops) => {
        const reports = shops.map((parts, index) => report(index, parts));
        const compared = comparePrices(plan(shops.length, 'compare_prices'), reports);
        const minors = reports.flatMap(({ values }) => values?.offers?.map(({ price }) => price.minor) ?? []);
        expect(compared.ranked[0]?.offer.price.minor).toBe(minors.length > 0 ? Math.min(...minors) : undefined);
        const { ranked, notFound, failed } = compared;
        expect(ranked.length + notFound.length + failed.length).toBe(shops.length);
        for (const [index, entry] of ranked.entries()) {
          const next = ranked[index + 1];
          if (next) expect(entry.offer.price.minor).toBeLessThanOrEqual(next.offer.price.minor);
        }
      }),
    );
  });
});

describe('money', () => {
  test('is written exactly, whatever its size', () => {
    const amount = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(amount, (minor) => {
        const digits = formatMoney({ minor, currency: 'CNY' }, 'en').replaceAll(/[^0-9]/g, '');
        expect(BigInt(digits)).toBe(BigInt(minor));
      }),
    );
  });

  test.each<[Money, string]>([
    [{ minor: 5, currency: 'CNY' }, '¥0.05'],
    [{ minor: 123_456_789, currency: 'USD' }, '$1,234,567.89'],
    [{ minor: 429, currency: 'JPY' }, '429 JPY'],
  ])('%j is %s', (money, text) => {
    expect(formatMoney(money, 'en')).toBe(text);
  });
});

describe('other answers', () => {
  test('collect keeps the order of the plan and names the apps', () => {
    const collected = combine(plan(2, 'collect', 'zh', 'search'), [report(1), report(0)]);
    expect(collected).toBe('淘宝: text 1\n京东: text 2');
  });

  test('collect tells where each figure was seen, and on which phone where there were several', () => {
    const checked = { by: 'hand' } as const;
    const seen = { step: 3, what: 'x' };
    const first = report(0, { device: 'p1', checked, text: 'due 796', evidence: [seen, seen, { ...seen, step: 2 }] });
    const others = [report(1, { device: 'p2', checked, text: '3 coupons' }), report(2, { text: 'none', checked })];
    const answer = (language: Plan['language'], reports: Report[]) =>
      combine(plan(reports.length, 'collect', language, 'ask'), reports).split('\n');
    expect(answer('en', [first, ...others])).toEqual([
      'Taobao: due 796 (s1, steps 2, 3 on p1)',
      'JD.com: 3 coupons (s2, step 4 on p2)',
      'Pinduoduo: none',
    ]);
    expect(answer('zh', [first, report(1)])[0]).toBe('淘宝: due 796（s1 第2、3步）');
  });

  test('last is the last report with its results', () => {
    const last = report(1, { text: 'Two results', values: { results: ['Oolong', 'Sencha'] } });
    expect(combine(plan(2, 'last', 'en', 'search'), [report(0), last])).toBe('Two results\n- Oolong\n- Sencha');
  });

  test('what a phone called done and nobody checked is said to be so', () => {
    const reports = [
      report(0, { device: 'p', checked: { by: 'hand' } }),
      report(1, { device: 'p' }),
      report(2, { device: 'p', stopReason: 'DEVICE_LOST' }),
    ];
    const said = (language: Plan['language']) => combine(plan(3, 'collect', language, 'open'), reports).split('\n')[3];
    expect(said('en')).toBe('Not checked: nothing that was read back shows that it was done (JD.com).');
    expect(said('zh')).toBe('未核实：没有读回能证明已经完成的内容（京东）。');
    expect(combine(plan(1, 'last', 'en', 'open'), reports.slice(0, 1))).toBe('text 1');
  });

  test('last tells what came before when the last could not begin', () => {
    const reports = [report(0, { stopReason: 'DEVICE_LOST', text: 'lost' }), report(1, { stopReason: 'NOT_STARTED' })];
    expect(combine(plan(2, 'last', 'en', 'search'), reports)).toContain('Taobao: lost');
  });
});
