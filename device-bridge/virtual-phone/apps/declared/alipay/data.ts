// Alipay's data from a seed: months of bills, people, what is due.
import type * as ui from '../../toolkit/index.js';
import type { AlipayState, Bill } from './model.js';
import { cards, contacts, payees, utilities } from './tables.js';

function billsOf(random: ui.Random): Bill[] {
  const number = (): string => `2026${random.integer(10_000_000, 99_999_999)}2200141${random.integer(1000, 9999)}`;
  const time = (): string =>
    `${String(random.integer(7, 22)).padStart(2, '0')}:${String(random.integer(0, 59)).padStart(2, '0')}`;
  const bank = '招商银行(8812)';
  const spent = Array.from({ length: 84 }, (_, index): Omit<Bill, 'id'> => {
    const [title = '', category = '', least = '', most = ''] = random.pick(payees);
    const method = random.pick(['账户余额', '余额宝', bank, '花呗']);
    const fen = -Math.round(random.integer(Number(least), Number(most)) / 10) * 10;
    return {
      title,
      category,
      fen,
      daysAgo: 1 + Math.floor(index * 1.5),
      time: time(),
      method,
      number: number(),
      note: '',
    };
  });
  const monthly = (
    daysAgo: readonly number[],
    time: string,
    bill: Pick<Bill, 'title' | 'category' | 'note' | 'method'>,
    fen: () => number,
  ) => daysAgo.map((ago) => ({ ...bill, daysAgo: ago, time, fen: fen(), number: number() }));
  const wages = { title: '工资-上海云杉科技', category: '收入', method: bank, note: '' };
  const rent = { title: '转账-房东张伟', category: '转账红包', method: bank, note: '房租' };
  const power = { title: '电费-国网上海市电力公司', category: '生活缴费', method: '账户余额', note: '' };
  const regular = [
    ...monthly([12, 43, 73, 104], '10:00', wages, () => 1_486_250),
    ...monthly([20, 51, 81, 112], '09:12', rent, () => -420_000),
    ...monthly([18, 49, 79, 110], '20:15', power, () => -random.integer(60, 260) * 50),
  ];
  return [...spent, ...regular]
    .toSorted((a, b) => a.daysAgo - b.daysAgo || b.time.localeCompare(a.time))
    .map((bill, index) => ({ ...bill, id: `b${index + 1}` }));
}

export function dataOf(random: ui.Random): AlipayState {
  const utilityDues = random.sample([8620, 0, 4350, 19900, 0, 2300], 6);
  return {
    balanceFen: random.integer(80_000, 460_000),
    yuebaoFen: random.integer(900_000, 5_200_000),
    yuebaoYesterdayFen: random.integer(40, 260),
    yuebaoTotalFen: random.integer(30_000, 150_000),
    yuebaoRate: random.integer(118, 176),
    huabei: { dueFen: random.integer(20_000, 180_000), limitFen: 1_200_000 },
    sesameScore: random.integer(640, 780),
    bills: billsOf(random),
    contacts: contacts.map(([realName = '', name = '', account = ''], index) => ({
      id: `c${index + 1}`,
      realName,
      name,
      account,
    })),
    utilities: utilities.map(([kind = '', company = '', account = '', symbol = ''], index) => {
      return { id: `u${index + 1}`, kind, company, account, symbol, dueFen: utilityDues[index] ?? 0 };
    }),
    cards: cards.map(([bank = '', end = '', kind = ''], index) => {
      return { id: `k${index + 1}`, bank, end, kind, dueFen: kind === '信用卡' ? random.integer(10_000, 420_000) : 0 };
    }),
    packets: [
      {
        id: 'r1',
        direction: 'received',
        who: '妈妈',
        fen: 6600,
        count: 1,
        blessing: '降温了，买杯热奶茶',
        status: 'unopened',
      },
      {
        id: 'r2',
        direction: 'received',
        who: '李雷',
        fen: random.integer(100, 2000),
        count: 1,
        blessing: '恭喜发财，大吉大利',
        status: 'opened',
      },
      { id: 'r3', direction: 'sent', who: '表妹小雨', fen: 20_000, count: 1, blessing: '生日快乐', status: 'sent' },
    ],
    payments: [],
    chats: {},
    forest: {
      grams: random.integer(3000, 15_000),
      bubbles: [1, 2, 3].map((index) => ({ id: `e${index}`, grams: random.integer(5, 80) })),
      watered: [],
    },
    nickname: '陈同学',
    settings: { hideAmounts: false, smallWithoutPassword: false, fingerprint: true, notify: true, deduction: '余额宝' },
    digitsEntered: 0,
    nextId: 1,
  };
}
