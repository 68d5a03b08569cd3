// The tabs of Bilibili's first page: videos, what the followed do, oneself.
import * as ui from '../../toolkit/index.js';
import { type Act, ageText, type BilibiliState, ownName, poster, type Routes, watch } from './model.js';
import { zones } from './tables.js';

type Part = Pick<ui.Body, 'bar' | 'pinned' | 'content' | 'feed' | 'float' | 'list'>;

export function videosPart(state: BilibiliState, params: Routes['home'], act: Act): Part {
  const channel = ui.bind(params, 'channel', '推荐');
  const videos =
    channel.value === '推荐'
      ? state.videos.toSorted((a, b) => a.hue - b.hue)
      : channel.value === '热门'
        ? state.videos.toSorted((a, b) => b.plays - a.plays)
        : state.videos.filter(({ zone }) => zone === channel.value);
  return {
    bar: {
      search: {
        hint: state.searches[0] ?? '搜索视频、番剧或 UP 主',
        onTap: () => act.go('search', {}, 'search-field'),
      },
      actions: [ui.action('mail', '消息', () => act.alert('消息', '暂时没有新消息'))],
    },
    pinned: [ui.tabs('channel', zones, channel)],
    list: channel.value,
    feed: { size: 2, endText: '没有更多内容了' },
    content: [
      channel.value === '推荐' &&
        ui.banner({ key: 'campaign', title: '年度百大 UP 主评选', hue: 340, onTap: () => channel.set('热门') }),
      ...ui.chunks(videos, 6).map((some, index) =>
        ui.waterfall(
          `feed:${index}`,
          some.map((video) => poster(state, act, video)),
        ),
      ),
    ],
  };
}

export function seriesPart(state: BilibiliState, _params: Routes['home'], act: Act): Part {
  return {
    bar: { title: '番剧影视' },
    content: [
      ui.heading('我的追番'),
      state.subscribed.length === 0 && ui.nothing('tv', '还没有追番'),
      ...state.series
        .filter(({ id }) => state.subscribed.includes(id))
        .map(({ id, name, watched }) =>
          ui.row(`mine:${id}`, name, {
            note: watched === 0 ? '尚未观看' : `看到第 ${watched} 话`,
            arrow: true,
            onTap: () => act.go('series', { id }),
          }),
        ),
      ui.heading('高分榜'),
      ...state.series
        .toSorted((a, b) => Number(b.score) - Number(a.score))
        .map(({ id, name, score, about, scene }, index) =>
          ui.row(`series:${id}`, name, {
            art: ui.photo(scene, index * 36),
            artDp: 64,
            note: about,
            value: `${score}分`,
            onTap: () => act.go('series', { id }),
          }),
        ),
    ],
  };
}

export function dynamicPart(state: BilibiliState, params: Routes['home'], act: Act): Part {
  const feed = ui.bind(params, 'feed', '全部');
  const ups = state.uploaders.filter(({ id }) => state.following.includes(id));
  const videos = state.videos
    .filter(({ up }) => state.following.includes(up))
    .filter(({ up }) => feed.value === '全部' || feed.value === up)
    .toSorted((a, b) => a.daysAgo - b.daysAgo);
  const own = feed.value === '全部' ? state.posts : [];
  return {
    bar: { title: '动态' },
    pinned: [
      ui.chips('who', ['全部', ...ups.map(({ id, name }) => ({ key: id, text: name }))], feed, { oneLine: true }),
    ],
    list: feed.value,
    feed: { size: 8 },
    float: { symbol: 'edit', description: '发布动态', onTap: () => act.go('compose', {}, 'compose-text') },
    content: [
      videos.length + own.length === 0 && ui.nothing('users', '还没有动态', '去关注喜欢的 UP 主吧'),
      ...own.map((entry) =>
        ui.post({
          key: `post:${entry.id}`,
          author: ownName,
          note: '刚刚',
          text: entry.text,
          actions: [
            {
              symbol: 'trash',
              text: '删除',
              description: '删除动态',
              onTap: () => act.confirm('删除动态', '确定删除吗？', '删除', () => ui.remove(state.posts, entry)),
            },
          ],
        }),
      ),
      ...videos.map((video) => {
        const liked = state.liked.includes(video.id);
        return ui.post({
          key: `dynamic:${video.id}`,
          author: ui.byId(state.uploaders, video.up).name,
          note: `${ageText(video.daysAgo, act)} · 投稿了视频`,
          text: video.title,
          pictures: [ui.photo(video.scene, video.hue)],
          actions: [
            {
              symbol: 'share',
              text: '分享',
              description: '分享',
              onTap: () => state.shared.push({ video: video.id, to: '动态' }),
            },
            {
              symbol: 'comment',
              text: String(video.comments.length),
              description: '评论',
              onTap: () => act.go('video', { id: video.id, part: 'comments' }),
            },
            {
              symbol: 'thumb-up',
              text: ui.countText(video.likes + (liked ? 1 : 0)),
              description: '点赞',
              on: liked,
              onTap: () => ui.flip(state.liked, video.id),
            },
          ],
          onTap: () => watch(state, act, video.id),
        });
      }),
    ],
  };
}

export function mePart(state: BilibiliState, _params: Routes['home'], act: Act): Part {
  const entry = (key: string, title: string, symbol: string, hue: number, onTap: () => void): ui.Tile => {
    return { key, title, art: ui.tile(symbol, hue, { scale: 0.9 }), onTap };
  };
  return {
    bar: {
      title: '我的',
      actions: [ui.action('gear', '设置', () => act.go('settings', {}))],
    },
    content: [
      ui.row('profile', ownName, {
        art: ui.face(ownName, { round: true }),
        artDp: 60,
        bold: true,
        note: '正式会员 · LV5',
        lines: [`硬币 ${state.coinsLeft}　B币 0`],
      }),
      ui.facts('figures', [
        { text: String(state.posts.length), note: '动态' },
        { text: String(state.following.length), note: '关注', onTap: () => act.go('following', {}) },
        { text: '27', note: '粉丝' },
      ]),
      ui.grid(
        'services',
        [
          entry('offline', '离线缓存', 'download', 200, () => act.alert('离线缓存', '还没有缓存的视频')),
          entry('history', '历史记录', 'clock', 200, () => act.go('history', {})),
          entry('folders', '我的收藏', 'star', 45, () => act.go('folders', {})),
          entry('later', '稍后再看', 'play', 340, () => act.go('later', {})),
        ],
        { columns: 4, card: true },
      ),
      ui.heading('更多服务'),
      ui.row('settings', '设置', { art: ui.sign('gear'), arrow: true, onTap: () => act.go('settings', {}) }),
      ui.row('service', '联系客服', {
        art: ui.sign('help'),
        arrow: true,
        onTap: () => act.alert('联系客服', '客服在线时间 9:00-23:00'),
      }),
    ],
  };
}
