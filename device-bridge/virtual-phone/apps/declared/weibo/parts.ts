// What several pages of Weibo show: a post in a list, and the tabs of the first page.
import * as ui from '../../toolkit/index.js';
import { type Act, agoText, authorOf, commentCount, like, type Post, type Routes, type WeiboState } from './state.js';

type Part = Pick<ui.Body, 'bar' | 'content' | 'pinned' | 'feed' | 'float'>;

const orange = '#ff8200';

function follow(state: WeiboState, id: string, act: Act): { text: string; onTap(): void } | undefined {
  const author = state.authors.find((other) => other.id === id);
  if (!author) return undefined;
  const stop = (): void =>
    act.confirm('取消关注', `不再关注“${author.name}”？`, '取消关注', () => ui.set(author, { followed: false }), {
      cancel: '再想想',
    });
  return {
    text: author.followed ? '已关注' : '+关注',
    onTap: () => (author.followed ? stop() : ui.set(author, { followed: true })),
  };
}

/** `isWhole`: with all its text, and not leading to itself. */
export function postBlock(state: WeiboState, shown: Post, act: Act, isWhole = false): ui.Block {
  const { id, author: authorId, topic, text, scenes, at, reposts, likes, liked, original } = shown;
  const author = authorOf(state, authorId);
  const source = state.posts.find((other) => other.id === original);
  const quoted = source ? `\n//@${authorOf(state, source.author).name}：${source.text}` : '';
  const tagged = topic === '' || text.includes(`#${topic}#`) ? text : `#${topic}# ${text}`;
  return ui.post({
    key: `post:${id}`,
    author: author.name,
    note: `${agoText(at, act.now())} 来自 ${author.source}`,
    text: `${tagged}${quoted}`,
    maxLines: isWhole ? 60 : 6,
    pictures: scenes.map((scene, index) => ui.photo(scene, ui.hueOf(`${id}${index}`))),
    follow: follow(state, authorId, act),
    actions: [
      {
        symbol: 'share',
        text: reposts > 0 ? ui.countText(reposts) : '转发',
        description: `转发 ${reposts}`,
        onTap: () => act.go('compose', { original: id }, 'text'),
      },
      {
        symbol: 'comment',
        text: commentCount(shown) > 0 ? ui.countText(commentCount(shown)) : '评论',
        description: `评论 ${commentCount(shown)}`,
        onTap: () => (isWhole ? act.focus('write/field') : act.go('post', { id })),
      },
      {
        symbol: 'thumb-up',
        text: likes > 0 ? ui.countText(likes) : '赞',
        description: liked ? '取消赞' : `赞 ${likes}`,
        on: liked,
        onTap: () => like(shown),
      },
    ],
    ...(isWhole ? {} : { onTap: () => act.go('post', { id }) }),
  });
}

export function hotRows(state: WeiboState, count: number, act: Act): ui.Block[] {
  return state.hot.slice(0, count).map(({ title, tag, heat }, index) =>
    ui.row(`hot:${index + 1}`, `${index + 1}  ${title}`, {
      ...(index < 3 ? { color: '#d63a2f', bold: true } : {}),
      value: ui.countText(heat),
      ...(tag ? { side: tag } : {}),
      onTap: () => act.go('search', { query: title, submitted: title }),
    }),
  );
}

export function feedPart(state: WeiboState, params: Routes['home'], act: Act): Part {
  const feed = ui.bind(params, 'feed', 'recommended');
  const isFollowing = feed.value === 'following';
  const shown = state.posts.filter(({ author }) => !isFollowing || author === 'me' || authorOf(state, author).followed);
  return {
    bar: {
      search: { hint: `大家正在搜：${state.hot[0]?.title ?? ''}`, onTap: () => act.go('search', {}, 'query') },
      actions: [ui.action('plus-circle', '写微博', () => act.go('compose', {}, 'text'), { color: orange })],
    },
    pinned: [
      ui.tabs(
        'feed',
        [
          { key: 'following', text: '关注' },
          { key: 'recommended', text: '推荐' },
        ],
        feed as ui.Bound<string>,
      ),
    ],
    feed: { size: 8, endText: '没有更多微博了' },
    content: [
      shown.length === 0 && ui.nothing('users', '还没有关注的人', '去推荐里看看'),
      ...shown.map((entry) => postBlock(state, entry, act)),
    ],
  };
}

export function hotPart(state: WeiboState, act: Act): Part {
  return {
    bar: { search: { hint: '搜索微博、用户、话题', onTap: () => act.go('search', {}, 'query') } },
    content: [
      ui.banner({ key: 'hot-banner', title: '微博热搜', hue: 22, heightDp: 90 }),
      ui.paragraph(`更新于 ${ui.timeAt(act.now())}，每分钟更新一次`, { key: 'updated', sizeDp: 12, color: '#939393' }),
      ...hotRows(state, state.hot.length, act),
    ],
  };
}

export function mePart(state: WeiboState, act: Act): Part {
  const own = state.posts.filter(({ author }) => author === 'me');
  const follows = state.authors.filter(({ followed }) => followed).length;
  return {
    bar: { title: '我', large: true },
    content: [
      ui.card('profile', '陈小北', { note: '认真生活 · 上海', art: ui.face('陈小北', { round: true }), artDp: 56 }),
      ui.facts('figures', [
        { text: String(own.length), note: '微博', onTap: () => act.go('user', { id: 'me' }) },
        { text: String(follows), note: '关注', onTap: () => act.go('list', { of: 'follows' }) },
        { text: '128', note: '粉丝' },
      ]),
      ui.group('lists', [
        ui.row('saved', '我的收藏', {
          art: ui.sign('star', orange),
          value: String(state.posts.filter(({ saved }) => saved).length),
          arrow: true,
          onTap: () => act.go('list', { of: 'saved' }),
        }),
        ui.row('liked', '赞过的微博', {
          art: ui.sign('thumb-up', orange),
          value: String(state.posts.filter(({ liked }) => liked).length),
          arrow: true,
          onTap: () => act.go('list', { of: 'liked' }),
        }),
        ui.row('own', '我的微博', {
          art: ui.sign('note', orange),
          arrow: true,
          onTap: () => act.go('user', { id: 'me' }),
        }),
      ]),
    ],
  };
}
