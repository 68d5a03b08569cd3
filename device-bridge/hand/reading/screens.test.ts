import { describe, expect, test } from 'vitest';
import { screen, text, view } from '../../testing/screens.js';
import { findCardList } from './cards.js';
import { readDetail } from './detail.js';
import { linesOf } from './lines.js';
import { findPopupClose, saysEmpty, saysEnd } from './notices.js';
import { findPeople, isCalled } from './people.js';
import { findSearchEntries, findSearchField } from './search-entry.js';

const heightPx = 2400;

describe('lines', () => {
  test('prices in pieces are joined, neighbours are not', () => {
    const seen = screen(
      text('¥', [40, 600, 60, 640]),
      text('3999', [60, 590, 170, 640]),
      text('.00', [170, 600, 210, 640]),
      text('已售2000+', [300, 600, 460, 640]),
    );
    expect(seen.tree.roots.flatMap(linesOf).map((line) => line.text)).toEqual(['¥3999.00', '已售2000+']);
  });
});

describe('cards', () => {
  const row = (top: number, title: string, price: string, ...more: string[]) =>
    view(
      'LinearLayout',
      [0, top, 1080, top + 300],
      { clickable: true },
      text(title, [300, top, 1080, top + 80]),
      text(price, [300, top + 100, 600, top + 160]),
      ...more,
    );

  test('each row of a list is a card with title, price and what its badges say', () => {
    const rows = [
      row(300, '苹果 Mac mini M4 主机', '¥4499', text('苹果官方旗舰店', [300, 480, 700, 520])),
      row(600, '苹果 Mac mini M4 支架', '¥69', text('广告', [900, 780, 1000, 820])),
      row(900, '苹果 Mac mini M2 主机', '¥3299', text('已售罄', [900, 1080, 1000, 1120])),
    ];
    const list = view('androidx.recyclerview.widget.RecyclerView', [0, 200, 1080, 2200], { scrollable: true }, ...rows);
    const cards = findCardList(screen(list).tree, heightPx)?.cards ?? [];
    expect(cards.map(({ title }) => title)).toEqual([
      '苹果 Mac mini M4 主机',
      '苹果 Mac mini M4 支架',
      '苹果 Mac mini M2 主机',
    ]);
    expect(cards.map(({ amounts }) => amounts[0]?.money.minor)).toEqual([449_900, 6900, 329_900]);
    expect(cards.map(({ seller }) => seller)).toEqual(['苹果官方旗舰店', undefined, undefined]);
    expect(cards.map(({ soldOut }) => soldOut)).toEqual([false, false, true]);
    expect(cards.map(({ sponsored }) => sponsored)).toEqual([false, true, false]);
  });

  test('a distance is no title, a maker called 3M is', () => {
    const place = row(300, '星巴克', '¥35', text('1.7km · 黄浦区马当路273号', [300, 400, 1080, 440]));
    const masks = row(600, '3M 口罩 KN95 50只', '¥59');
    const list = view('ListView', [0, 200, 1080, 2200], { scrollable: true }, place, masks);
    const cards = findCardList(screen(list).tree, heightPx)?.cards ?? [];
    expect(cards.map(({ title }) => title)).toEqual(['3M 口罩 KN95 50只']);
  });

  test('a grid has one card per cell, also when a card is one described view', () => {
    const cell = (left: number, top: number, words: string) =>
      view('FrameLayout', [left, top, left + 500, top + 700], { clickable: true, 'content-desc': words });
    const line = (top: number, a: string, b: string) =>
      view('LinearLayout', [0, top, 1080, top + 700], {}, cell(20, top, a), cell(560, top, b));
    const list = view(
      'ListView',
      [0, 200, 1080, 2200],
      { scrollable: true },
      line(200, '小米手环9 标准版 ¥229 已售1万+', '华为手环9 ¥259'),
      line(900, '荣耀手环9 ¥199', '小米手环8 ¥189'),
    );
    const cards = findCardList(screen(list).tree, heightPx)?.cards ?? [];
    expect(cards.map(({ amounts }) => amounts[0]?.money.minor)).toEqual([22_900, 25_900, 19_900, 18_900]);
  });
});

describe('the page of an article', () => {
  test('takes the best single coupon that applies, and not what is recommended below', () => {
    const seen = screen(
      text('¥4199', [40, 1000, 400, 1100]),
      text('满4000减100', [40, 1150, 400, 1200]),
      text('满5000减900', [420, 1150, 800, 1200]),
      text('苹果 Mac mini M4 16GB+256GB', [40, 1250, 1000, 1320]),
      text('猜你喜欢', [40, 1800, 400, 1850]),
      text('领券立减2000', [40, 1900, 400, 1950]),
    );
    expect(readDetail(seen)).toMatchObject({
      final: { minor: 409_900 },
      listPrice: { minor: 419_900 },
      conditions: ['满4000减100'],
      soldOut: false,
    });
  });

  test('a stated final price wins, and a page without stock says so', () => {
    const seen = screen(
      text('¥4199', [40, 1000, 400, 1080]),
      text('券后¥3999', [40, 1100, 400, 1180]),
      text('暂时无货', [540, 2250, 1080, 2380]),
    );
    expect(readDetail(seen)).toMatchObject({ final: { minor: 399_900 }, soldOut: true });
  });
});

