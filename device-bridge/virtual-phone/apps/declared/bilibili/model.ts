// What Bilibili remembers, its pages, and the small things that several of them do.
import * as ui from '../../toolkit/index.js';
import { remarks, series, uploaders, videos, viewers } from './tables.js';

export interface Comment {
  id: string;
  author: string;
  text: string;
  likes: number;
  daysAgo: number;
}

export interface Video {
  id: string;
  title: string;
  up: string;
  zone: string;
  scene: string;
  hue: number;
  seconds: number;
  plays: number;
  danmaku: number;
  likes: number;
  coins: number;
  favourites: number;
  daysAgo: number;
  comments: Comment[];
}

export interface Uploader {
  id: string;
  name: string;
  sign: string;
  level: number;
  fans: number;
}

export interface Series {
  id: string;
  name: string;
  score: string;
  episodes: number;
  about: string;
  scene: string;
  /** Last episode watched; 0 for none. */
  watched: number;
}

export interface BilibiliState {
  videos: Video[];
  uploaders: Uploader[];
  series: Series[];
  liked: string[];
  /** Coins given, by video. */
  coined: Record<string, number>;
  coinsLeft: number;
  folders: { id: string; name: string; videos: string[] }[];
  /** Ids of uploaders. */
  following: string[];
  /** Ids of series. */
  subscribed: string[];
  watchLater: string[];
  /** Newest first. */
  history: { video: string; daysAgo: number; watchedSeconds: number }[];
  searches: string[];
  likedComments: string[];
  danmakuSent: { video: string; text: string }[];
  shared: { video: string; to: string }[];
  /** Own entries in the feed. */
  posts: { id: string; text: string; likes: number }[];
  nextId: number;
  settings: { autoplay: boolean; darkMode: boolean; danmaku: boolean; quality: string };
}

export interface Routes {
  home: { tab?: string; channel?: string; feed?: string };
  search: { query?: string };
  results: { query: string; kind?: string; sort?: string; length?: string; zone?: string };
  video: { id: string; part?: string; order?: string; draft?: string; playing?: boolean };
  uploader: { id: string; sort?: string };
  series: { id: string };
  history: { query?: string };
  folders: Record<string, never>;
  folder: { id: string };
  later: Record<string, never>;
  following: Record<string, never>;
  compose: { text?: string };
  settings: Record<string, never>;
}

export type Act = ui.Actions<Routes>;
export type Pages<Name extends keyof Routes> = { readonly [Key in Name]: ui.PageOf<BilibiliState, Routes, Key> };

export const ownName = '早起的陈同学';

export function ageText(daysAgo: number, act: Act): string {
  if (daysAgo === 0) return '今天';
  return daysAgo === 1 ? '昨天' : ui.addDays(act.today(), -daysAgo).slice(5);
}

export function watch(state: BilibiliState, act: Act, id: string): void {
  const before = state.history.find((entry) => entry.video === id);
  state.history = [
    { video: id, daysAgo: 0, watchedSeconds: before?.watchedSeconds ?? 0 },
    ...state.history.filter((entry) => entry !== before),
  ];
  act.go('video', { id });
}

export function videoRow(state: BilibiliState, act: Act, video: Video, options: ui.RowOptions = {}): ui.Block {
  const up = ui.byId(state.uploaders, video.up);
  return ui.row(`video:${video.id}`, video.title, {
    titleLines: 2,
    art: ui.photo(video.scene, video.hue),
    artDp: 84,
    note: `UP ${up.name}`,
    lines: [`${ui.countText(video.plays)}播放 · ${ui.durationText(video.seconds)} · ${ageText(video.daysAgo, act)}`],
    onTap: () => watch(state, act, video.id),
    ...options,
  });
}

export function poster(state: BilibiliState, act: Act, video: Video): ui.Poster {
  return {
    key: video.id,
    title: video.title,
    art: ui.photo(video.scene, video.hue),
    aspect: 0.62,
    note: ui.byId(state.uploaders, video.up).name,
    side: `${ui.countText(video.plays)}播放`,
    mark: ui.durationText(video.seconds),
    onTap: () => watch(state, act, video.id),
  };
}

export function followButton(state: BilibiliState, act: Act, id: string): ui.Control {
  const follows = state.following.includes(id);
  const stop = (): void =>
    act.confirm('取消关注', '确定不再关注该 UP 主吗？', '确定', () => ui.flip(state.following, id));
  return ui.push(follows ? '已关注' : '+ 关注', () => (follows ? stop() : ui.flip(state.following, id)), {
    strong: !follows,
    name: 'follow',
  });
}

export function dataOf(random: ui.Random): BilibiliState {
  const people = uploaders.map(([name = '', sign = '', level = ''], index): Uploader => {
    return { id: `u${index + 1}`, name, sign, level: Number(level), fans: random.integer(8, 900) * 5137 };
  });
  const all = videos.map(([title = '', up = '', zone = '', scene = '', length = ''], index): Video => {
    const plays = Math.round(10 ** (4 + random.next() * 2.8));
    const [minutes = 0, seconds = 0] = length.split(':').map(Number);
    return {
      id: `v${index + 1}`,
      title,
      up: people.find(({ name }) => name === up)?.id ?? '',
      zone,
      scene,
      hue: random.integer(0, 359),
      seconds: minutes * 60 + seconds,
      plays,
      danmaku: Math.round(plays / random.integer(90, 400)),
      likes: Math.round(plays / random.integer(9, 30)),
      coins: Math.round(plays / random.integer(30, 90)),
      favourites: Math.round(plays / random.integer(20, 60)),
      daysAgo: random.integer(1, 300),
      comments: random.sample(remarks, random.integer(5, 9)).map((text, at) => ({
        id: `c${index + 1}-${at + 1}`,
        author: random.pick(viewers),
        text,
        likes: random.integer(0, 4000),
        daysAgo: random.integer(0, 20),
      })),
    };
  });
  const ids = all.map(({ id }) => id);
  return {
    videos: all,
    uploaders: people,
    series: series.map(([name = '', score = '', episodes = '', about = '', scene = ''], index) => {
      return { id: `s${index + 1}`, name, score, episodes: Number(episodes), about, scene, watched: 0 };
    }),
    liked: [],
    coined: {},
    coinsLeft: random.integer(20, 400),
    folders: [
      { id: 'f1', name: '默认收藏夹', videos: random.sample(ids, 5) },
      { id: 'f2', name: '学习', videos: random.sample(ids, 3) },
      { id: 'f3', name: '做饭', videos: ['v5', 'v8'] },
    ],
    following: random.sample(people, 5).map(({ id }) => id),
    subscribed: ['s1', 's4'],
    watchLater: random.sample(ids, 3),
    history: random.sample(all, 12).map(({ id, seconds }, index) => {
      return { video: id, daysAgo: Math.floor(index / 3), watchedSeconds: random.integer(5, seconds) };
    }),
    searches: ['手机横评', '红烧肉'],
    likedComments: [],
    danmakuSent: [],
    shared: [],
    posts: [],
    nextId: 1,
    settings: { autoplay: true, darkMode: false, danmaku: true, quality: '1080P 高清' },
  };
}
