// The data of Weibo, and what a touch does to it.
import * as ui from '../../toolkit/index.js';
import { authors, commenters, comments, hot, posts } from './tables.js';

export interface Author {
  id: string;
  name: string;
  about: string;
  fans: number;
  source: string;
  followed: boolean;
}

export interface Comment {
  id: string;
  by: string;
  text: string;
  likes: number;
  liked: boolean;
  /** Milliseconds since 1970. */
  at: number;
}

export interface Post {
  id: string;
  /** "me" is the owner of the phone. */
  author: string;
  topic: string;
  text: string;
  scenes: string[];
  /** Milliseconds since 1970. */
  at: number;
  reposts: number;
  likes: number;
  liked: boolean;
  saved: boolean;
  comments: Comment[];
  /** Comments that are not shown. */
  more: number;
  /** Id of what this one passes on, or empty. */
  original: string;
}

export interface WeiboState {
  authors: Author[];
  posts: Post[];
  hot: { title: string; tag: string; heat: number }[];
  /** Newest first. */
  searches: string[];
  nextId: number;
}

export interface Routes {
  home: { tab?: 'feed' | 'hot' | 'me'; feed?: 'following' | 'recommended' };
  search: { query?: string; submitted?: string; order?: 'all' | 'new' | 'liked' | 'people' };
  post: { id: string; order?: 'hot' | 'new'; draft?: string };
  user: { id: string; list?: 'all' | 'pictures' };
  compose: { text?: string; original?: string };
  list: { of: 'saved' | 'liked' | 'follows' };
}

export type Act = ui.Actions<Routes>;

/** 2026-11-23 09:36 in Shanghai. */
const newestMs = Date.UTC(2026, 10, 23, 1, 36);
const minuteMs = 60_000;

export function authorOf(state: WeiboState, id: string): Author {
  const own = { id, name: '陈小北', about: '认真生活', fans: 128, source: '小米 15', followed: false };
  return state.authors.find((author) => author.id === id) ?? own;
}

/** "刚刚", "12分钟前", "3小时前", "昨天 20:31", "11月19日". */
export function agoText(at: number, now: number): string {
  const minutes = Math.floor((now - at) / minuteMs);
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes}分钟前`;
  const days = ui.daysBetween(ui.dayAt(at), ui.dayAt(now));
  if (days === 0) return `${Math.floor(minutes / 60)}小时前`;
  return days === 1 ? `昨天 ${ui.timeAt(at)}` : ui.dayText(ui.dayAt(at));
}

export function commentCount({ comments: list, more }: Post): number {
  return list.length + more;
}

export function like(target: Post | Comment): void {
  target.likes += target.liked ? -1 : 1;
  target.liked = !target.liked;
}

export function matching(state: WeiboState, query: string): Post[] {
  const wanted = query.replaceAll('#', '').trim().toLowerCase();
  return state.posts.filter(({ text, topic, author }) =>
    `${topic}${text}${authorOf(state, author).name}`.toLowerCase().includes(wanted),
  );
}

export function remember(state: WeiboState, query: string): void {
  state.searches = [query, ...state.searches.filter((other) => other !== query)].slice(0, 12);
}

export function comment(state: WeiboState, post: Post, text: string, at: number): void {
  post.comments.unshift({ id: `n${state.nextId}`, by: '陈小北', text, likes: 0, liked: false, at });
  state.nextId += 1;
}

export function publish(state: WeiboState, text: string, original: string, at: number): void {
  const source = state.posts.find(({ id }) => id === original);
  const topic = /#([^#]+)#/.exec(text)?.[1] ?? source?.topic ?? '';
  state.posts.unshift({
    id: `w${state.nextId}`,
    author: 'me',
    topic,
    text,
    scenes: [],
    at,
    reposts: 0,
    likes: 0,
    liked: false,
    saved: false,
    comments: [],
    more: 0,
    original,
  });
  state.nextId += 1;
  if (source) source.reposts += 1;
}

export function dataOf(random: ui.Random): WeiboState {
  const everybody = authors.map(([name = '', about = '', thousands = '', source = ''], index): Author => {
    return { id: `u${index + 1}`, name, about, fans: Number(thousands) * 1000, source, followed: index % 3 === 0 };
  });
  let at = newestMs;
  let nextComment = 0;
  const commentAt = (after: number): Comment => {
    nextComment += 1;
    const by = random.pick(commenters);
    const likes = random.integer(0, 4000);
    return { id: `n${nextComment}`, by, text: random.pick(comments), likes, liked: false, at: after };
  };
  const feed = posts.map(([name = '', topic = '', text = '', scenes = ''], index): Post => {
    at -= random.integer(3, 150) * minuteMs;
    const author = everybody.find((other) => other.name === name);
    const scale = Math.max(1, Math.round(Math.sqrt(author?.fans ?? 1) / 40));
    return {
      id: `w${index + 1}`,
      author: author?.id ?? 'me',
      topic,
      text,
      scenes: scenes.split(' ').filter(Boolean),
      at,
      reposts: random.integer(2, 60) * scale,
      likes: random.integer(20, 400) * scale,
      liked: false,
      saved: false,
      comments: Array.from({ length: random.integer(4, 9) }, () => commentAt(at + random.integer(1, 90) * 20_000)),
      more: random.integer(0, 40) * scale,
      original: '',
    };
  });
  let heat = 5_200_000;
  return {
    authors: everybody,
    posts: feed,
    hot: hot.map(([title = '', tag = '']) => {
      heat = Math.round(heat * (0.86 + random.next() * 0.1));
      return { title, tag, heat };
    }),
    searches: ['降温', '马拉松成绩查询'],
    nextId: 1000,
  };
}
