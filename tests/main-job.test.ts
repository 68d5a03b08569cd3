// The main job through every real part: words -> plan by the embedded model -> GUI-MCP -> Appium -> adb -> the virtual
// phone -> reports -> answer. What the shops really hold is computed from their seeded data, apart from any agent.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { House, reportedPrices, type Shop } from './house.js';

const taskTimeoutMs = 90_000;
const all: readonly Shop[] = ['taobao', 'jd', 'pinduoduo'];

let house: House;
beforeAll(async () => {
  house = await House.open(1);
});
afterAll(async () => {
  await house?.close();
});
afterEach(async () => {
  expect((await house.phone()).unknownCommands, 'the virtual phone understood everything').toEqual([]);
});

function yuan(fen: number): string {
  return `¥${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
}

describe('comparing prices', () => {
  test.each<[number, string, string, readonly Shop[]]>([
    [1, 'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo', 'Mac Mini M4', all],
    [2, '比较一下辛拉面在淘宝、京东和拼多多的价格', '辛拉面', all],
    [3, 'which is cheaper for Mate 70 Pro, jd or taobao?', 'Mate 70 Pro', ['jd', 'taobao']],
    [4, '小棕瓶在拼多多和京东哪个便宜', '小棕瓶', ['pinduoduo', 'jd']],
  ])(
    'seed %i: "%s" names the true lowest price of each shop, the cheapest first',
    async (seed, command, item, shops) => {
      await house.reset(seed);
      const truth = await house.truth(item, shops);
      const result = await house.ask(command);
      expect(result.plan?.subtasks.map(({ app, values }) => [app, values.item])).toEqual(
        shops.map((shop) => [shop, item]),
      );
      expect(result).toMatchObject({ status: 'done', plan: { combine: 'compare_prices' } });
      expect(reportedPrices(result)).toEqual(truth);
      const cheapest = Math.min(...Object.values(truth));
      expect(result.answer.split('\n')[0]).toContain(yuan(cheapest));
      for (const price of Object.values(truth)) expect(result.answer).toContain(yuan(price));
      for (const offer of result.reports.flatMap(({ values }) => values?.offers ?? []))
        expect(offer.step).toBeGreaterThan(0);
    },
    taskTimeoutMs,
  );

  test(
    'goods that nobody sells are said to be not found, without a price',
    async () => {
      await house.reset(1);
      const result = await house.ask('Compare Zorblax 9000 prices on Taobao and JD');
      expect(result.status).toBe('done');
      expect(result.reports.map(({ values }) => values?.notFound)).toEqual([true, true]);
      expect(result.answer).not.toMatch(/¥|\d{2},?\d{3}/);
    },
    taskTimeoutMs,
  );

  test('nothing was ordered, whatever was compared', async () => {
    for (const shop of all) {
      const { orders, checkout } = await house.shop(shop);
      expect(orders).toEqual([]);
      expect(checkout).toEqual([]);
    }
  });
});
