// Xiaohongshu: notes to find, read, like, collect and write; their authors to follow; a small market.
import * as ui from '../../toolkit/index.js';
import { minePages } from './mine.js';
import {
  dataOf,
  followButton,
  likesOf,
  type Note,
  nameOf,
  type Routes,
  red,
  waterfalls,
  type XiaohongshuState,
} from './model.js';
import { notePages } from './note.js';
import { publishPages } from './publish.js';
import { popular } from './tables.js';
import { marketPart, mePart, messagesPart, notesPart, type PartOf } from './tabs.js';

/** Days. */
const since: Record<string, number> = { 不限: Number.POSITIVE_INFINITY, 一天内: 1, 一周内: 7, 半年内: 182 };

const orders: Record<string, (state: XiaohongshuState) => (a: Note, b: Note) => number> = {
  综合: () => () => 0,
  最新: () => (a, b) => a.daysAgo - b.daysAgo,
  最多点赞: (state) => (a, b) => likesOf(state, b) - likesOf(state, a),
  最多评论: () => (a, b) => b.comments.length - a.comments.length,
  最多收藏: () => (a, b) => b.collects - a.collects,
};

export const xiaohongshu = ui.declareApp<XiaohongshuState, Routes>({
  identity: {
    packageName: 'com.xingin.xhs',
    label: '小红书',
    mainActivity: 'com.xingin.xhs.index.v2.IndexActivityV2',
    versionName: '8.64.0',
    versionCode: 8640521,
    icon: { glyph: '小红书', hue: 352 },
  },
  palette: {
    brand: red,
    background: '#f7f7f7',
    text: '#333333',
    weak: '#999999',
    bar: 'surface',
    tabs: 'bold',
    radius: 8,
    navigation: 'texts',
    titleAlign: 'left',
    ids: 'shrunk',
  },
  data: dataOf,
  home: 'home',
  loading: ['results', 'author'],
  activities: {
    note: 'com.xingin.matrix.notedetail.NoteDetailActivity',
    search: 'com.xingin.alioth.search.GlobalSearchActivity',
    results: 'com.xingin.alioth.search.GlobalSearchActivity',
    author: 'com.xingin.matrix.v2.profile.newpage.NewOtherUserActivity',
  },
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'notes');
      const parts: Record<string, PartOf> = { market: marketPart, messages: messagesPart, me: mePart };
      const [first, market, messages, me] = ui.navigation(tab, [
        ['notes', '首页'],
        ['market', '市集'],
        ['messages', '消息'],
        ['me', '我'],
      ]);
      const publish: ui.NavigationItem = {
        key: 'publish',
        text: '发布',
        symbol: 'plus',
        selected: false,
        main: true,
        onTap: () => act.go('album', {}),
      };
      const navigation = [first, market, publish, messages, me].filter((item) => item !== undefined);
      return { list: tab.value, ...(parts[tab.value] ?? notesPart)(state, params, act), navigation };
    },

    search: (state, params, act) =>
      ui.searchPage(params, act, {
        hint: '搜索笔记、用户、商品',
        searched: state,
        popular,
        popularTitle: '猜你想搜',
        onSearch: (query) => act.replace('results', { query }),
      }),

    results: (state, params, act) => {
      const kind = ui.bind(params, 'kind', '全部');
      const sort = ui.bind(params, 'sort', '综合');
      const form = ui.bind(params, 'form', '不限');
      const age = ui.bind(params, 'since', '不限');
      const words = params.query.toLowerCase().split(/\s+/);
      const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
      const notes = state.notes
        .filter((note) => has(`${note.title} ${note.text} ${note.topic} ${nameOf(state, note.author)} ${note.place}`))
        .filter((note) => form.value === '不限' || note.kind === form.value)
        .filter(({ daysAgo }) => daysAgo <= (since[age.value] ?? 0))
        .toSorted(orders[sort.value]?.(state));
      const people = state.authors.filter(({ name, sign }) => has(`${name} ${sign}`));
      const products = state.products.filter(({ name, shop }) => has(`${name} ${shop}`));
      const filter = (): void =>
        act.sheet({
          title: '筛选',
          content: () => [
            ui.heading('排序依据'),
            ui.chips('sort', Object.keys(orders), ui.bind(params, 'sort', '综合')),
            ui.heading('笔记类型'),
            ui.chips('form', ['不限', '图文', '视频'], ui.bind(params, 'form', '不限')),
            ui.heading('发布时间'),
            ui.chips('since', Object.keys(since), ui.bind(params, 'since', '不限')),
          ],
          bottom: () => [ui.bigButton('filter-done', '收起', () => act.close())],
        });
      const shown: Record<string, ui.Block[]> = {
        全部: waterfalls(state, act, notes),
        用户: people.map(({ id, name, fans, sign }) =>
          ui.row(`author:${id}`, name, {
            art: ui.face(name, { round: true }),
            note: `粉丝 ${ui.countText(fans)} · ${sign}`,
            control: followButton(state, act, id),
            onTap: () => act.go('author', { id }),
          }),
        ),
        商品: products.map(({ id, name, shop, shape, fen }) =>
          ui.card(`product:${id}`, name, {
            art: ui.goods(shape, fen),
            note: shop,
            price: ui.yen(fen),
            onTap: () => act.go('product', { id }),
          }),
        ),
      };
      const chosen = shown[kind.value] ?? [];
      return {
        bar: {
          search: { hint: '', value: params.query, onTap: () => act.replace('search', { query: params.query }) },
          actions: kind.value === '全部' ? [ui.action('filter', '筛选', filter)] : [],
        },
        pinned: [ui.tabs('kind', Object.keys(shown), kind)],
        list: `${kind.value} ${sort.value} ${form.value} ${age.value}`,
        feed: { size: 3, endText: '- THE END -' },
        content: [chosen.length === 0 && ui.nothing('search', '没有找到相关内容', '换个词试试吧'), ...chosen],
      };
    },

    ...notePages,
    ...publishPages,
    ...minePages,
  },
  open: (uri, act, state) => {
    const id = uri.pathname.split('/').pop() ?? '';
    if (state.notes.some((note) => note.id === id)) act.go('note', { id });
    const query = uri.searchParams.get('keyword');
    if (uri.host === 'search' && query) act.go('results', { query });
  },
});