describe('ways and notices', () => {
  test('the search bar is preferred to the button inside it, and a field to both', () => {
    const bar = view(
      'LinearLayout',
      [100, 100, 980, 200],
      { clickable: true, 'content-desc': '搜索栏' },
      text('搜索', [860, 110, 970, 190], { clickable: true }),
    );
    const seen = screen(bar);
    expect(findSearchEntries(seen.tree, seen.sizePx)[0]?.description).toBe('搜索栏');
    const withField = screen(view('EditText', [100, 100, 860, 200], { hint: '搜索商品' }), bar);
    expect(findSearchField(withField.tree, withField.sizePx)?.hint).toBe('搜索商品');
  });

  test('a message field is no search field', () => {
    const seen = screen(view('EditText', [100, 2200, 800, 2300], { hint: '' }));
    expect(findSearchField(seen.tree, seen.sizePx)).toBeUndefined();
  });

  test('empty results, the end of a list and pop-ups are recognised by their words', () => {
    expect(saysEmpty(screen(text('没有找到相关商品', [0, 900, 1080, 1000])).tree)).toBe(true);
    expect(saysEnd(screen(text('— 没有更多了 —', [0, 900, 1080, 1000])).tree)).toBe(true);
    const seen = screen(text('以后再说', [300, 1500, 700, 1600], { clickable: true }));
    expect(findPopupClose(seen.tree, seen.sizePx)?.text).toBe('以后再说');
    const search = screen(text('取消', [900, 100, 1060, 200], { clickable: true }));
    expect(findPopupClose(search.tree, search.sizePx)).toBeUndefined();
  });
});

describe('people', () => {
  const person = (top: number, name: string, more?: string) =>
    view(
      'RelativeLayout',
      [0, top, 1080, top + 160],
      { clickable: true },
      view('ImageView', [20, top, 140, top + 140], { 'content-desc': `${name}头像` }),
      text(name, [160, top, 900, top + 80]),
      ...(more ? [text(more, [160, top + 80, 900, top + 150])] : []),
    );
  const seen = screen(
    text('联系人', [0, 200, 1080, 300]),
    person(300, '张三'),
    person(460, '张三丰'),
    person(620, '王五', '昵称：隔壁老王'),
    person(780, '妈妈'),
    person(940, 'Lisa Wong'),
    person(1040, '外婆'),
    person(1060, '赵敏（物业）'),
    person(1080, '周末羽毛球群（23）'),
    text('聊天记录', [0, 1150, 1080, 1250]),
    person(1250, '李四', '张三说好'),
  );

  test.each([
    ['张三', ['张三'], 'name'],
    ['Zhang San', ['张三'], 'name'],
    ['zhangsanfeng', ['张三丰'], 'name'],
    ['隔壁老王', ['王五'], 'name'],
    ['Mom', ['妈妈'], 'kin'],
    ['我妈', ['妈妈'], 'kin'],
    ['my mum', ['妈妈'], 'kin'],
    ['grandma', ['外婆'], 'kin'],
    ['lisa  wong', ['Lisa Wong'], 'name'],
    ['周末羽毛球群', ['周末羽毛球群(23)'], 'name'],
    ['赵敏 （物业）', ['赵敏(物业)'], 'name'],
    ['Lisa', ['Lisa Wong'], 'perhaps'],
    ['赵敏', ['赵敏(物业)'], 'perhaps'],
    ['张', ['张三', '张三丰'], 'perhaps'],
    ['老王', ['王五'], 'perhaps'],
    ['三', ['张三', '张三丰'], 'perhaps'],
  ])('%s', (name, expected, by) => {
    const people = findPeople(seen, name);
    expect(people.candidates.map((candidate) => candidate.name)).toEqual(expected);
    expect(people.by).toBe(by);
  });

  test.each(['Zhang', '奶奶', 'sister'])('nobody is surely %s', (name) => {
    expect(findPeople(seen, name).by).toBe('perhaps');
  });

  test.each([
    ['张三丰', '张三'],
    ['张三', '张三丰'],
    ['张三（物业）', '张三'],
    ['张三（2）', '张三'],
    ['Zhang San Feng', 'Zhang San'],
    ["Tom's Mom", 'Mom'],
    ['外公', '爷爷'],
    ['弟弟', '哥哥'],
    ['李明妈妈', '我妈'],
  ])('consent to reach %s is none to reach %s, nor the other way round', (one, other) => {
    expect(isCalled(one, other)).toBe(false);
    expect(isCalled(other, one)).toBe(false);
  });
});
