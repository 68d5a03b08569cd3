// Bills: a month's payments, filtered and searched; one in detail; and what the month was spent on.
import * as ui from '../../toolkit/index.js';
import { type Act, type Bill, dayOf, exact, type Pages, signed } from './model.js';
import { categories } from './tables.js';

const hues: Record<string, number> = {
  餐饮美食: 30,
  交通出行: 210,
  日用百货: 150,
  服饰装扮: 320,
  文化休闲: 270,
  医疗健康: 0,
  生活缴费: 190,
  转账红包: 10,
  收入: 45,
};
const symbols: Record<string, string> = {
  餐饮美食: 'food',
  交通出行: 'bus',
  日用百货: 'cart',
  服饰装扮: 'tag',
  文化休闲: 'video',
  医疗健康: 'heart',
  教育培训: 'note',
  生活缴费: 'home',
  转账红包: 'swap',
  投资理财: 'coin',
  收入: 'wallet',
};
const monthsShown = 6;

export const billArt = ({ category }: Bill): ui.Art =>
  ui.tile(symbols[category] ?? 'wallet', hues[category] ?? 220, { round: true });

const monthOf = (bill: Bill, act: Act): string => dayOf(bill, act).slice(0, 7);

/** "2026-11" and the months before it. */
function months(act: Act): { key: string; text: string }[] {
  return Array.from({ length: monthsShown }, (_, back) => {
    const day = ui.addMonths(act.today(), -back);
    return { key: day.slice(0, 7), text: ui.monthText(day) };
  });
}

function sums(bills: readonly Bill[]): { out: number; in: number } {
  const sum = (some: readonly Bill[]): number => some.reduce((total, { fen }) => total + fen, 0);
  return { out: sum(bills.filter(({ fen }) => fen < 0)), in: sum(bills.filter(({ fen }) => fen > 0)) };
}

export const billPages: Pages<'bills' | 'bill' | 'analysis'> = {
  bills: (state, params, act) => {
    const month = ui.bind(params, 'month', act.today().slice(0, 7));
    const category = ui.bind(params, 'category', '全部');
    const query = ui.bind(params, 'query', '');
    const inMonth = state.bills.filter((bill) => monthOf(bill, act) === month.value);
    const shown = (query.value.trim() === '' ? inMonth : state.bills)
      .filter((bill) => category.value === '全部' || bill.category === category.value)
      .filter(({ title, note, category: kind }) => `${title}${note}${kind}`.includes(query.value.trim()));
    const total = sums(shown);
    return {
      bar: { title: '账单', actions: [ui.textAction('收支分析', () => act.go('analysis', { month: month.value }))] },
      pinned: [
        ui.field('bill-field', query, { hint: '搜索交易记录', symbol: 'search' }),
        ui.row('month', query.value.trim() === '' ? ui.monthText(`${month.value}-01`) : '全部月份', {
          bold: true,
          note: `支出 ¥${exact(total.out)}  收入 ¥${exact(total.in)}`,
          control: ui.several(
            ui.push(
              category.value === '全部' ? '筛选' : category.value,
              () => act.pick('选择分类', ['全部', ...categories], category),
              { name: 'filter' },
            ),
            ui.push('选月份', () => act.pick('选择月份', months(act), month), { name: 'pick' }),
          ),
        }),
      ],
      list: `${month.value} ${category.value}`,
      feed: { size: 20, endText: '没有更多了' },
      content: [
        shown.length === 0 && ui.nothing('list', '没有符合条件的账单'),
        ...shown.map((bill) =>
          ui.row(`bill:${bill.id}`, bill.title, {
            art: billArt(bill),
            artDp: 38,
            note: bill.note ? `${bill.category} · ${bill.note}` : bill.category,
            lines: [`${ui.dayText(dayOf(bill, act))} ${bill.time}`],
            value: signed(bill.fen),
            onTap: () => act.go('bill', { id: bill.id }),
          }),
        ),
      ],
    };
  },

  bill: (state, { id }, act) => {
    const bill = state.bills.find((other) => other.id === id);
    if (!bill) return { bar: {}, content: [ui.nothing('list', '账单已删除')] };
    const removal = (): void =>
      act.confirm('删除账单', '删除后无法恢复，是否删除？', '删除', () => {
        ui.remove(state.bills, bill);
        act.back();
      });
    return {
      bar: { title: '账单详情' },
      content: [
        ui.figure(signed(bill.fen), bill.title, { key: 'bill-amount', sizeDp: 34 }),
        ui.group('facts', [
          ui.row('status', '当前状态', { value: '交易成功' }),
          ui.row('method', bill.fen < 0 ? '付款方式' : '收款方式', { value: bill.method }),
          ui.row('time', '创建时间', { value: `${dayOf(bill, act)} ${bill.time}` }),
          ui.row('number', '订单号', { value: bill.number }),
        ]),
        ui.group('manage', [
          ui.row('category', '账单分类', {
            value: bill.category,
            arrow: true,
            onTap: () => act.pick('账单分类', categories, ui.bind(bill, 'category')),
          }),
          ui.row('note', '备注', {
            value: bill.note || '添加备注',
            arrow: true,
            onTap: () => act.prompt('备注', bill.note, '给账单写个备注', (note) => ui.set(bill, { note })),
          }),
        ]),
        ui.group('help', [
          ui.row('doubt', '对订单有疑问', { arrow: true, onTap: () => act.alert('对订单有疑问', '客服热线 95188') }),
          ui.row('remove', '删除账单', { arrow: true, onTap: removal }),
        ]),
      ],
    };
  },

  analysis: (state, params, act) => {
    const side = ui.bind(params, 'side', '支出');
    const inMonth = state.bills.filter((bill) => monthOf(bill, act) === params.month);
    const total = sums(inMonth);
    const isOut = side.value === '支出';
    return {
      bar: { title: '收支分析' },
      pinned: [ui.tabs('side', ['支出', '收入'], side)],
      content: [
        ui.figure(`¥${exact(isOut ? total.out : total.in)}`, `${ui.monthText(`${params.month}-01`)}共${side.value}`, {
          key: 'total',
          sizeDp: 32,
        }),
        ui.group(
          'by-category',
          rankings(
            inMonth.filter(({ fen }) => fen < 0 === isOut),
            (category) => act.go('bills', { month: params.month, category }),
          ),
        ),
      ],
    };
  },
};

function rankings(bills: readonly Bill[], onTap: (category: string) => void): ui.Blocks {
  const all = bills.reduce((sum, { fen }) => sum + fen, 0);
  const byCategory = [...new Set(bills.map(({ category }) => category))].map((category) => {
    const some = bills.filter((bill) => bill.category === category);
    return {
      category,
      count: some.length,
      fen: some.reduce((sum, { fen }) => sum + fen, 0),
      art: some[0] && billArt(some[0]),
    };
  });
  if (byCategory.length === 0) return [ui.nothing('list', '本月没有记录')];
  return byCategory
    .toSorted((a, b) => Math.abs(b.fen) - Math.abs(a.fen))
    .map(({ category, count, fen, art }) =>
      ui.row(`category:${category}`, category, {
        art,
        artDp: 36,
        note: `${count} 笔 · ${((fen / all) * 100).toFixed(1)}%`,
        value: `¥${exact(fen)}`,
        arrow: true,
        onTap: () => onTap(category),
      }),
    );
}
