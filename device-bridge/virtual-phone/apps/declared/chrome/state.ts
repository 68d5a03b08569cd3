// The data of Chrome: tabs with their trails, bookmarks, history; and how an input becomes an address.
import * as ui from '../../toolkit/index.js';
import { articles } from './articles.js';
import { entries } from './entries.js';

export const hosts = {
  news: 'www.jianghai-news.example',
  encyclopedia: 'baike.zhishi.example',
  weather: 'm.tianqi.example',
  search: 'search.example',
} as const;

export interface Tab {
  id: string;
  /** Addresses in the order of visits; empty is a new tab's page. */
  trail: string[];
  /** Which one is shown. */
  at: number;
}

export interface Visit {
  id: string;
  url: string;
  title: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface ChromeState {
  tabs: Tab[];
  current: string;
  /** Newest first. */
  history: Visit[];
  bookmarks: { url: string; title: string }[];
  downloads: { url: string; title: string }[];
  /** Addresses of articles that were liked. */
  liked: string[];
  searches: string[];
  settings: { desktopSite: boolean; blockPopUps: boolean; saveHistory: boolean; textPercent: number };
  nextId: number;
}

export interface Routes {
  home: { typed?: string; find?: string };
  tabs: Record<string, never>;
  bookmarks: Record<string, never>;
  history: { query?: string };
  downloads: Record<string, never>;
  settings: Record<string, never>;
}

export type Act = ui.Actions<Routes>;

export const addressOf = {
  home: (host: keyof typeof hosts): string => `https://${hosts[host]}/`,
  section: (name: string): string => `https://${hosts.news}/${name}/`,
  article: (id: string): string => `https://${hosts.news}/a/${id}.html`,
  entry: (name: string): string => `https://${hosts.encyclopedia}/item/${name}`,
  weather: (city: string): string => `https://${hosts.weather}/${city}`,
  search: (query: string): string => `https://${hosts.search}/s?q=${query.replaceAll(/\s+/g, '+')}`,
};

/** Host, and parts of the path; "s?q=..." gives the query as the second part. */
export function partsOf(url: string): { host: string; path: string[] } {
  const [host = '', ...path] = url.replace(/^https?:\/\//, '').split(/\/|\?q=/);
  return { host, path: path.filter(Boolean) };
}

export function titleOf(url: string): string {
  if (url === '') return '新标签页';
  const { host, path } = partsOf(url);
  const [first = '', second = ''] = path;
  if (host === hosts.search) return path.length > 0 ? `${second.replaceAll('+', ' ')} - 搜索` : '搜索';
  if (host === hosts.weather) return `${first || '上海'}天气预报`;
  if (host === hosts.encyclopedia) return second ? `${second}_知识百科` : '知识百科';
  if (host !== hosts.news) return host;
  const article = first === 'a' ? articles.find(({ id }) => second.startsWith(id)) : undefined;
  return article?.title ?? (first && first !== 'a' ? `${first} - 江海新闻网` : '江海新闻网');
}

/** An address stays one; anything else is searched for. */
export function urlOf(input: string): string {
  const text = input.trim();
  if (/^https?:\/\/\S+$/i.test(text)) return text;
  return /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text) ? `https://${text}` : addressOf.search(text);
}

export function currentTab(state: ChromeState): Tab {
  const tab = state.tabs.find(({ id }) => id === state.current) ?? state.tabs[0];
  return tab ?? { id: '', trail: [''], at: 0 };
}

export function shownUrl({ trail, at }: Tab): string {
  return trail[at] ?? '';
}

/** Opens the address in the current tab; what lay ahead of it is forgotten. */
export function visit(state: ChromeState, url: string, act: Act): void {
  const tab = currentTab(state);
  tab.trail = [...tab.trail.slice(0, tab.at + 1), url];
  tab.at = tab.trail.length - 1;
  const { host, path } = partsOf(url);
  if (host === hosts.search && path[1]) state.searches = [path[1].replaceAll('+', ' '), ...state.searches].slice(0, 20);
  if (state.settings.saveHistory && url !== '') {
    state.history.unshift({ id: `h${state.nextId}`, url, title: titleOf(url), at: act.now() });
    state.nextId += 1;
  }
  act.reload();
}

export function newTab(state: ChromeState, url = ''): void {
  const id = `t${state.nextId}`;
  state.nextId += 1;
  state.tabs.push({ id, trail: [url], at: 0 });
  state.current = id;
}

export function closeTab(state: ChromeState, tab: Tab): void {
  ui.remove(state.tabs, tab);
  if (state.tabs.length === 0) newTab(state);
  else if (state.current === tab.id) state.current = state.tabs.at(-1)?.id ?? '';
}

/** 2026-11-22 21:40 in Shanghai. */
const newestMs = Date.UTC(2026, 10, 22, 13, 40);

export function dataOf(random: ui.Random): ChromeState {
  const urls = [
    ...random.sample(articles, 6).map(({ id }) => addressOf.article(id)),
    ...random.sample(entries, 4).map(({ name }) => addressOf.entry(name)),
    addressOf.search('红烧肉 做法'),
    addressOf.weather('杭州'),
  ];
  let at = newestMs;
  const history = random.sample(urls, urls.length).map((url, index): Visit => {
    at -= random.integer(4, 300) * 60_000;
    return { id: `h${index + 1}`, url, title: titleOf(url), at };
  });
  const marked = [
    addressOf.home('news'),
    addressOf.home('encyclopedia'),
    addressOf.weather('上海'),
    addressOf.entry('茶'),
  ];
  return {
    tabs: [{ id: 't1', trail: [''], at: 0 }],
    current: 't1',
    history,
    bookmarks: marked.map((url) => ({ url, title: titleOf(url) })),
    downloads: [],
    liked: [],
    searches: ['红烧肉 做法'],
    settings: { desktopSite: false, blockPopUps: true, saveHistory: true, textPercent: 100 },
    nextId: 100,
  };
}
