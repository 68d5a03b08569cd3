// The tabs of Xiaohongshu's first page: notes, the market, messages, oneself.
import * as ui from '../../toolkit/index.js';
import { type Act, likesOf, type Note, nameOf, type Routes, waterfalls, type XiaohongshuState } from './model.js';
import { topics } from './tables.js';

type Part = Pick<ui.Body, 'bar' | 'pinned' | 'content' | 'feed' | 'list' | 'background'>;
export type PartOf = (state: XiaohongshuState, params: Routes['home'], act: Act) => Part;

const isPublic = ({ author, visibility }: Note): boolean => author !== 'me' || visibility === '公开可见';

export const notesPart: PartOf = (state, params, act) => {
  const channel = ui.bind(params, 'channel', '发现');
  const topic = ui.bind(params, 'topic', '推荐');
  const discovered = topic.value === '推荐' ? state.notes : state.notes.filter((note) => note.topic === topic.value);
  const shown: Record<string, readonly Note[]> = {
    关注: state.notes
      .filter(({ author }) => state.following.includes(author))
      .toSorted((a, b) => a.daysAgo - b.daysAgo),
    发现: discovered.filter(isPublic).toSorted((a, b) => a.daysAgo * 7 + (a.hue % 100) - b.daysAgo * 7 - (b.hue % 100)),
    附近: state.notes.filter(({ place }) => place.startsWith('上海')),
  };
  const notes = shown[channel.value] ?? [];
  return {
    bar: {
      search: { hint: state.searches[0] ?? '搜索笔记', onTap: () => act.go('search', {}, 'search-field') },
    },
    pinned: [
      ui.tabs('channel', ['关注', '发现', { key: '附近', text: '上海' }], channel),
      channel.value === '发现' && ui.chips('topic', topics, topic, { oneLine: true }),
    ],
    list: `${channel.value} ${topic.value}`,
    feed: { size: 2, endText: '- THE END -' },
    content: [notes.length === 0 && ui.nothing('note', '这里空空如也'), ...waterfalls(state, act, notes)],
  };
};

export const marketPart: PartOf = (state, _params, act) => ({
  bar: {
    title: '市集',
    actions: [ui.action('list', '我的订单', () => act.go('orders', {}))],
  },
  content: [
    ui.banner({
      key: 'campaign',
      title: '买手直播节 满300减50',
      hue: 350,
      onTap: () => act.toast('活动每晚 8 点开始'),
    }),
    ui.waterfall(
      'market',
      state.products.map(({ id, name, shop, shape, fen, sold }, index) => ({
        key: id,
        title: name,
        art: ui.goods(shape, index * 35),
        price: ui.yen(fen),
        note: shop,
        side: `已售${ui.roughCount(sold)}`,
        onTap: () => act.go('product', { id }),
      })),
    ),
  ],
});

export const messagesPart: PartOf = (state, _params, act) => {
  const people = state.authors.filter(({ id }) => state.following.includes(id) || state.chats[id]);
  const received = [...state.notes.filter(({ author }) => author === 'me')];
  return {
    bar: { title: '消息' },
    background: '#ffffff',
    content: [
      ui.grid(
        'kinds',
        [
          {
            key: 'likes',
            title: '赞和收藏',
            art: ui.tile('heart', 350),
            onTap: () => act.alert('赞和收藏', `你的 ${received.length} 篇笔记还没有新的赞`),
          },
          {
            key: 'follows',
            title: '新增关注',
            art: ui.tile('user', 210),
            onTap: () => act.alert('新增关注', '还没有新的关注'),
          },
          {
            key: 'comments',
            title: '评论和@',
            art: ui.tile('comment', 150),
            onTap: () => act.alert('评论和@', '还没有新的评论'),
          },
        ],
        { columns: 3 },
      ),
      ...people.map(({ id, name }) =>
        ui.row(`chat:${id}`, name, {
          art: ui.face(name, { round: true }),
          note: state.chats[id]?.at(-1)?.text ?? '你们已经可以聊天了',
          onTap: () => act.go('chat', { id }),
        }),
      ),
    ],
  };
};

export const mePart: PartOf = (state, params, act) => {
  const mine = ui.bind(params, 'mine', '笔记');
  const own = state.notes.filter(({ author }) => author === 'me');
  const shown: Record<string, readonly Note[]> = {
    笔记: own,
    收藏: state.notes.filter(({ id }) => state.collected.includes(id)),
    赞过: state.notes.filter(({ id }) => state.liked.includes(id)),
    浏览记录: state.viewed.flatMap((id) => state.notes.filter((note) => note.id === id)),
  };
  const notes = shown[mine.value] ?? [];
  const given = own.reduce((sum, note) => sum + likesOf(state, note) + note.collects, 0);
  const followed = (): void =>
    act.menu(
      `我的关注 (${state.following.length})`,
      state.following.map((id) => [nameOf(state, id), () => act.go('author', { id })] as const),
    );
  return {
    bar: { title: '', actions: [ui.action('gear', '设置', () => act.go('settings', {}))] },
    list: `me ${mine.value}`,
    content: [
      ui.card('profile', state.me.name, {
        art: ui.face(state.me.name, { round: true }),
        artDp: 68,
        bold: true,
        note: '小红书号：94210358',
        lines: [state.me.sign || '点击这里，填写简介'],
        control: ui.push('编辑资料', () => act.go('profile', {})),
        onTap: () => act.go('profile', {}),
      }),
      ui.facts('figures', [
        { text: String(state.following.length), note: '关注', onTap: followed },
        { text: '16', note: '粉丝' },
        { text: String(given), note: '获赞与收藏' },
      ]),
      ui.tabs('mine', Object.keys(shown), mine),
      notes.length === 0 && ui.nothing('note', mine.value === '笔记' ? '记录生活，从第一篇笔记开始' : '这里还没有内容'),
      ...waterfalls(state, act, notes),
    ],
  };
};
