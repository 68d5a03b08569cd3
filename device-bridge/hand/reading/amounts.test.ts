import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney, readAmounts, readCoupons, reductionMinor } from './amounts.js';

describe('amounts', () => {
  test.each([
    ['¥3,999', 399_900, 'price'],
    ['￥3999.50', 399_950, 'price'],
    ['3999元', 399_900, 'price'],
    ['券后¥3,899', 389_900, 'final'],
    ['到手价 ¥24.9', 2490, 'final'],
    ['¥3899 券后', 389_900, 'final'],
    ['原价¥4299', 429_900, 'list'],
    ['单独购买 ¥4199', 419_900, 'list'],
    ['领券减¥200', 20_000, 'reduction'],
    ['以旧换新至高补800元', 80_000, 'reduction'],
    ['12期免息 每期¥375起', 37_500, 'instalment'],
    ['¥333/月', 33_300, 'instalment'],
    ['定金 ¥100', 10_000, 'deposit'],
    ['运费¥10', 1000, 'shipping'],
    ['PLUS会员价¥88', 8800, 'member'],
    ['¥1.2万', 1_200_000, 'price'],
    ['$1,299.99', 129_999, 'price'],
    ['Was $20', 2000, 'list'],
    ['$20 off', 2000, 'reduction'],
  ])('%s', (line, minor, role) => {
    expect(readAmounts(line).map((amount) => [amount.money.minor, amount.role])).toEqual([[minor, role]]);
  });

  test.each(['16GB+256GB', '已售 2000+', '7天无理由退货', '4K 144Hz', '2024款'])('%s holds no money', (line) => {
    expect(readAmounts(line)).toEqual([]);
  });

  test('what is shown is what was read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (minor) => {
        const shown = formatMoney({ minor, currency: 'CNY' });
        expect(readAmounts(shown)[0]?.money).toEqual({ minor, currency: 'CNY' });
      }),
    );
  });
});

describe('coupons', () => {
  test.each([
    ['领券立减200', 0, 20_000],
    ['满3000减150', 300_000, 15_000],
    ['满300元可减40元', 30_000, 4000],
    ['优惠券 ¥50', 0, 5000],
    ['$20 off orders over $100', 10_000, 2000],
  ])('%s', (line, thresholdMinor, amountMinor) => {
    expect(readCoupons(line)).toMatchObject([{ thresholdMinor, amountMinor }]);
  });

  test.each(['满2件9.5折', '赠运费险', '12期免息', '立减金可用'])('%s takes nothing off one piece', (line) => {
    expect(readCoupons(line)).toEqual([]);
  });

  test('counts only from its threshold on, and repeats only where it says so', () => {
    const [plain] = readCoupons('满300减40');
    const [repeating] = readCoupons('每满300减40');
    expect(plain && reductionMinor(plain, 29_900)).toBe(0);
    expect(plain && reductionMinor(plain, 95_000)).toBe(4000);
    expect(repeating && reductionMinor(repeating, 95_000)).toBe(12_000);
  });
});
