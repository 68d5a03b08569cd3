// What finds things on Weibo again: search, and the owner's own lists.
import * as ui from '../../toolkit/index.js';
import { hotRows, postBlock } from './parts.js';
import { type Act, authorOf, matching, type Routes, remember, type WeiboState } from './state.js';

const orange = '#ff8200';

export function searchPage(state: WeiboState, params: Routes['search'], act: Act): ui.Body {
  const query = ui.bind(params, 'query', '');
  const order = ui.bind(params, 'order', 'all');
  const submit = (text: string): void => {
    if (text.trim() === '') return;
    remember(state, text.trim());
    ui.set(params, { query: text, submitted: text.trim() });
    act.reload();
  };
  const bar = { field: { key: 'query', text: query, hint: '搜索微博、用户、话题', onSubmit: submit } };
  const { submitted } = params;
  if (submitted === undefined || submitted !== query.value.trim()) {
    return {
      bar,
      content: [
        state.searches.length > 0 &&
          ui.heading('搜索历史', { more: { text: '清空', onTap: () => ui.set(state, { searches: [] }) } }),
        ui.chips('history', state.searches, { value: '', set: submit }),
        ui.heading('微博热搜'),
        ...hotRows(state, 10, act),
      ],
    };
  }
  const found = matching(state, submitted);
  const rank = state.hot.findIndex(({ title }) => title === submitted);
  if (order.value === 'new') found.sort((a, b) => b.at - a.at);
  if (order.value === 'liked') found.sort((a, b) => b.likes - a.likes);
  const users = state.authors.filter(({ name, about }) => `${name}${about}`.includes(submitted));
  return {
    bar,
    list: order.value,
    pinned: [
      ui.tabs(
        'order',
        [
          { key: 'all', text: '综合' },
          { key: 'new', text: '实时' },
          { key: 'liked', text: '热门' },
          { key: 'people', text: '用户' },
        ],
        order as ui.Bound<string>,
      ),
    ],
    feed: { size: 8, endText: '没有更多结果了' },
    content:
      order.value === 'people'
        ? [users.length === 0 && ui.nothing('user', '没有找到用户'), ...users.map(({ id }) => userRow(state, id, act))]
        : [
            rank >= 0 && ui.notice('rank', `热搜第 ${rank + 1} 位 · 热度 ${state.hot[rank]?.heat}`, { color: orange }),
            found.length === 0 && ui.nothing('search', '没有找到相关微博', '换个关键词试试'),
            ...found.map((entry) => postBlock(state, entry, act)),
          ],
  };
}

export function listPage(state: WeiboState, { of }: Routes['list'], act: Act): ui.Body {
  const titles = { saved: '我的收藏', liked: '赞过的微博', follows: '我的关注' };
  const follows = state.authors.filter(({ followed }) => followed);
  const found = state.posts.filter(({ saved, liked }) => (of === 'saved' ? saved : liked));
  return {
    bar: { title: titles[of] },
    content:
      of === 'follows'
        ? [
            follows.length === 0 && ui.nothing('users', '还没有关注'),
            ...follows.map(({ id }) => userRow(state, id, act)),
          ]
        : [
            found.length === 0 && ui.nothing('star', '这里还是空的'),
            ...found.map((entry) => postBlock(state, entry, act)),
          ],
  };
}

function userRow(state: WeiboState, id: string, act: ui.Actions<Routes>): ui.Block {
  const author = authorOf(state, id);
  return ui.row(`user:${id}`, author.name, {
    note: author.about,
    lines: [`粉丝 ${ui.countText(author.fans)}`],
    art: ui.face(author.name, { round: true }),
    control: ui.push(author.followed ? '已关注' : '+关注', () => ui.set(author, { followed: !author.followed })),
    onTap: () => act.go('user', { id }),
  });
}
