import { fileURLToPath } from 'node:url';
import { findMentions } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import { canonicalRequest } from '../canonical.js';
import { readClauses } from '../clauses.js';
import { asGold } from '../evaluate.js';
import { Phrasebook } from './phrasebook.js';

const book = new Phrasebook(fileURLToPath(new URL('../../../../native/training', import.meta.url)));

function planOf(request: string): unknown {
  const found = book.find(request);
  return found && readClauses(found.written, canonicalRequest(request, findMentions(request)), request)?.map(asGold);
}

describe('the phrasebook', () => {
  test.each([
    ['关注一下B站UP主山里的老周', [{ do: 'follow', app: 'bilibili', to: '山里的老周' }]],
    ['麻烦把戴森吹风机加到京东购物车，先不下单', [{ do: 'cart', app: 'jd', item: '戴森吹风机' }]],
    [
      'Find the earliest direct flight from Chengdu to Sanya tomorrow on Ctrip, tell me its number',
      [
        {
          do: 'ticket',
          app: 'ctrip',
          to: 'Sanya',
          from: 'Chengdu',
          time: 'tomorrow',
          by: 'flight',
          best: 'earliest',
          filter: 'direct',
          want: 'tell me its number',
        },
      ],
    ],
  ])('reads a request along a phrasing: %s', (request, plan) => {
    expect(planOf(request)).toEqual(plan);
  });

  test('what stands between quotation marks is one value', () => {
    expect(planOf('把《做饭，再洗碗：收藏到夜里》收藏到B站的“家务”收藏夹')).toEqual([
      { do: 'favourite', app: 'bilibili', item: '做饭，再洗碗：收藏到夜里', list: '家务' },
    ]);
  });

  test('an app may be named before or behind what is asked of it', () => {
    const plan = [{ do: 'hotel', app: 'ctrip', place: '昆明', best: '评分最高' }];
    for (const request of ['昆明评分最高的酒店是哪家？用携程看一下', '打开携程，帮我看看昆明评分最高的酒店是哪家'])
      expect(planOf(request)).toEqual(plan);
  });

  test('a request of several parts takes a phrasing for each, and hands on what one brings', () => {
    expect(planOf('看一下篮球群里说的时间和地点，设一个周日下午3点的闹钟，标签写“打球”，再回群里一句“我来”')).toEqual([
      { do: 'ask', of: '篮球群', what: '说的时间和地点' },
      { do: 'alarm', time: '周日下午3点', label: '打球' },
      { do: 'send', to: '群', text: '我来' },
    ]);
    expect(planOf('看看12306上我最近要坐的车几点开，然后微信发给小陈')).toEqual([
      { do: 'ask', app: '12306', what: '最近要坐的车几点开' },
      { do: 'send', app: 'wechat', to: '小陈', text: 'PREV' },
    ]);
  });

  test.each(['今天天气真好，我好开心', '帮我把花呗的钱还了', 'who won the world cup', '给我讲个笑话', ''])(
    'nothing is trusted where no phrasing fits: %s',
    (request) => {
      const found = book.find(request);
      expect(found === undefined || found.score < 3 || found.ahead < 0.5 || found.covered < 0.35).toBe(true);
    },
  );

  test('a request of any length is read in bounded time', () => {
    const startMs = performance.now();
    book.find(`把${'的了一下，再'.repeat(23)}加到购物车`);
    expect(performance.now() - startMs).toBeLessThan(5000);
  });
});
