// Bilibili: videos to find and watch, their uploaders to thank and follow, series to subscribe to.
import * as ui from '../../toolkit/index.js';
import { libraryPages } from './library.js';
import { type BilibiliState, dataOf, followButton, poster, type Routes, type Video, videoRow } from './model.js';
import { popular } from './tables.js';
import { dynamicPart, mePart, seriesPart, videosPart } from './tabs.js';
import { videoPages } from './video.js';

const orders: Record<string, (a: Video, b: Video) => number> = {
  默认排序: () => 0,
  播放多: (a, b) => b.plays - a.plays,
  新发布: (a, b) => a.daysAgo - b.daysAgo,
  弹幕多: (a, b) => b.danmaku - a.danmaku,
};

/** Least and most seconds. */
const lengths: Record<string, readonly [number, number]> = {
  全部时长: [0, Number.POSITIVE_INFINITY],
  '10分钟以下': [0, 600],
  '10-30分钟': [600, 1800],
  '30分钟以上': [1800, Number.POSITIVE_INFINITY],
};

export const bilibili = ui.declareApp<BilibiliState, Routes>({
  identity: {
    packageName: 'tv.danmaku.bili',
    label: '哔哩哔哩',
    mainActivity: 'tv.danmaku.bili.MainActivityV2',
    versionName: '8.20.0',
    versionCode: 8200300,
    icon: { glyph: 'tv', hue: 342 },
  },
  palette: {
    brand: '#fb7299',
    background: '#f1f2f3',
    text: '#18191c',
    weak: '#9499a0',
    bar: 'surface',
    cards: 'flat',
    radius: 6,
    buttons: 'rounded',
  },
  data: dataOf,
  home: 'home',
  loading: ['results', 'uploader'],
  activities: {
    video: 'com.bilibili.ship.theseus.detail.UnitedBizDetailsActivity',
    search: 'com.bilibili.search2.main.BiliMainSearchActivity',
    results: 'com.bilibili.search2.main.BiliMainSearchActivity',
  },
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'videos');
      const parts: Record<string, typeof videosPart> = { dynamic: dynamicPart, series: seriesPart, me: mePart };
      const navigation = ui.navigation(tab, [
        ['videos', '首页', 'home'],
        ['dynamic', '动态', 'sparkle'],
        ['series', '番剧', 'tv'],
        ['me', '我的', 'user'],
      ]);
      return { list: tab.value, ...(parts[tab.value] ?? videosPart)(state, params, act), navigation };
    },

    search: (state, params, act) =>
      ui.searchPage(params, act, {
        hint: '搜索视频、番剧或 UP 主',
        searched: state,
        popular,
        popularTitle: 'bilibili热搜',
        onSearch: (query) => act.replace('results', { query }),
      }),

    results: (state, params, act) => {
      const kind = ui.bind(params, 'kind', '综合');
      const sort = ui.bind(params, 'sort', '默认排序');
      const length = ui.bind(params, 'length', '全部时长');
      const zone = ui.bind(params, 'zone', '全部分区');
      const words = params.query.split(/\s+/);
      const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word.toLowerCase()));
      const [least, most] = lengths[length.value] ?? [0, Number.POSITIVE_INFINITY];
      const nameOf = (up: string): string => ui.byId(state.uploaders, up).name;
      const videos = state.videos
        .filter((video) => has(`${video.title} ${nameOf(video.up)} ${video.zone}`))
        .filter(({ seconds }) => seconds >= least && seconds < most)
        .filter((video) => zone.value === '全部分区' || video.zone === zone.value)
        .toSorted(orders[sort.value]);
      const ups = state.uploaders.filter(({ name, sign }) => has(`${name} ${sign}`));
      const series = state.series.filter(({ name, about }) => has(`${name} ${about}`));
      const filter = (): void =>
        act.sheet({
          title: '筛选',
          content: () => [
            ui.heading('时长'),
            ui.chips('length', Object.keys(lengths), ui.bind(params, 'length', '全部时长')),
            ui.heading('分区'),
            ui.chips(
              'zone',
              ['全部分区', ...new Set(state.videos.map((video) => video.zone))],
              ui.bind(params, 'zone', '全部分区'),
            ),
          ],
          bottom: () => [ui.bigButton('filter-done', '确定', () => act.close())],
        });
      const shown =
        {
          综合: videos.map((video) => videoRow(state, act, video)),
          番剧: series.map(({ id, name, about, score, scene }) =>
            ui.row(`series:${id}`, name, {
              art: ui.photo(scene, 210),
              note: about,
              value: `${score}分`,
              onTap: () => act.go('series', { id }),
            }),
          ),
          用户: ups.map(({ id, name, fans, sign }) =>
            ui.row(`uploader:${id}`, name, {
              art: ui.face(name, { round: true }),
              note: `${ui.countText(fans)}粉丝 · ${sign}`,
              control: followButton(state, act, id),
              onTap: () => act.go('uploader', { id }),
            }),
          ),
        }[kind.value] ?? [];
      return {
        bar: { search: { hint: '', value: params.query, onTap: () => act.replace('search', { query: params.query }) } },
        pinned: [
          ui.tabs(
            'kind',
            ['综合', { key: '番剧', text: `番剧 ${series.length}` }, { key: '用户', text: `用户 ${ups.length}` }],
            kind,
          ),
          kind.value === '综合' && ui.tabs('sort', Object.keys(orders), sort),
          kind.value === '综合' &&
            ui.row('filter', `${length.value} · ${zone.value}`, {
              titleDp: 13,
              faded: true,
              control: ui.tap('filter', '筛选', filter),
            }),
        ],
        list: `${kind.value} ${sort.value} ${length.value}`,
        feed: { size: 10, endText: '没有更多内容了' },
        content: [shown.length === 0 && ui.nothing('search', '什么都没有找到', '换个关键词试试'), ...shown],
      };
    },

    ...videoPages,
    ...libraryPages,

    uploader: (state, params, act) => {
      const up = ui.byId(state.uploaders, params.id);
      const sort = ui.bind(params, 'sort', '最新发布');
      const videos = state.videos
        .filter((video) => video.up === up.id)
        .toSorted(sort.value === '最多播放' ? orders.播放多 : orders.新发布);
      const likes = videos.reduce((sum, video) => sum + video.likes, 0);
      return {
        bar: { title: up.name },
        content: [
          ui.hero({ key: 'cover', art: ui.photo('sea', up.level * 50), aspect: 0.28 }),
          ui.row('uploader', up.name, {
            art: ui.face(up.name, { round: true }),
            artDp: 64,
            bold: true,
            note: `LV${up.level} · ${up.sign}`,
            control: followButton(state, act, up.id),
          }),
          ui.facts('figures', [
            { text: ui.countText(up.fans), note: '粉丝' },
            { text: ui.countText(likes), note: '获赞' },
            { text: String(videos.length), note: '投稿' },
          ]),
          ui.tabs('sort', ['最新发布', '最多播放'], sort),
          ...ui.chunks(videos, 6).map((some, index) =>
            ui.waterfall(
              `videos:${index}`,
              some.map((video) => poster(state, act, video)),
            ),
          ),
        ],
      };
    },

    series: (state, { id }, act) => {
      const series = ui.byId(state.series, id);
      const subscribed = state.subscribed.includes(id);
      const first = Math.max(1, series.episodes - 29);
      const episodes = Array.from({ length: Math.min(30, series.episodes) }, (_, index) => String(first + index));
      const play = (episode: string): void => {
        series.watched = Number(episode);
        act.toast(`正在播放第 ${episode} 话`);
      };
      return {
        bar: { title: series.name },
        content: [
          ui.hero({ key: 'cover', art: ui.photo(series.scene, 210), aspect: 0.5, caption: series.about }),
          ui.facts('figures', [
            { text: series.score, note: '评分', color: '#ff8c00' },
            { text: String(series.episodes), note: '总集数' },
            { text: series.watched === 0 ? '未看' : `第${series.watched}话`, note: '观看进度' },
          ]),
          ui.bigButton('subscribe', subscribed ? '已追番' : '追番', () => ui.flip(state.subscribed, id), {
            kind: subscribed ? 'outlined' : 'filled',
          }),
          ui.heading('选集'),
          ui.chips('episode', episodes, { value: String(series.watched), set: play }),
        ],
      };
    },
  },
  open: (uri, act, state) => {
    const id = uri.pathname.split('/').pop() ?? '';
    if (uri.host === 'video' && state.videos.some((video) => video.id === id)) act.go('video', { id });
    const query = uri.searchParams.get('keyword');
    if (uri.host === 'search' && query) act.go('results', { query });
  },
});
