// Finding a shop: the search, the lists with their order and filters.
import * as ui from '../../toolkit/index.js';
import type { Shop } from './data.js';
import type { Act, ElemeState, Pages } from './model.js';

const orders: Record<string, (a: Shop, b: Shop) => number> = {
  距离最近: (a, b) => a.metres - b.metres,
  销量最高: (a, b) => b.sold - a.sold,
  评分最高: (a, b) => b.score - a.score,
  配送最快: (a, b) => a.minutes - b.minutes,
  起送价最低: (a, b) => a.leastFen - b.leastFen,
};
export const wishes = ['免配送费', '蜂鸟准时达', '品牌', '新店', '支持自取'];

export function shopCard(shop: Shop, act: Act): ui.Block {
  return ui.card(`shop:${shop.id}`, shop.name, {
    art: shop.isMarket
      ? ui.goods(shop.kind === '鲜花绿植' ? 'jar' : 'carton', shop.hue)
      : ui.photo(shop.kind === '奶茶咖啡' ? 'drink' : 'dish', shop.hue),
    artDp: 76,
    bold: true,
    note: `${shop.score.toFixed(1)}分  月售${ui.roughCount(shop.sold)}`,
    side: `${shop.minutes}分钟 ${ui.distanceText(shop.metres)}`,
    lines: [`起送${ui.yen(shop.leastFen)}  ${shop.deliveryFen === 0 ? '免配送费' : `配送${ui.yen(shop.deliveryFen)}`}`],
    tags: [...shop.offers, ...shop.tags].slice(0, 3),
    onTap: () => act.go('shop', { id: shop.id }),
  });
}

/** The line of orders and the chips of wishes over a list, and the list as they want it. */
export function sifted(shops: readonly Shop[], sort: ui.Bound<string>, wants: ui.Bound<string[]>, act: Act) {
  const shown = shops
    .filter((shop) =>
      wants.value.every((wish) => (wish === '免配送费' ? shop.deliveryFen === 0 : shop.tags.includes(wish))),
    )
    .toSorted(orders[sort.value] ?? (() => 0));
  const choose = (): void => act.pick('排序', ['综合排序', ...Object.keys(orders)], sort);
  return {
    list: `${sort.value} ${wants.value.join()}`,
    controls: [
      ui.row('sort', sort.value, { titleDp: 14, bold: true, value: '切换排序', arrow: true, onTap: choose }),
      ui.chips('wants', wishes, wants, { oneLine: true }),
    ],
    cards: shown.map((shop) => shopCard(shop, act)),
  };
}

function found(state: ElemeState, query: string): Shop[] {
  return state.shops.filter(({ name, kind, dishes }) =>
    `${name} ${kind} ${dishes.map((dish) => dish.name)}`.includes(query),
  );
}

export const shopsPages: Pages<'search' | 'shops'> = {
  search: (state, params, act) => {
    const query = ui.bind(params, 'query', '');
    const search = (wanted: string): void => {
      const text = wanted.trim();
      if (text === '') {
        act.toast('请输入商家或商品名称');
        return;
      }
      state.searches = [text, ...state.searches.filter((other) => other !== text)].slice(0, 10);
      act.replace('shops', { query: text });
    };
    const again = { value: '', set: search };
    const typed = query.value.trim();
    return {
      bar: {
        field: { key: 'search-field', text: query, hint: '输入商家、商品名称', onSubmit: search },
        actions: [ui.textAction('搜索', () => search(query.value))],
      },
      content:
        typed === ''
          ? [
              state.searches.length > 0 &&
                ui.heading('历史搜索', { more: { text: '清空', onTap: () => ui.set(state, { searches: [] }) } }),
              state.searches.length > 0 && ui.chips('history', state.searches, again, { clear: true }),
              ui.heading('搜索发现'),
              ui.chips('popular', ['生椰拿铁', '麻辣烫', '红富士苹果', '鸡蛋', '蛋糕', '感冒灵', '辣椒炒肉'], again, {
                clear: true,
              }),
            ]
          : found(state, typed)
              .slice(0, 10)
              .map((shop) =>
                ui.row(`hint:${shop.id}`, shop.name, {
                  art: ui.sign('search'),
                  artDp: 26,
                  note: shop.dishes.find(({ name }) => name.includes(typed))?.name ?? shop.kind,
                  onTap: () => act.go('shop', { id: shop.id }),
                }),
              ),
    };
  },

  shops: (state, params, act) => {
    const { query = '', kind = '' } = params;
    const shops = found(state, query).filter((shop) => kind === '' || shop.kind === kind);
    const sort = ui.bind(params, 'sort', '综合排序');
    const { controls, cards, list } = sifted(shops, sort, ui.bind(params, 'wants', []), act);
    return {
      bar: {
        search: { hint: '输入商家、商品名称', value: query || kind, onTap: () => act.replace('search', { query }) },
      },
      pinned: controls,
      list,
      feed: { size: 10, endText: '没有更多了' },
      content: [cards.length === 0 && ui.nothing('search', '没有找到相关商家', '换个词试试'), ...cards],
    };
  },
};
