// What Xiaohongshu remembers, its pages, and what several of them show.
import * as ui from '../../toolkit/index.js';
import { authors, goods, notes, readers, remarks } from './tables.js';

export interface Comment {
  id: string;
  author: string;
  text: string;
  likes: number;
  daysAgo: number;
}

export interface Note {
  id: string;
  title: string;
  /** Id of the author; "me" for oneself. */
  author: string;
  topic: string;
  pictures: string[];
  hue: number;
  kind: string;
  text: string;
  place: string;
  likes: number;
  collects: number;
  daysAgo: number;
  visibility: string;
  comments: Comment[];
}

export interface Author {
  id: string;
  name: string;
  sign: string;
  place: string;
  fans: number;
}

export interface Product {
  id: string;
  name: string;
  shop: string;
  shape: string;
  fen: number;
  sold: number;
}

export interface XiaohongshuState {
  notes: Note[];
  authors: Author[];
  products: Product[];
  liked: string[];
  collected: string[];
  following: string[];
  likedComments: string[];
  searches: string[];
  viewed: string[];
  shared: { note: string; to: string }[];
  /** By author. */
  chats: Record<string, { text: string; own: boolean }[]>;
  orders: { id: string; product: string; count: number; fen: number; status: 'unpaid' | 'paid' }[];
  digitsEntered: number;
  me: { name: string; sign: string; gender: string };
  settings: { notify: boolean; hideLikes: boolean; teenMode: boolean };
  nextId: number;
}

export interface Routes {
  home: { tab?: string; channel?: string; topic?: string; mine?: string };
  search: { query?: string };
  results: { query: string; kind?: string; sort?: string; form?: string; since?: string };
  note: { id: string; page?: number; draft?: string };
  author: { id: string };
  album: { chosen?: string[] };
  publish: { pictures: string[]; title?: string; text?: string; place?: string; visibility?: string; topic?: string };
  profile: Record<string, never>;
  chat: { id: string; draft?: string };
  product: { id: string; count?: number };
  pay: { order: string; entered?: number };
  orders: Record<string, never>;
  settings: Record<string, never>;
}

export type Act = ui.Actions<Routes>;
export type Pages<Name extends keyof Routes> = { readonly [Key in Name]: ui.PageOf<XiaohongshuState, Routes, Key> };

export const red = '#ff2442';

/** A picture's name is a scene, or a product's shape. */
const scenes = new Set('mountain sea city room building portrait forest night dish drink cat cover'.split(' '));
export const pictureOf = (name: string, hue: number): ui.Art =>
  scenes.has(name) ? ui.photo(name, hue) : ui.goods(name, hue);

export function nameOf(state: XiaohongshuState, author: string): string {
  return author === 'me' ? state.me.name : ui.byId(state.authors, author).name;
}

export function ageText(daysAgo: number, act: Act): string {
  if (daysAgo === 0) return '刚刚';
  return daysAgo < 7 ? `${daysAgo}天前` : ui.addDays(act.today(), -daysAgo).slice(5);
}

export const likesOf = (state: XiaohongshuState, note: Note): number =>
  note.likes + (state.liked.includes(note.id) ? 1 : 0);

export function view(state: XiaohongshuState, act: Act, id: string): void {
  state.viewed = [id, ...state.viewed.filter((other) => other !== id)].slice(0, 50);
  act.go('note', { id });
}

/** Notes as columns of pictures, in runs that a long feed loads one after another. */
export function waterfalls(state: XiaohongshuState, act: Act, some: readonly Note[]): ui.Block[] {
  return ui.chunks(some, 6).map((run, index) =>
    ui.waterfall(
      `feed:${index}`,
      run.map((note) => ({
        key: note.id,
        title: note.title,
        art: pictureOf(note.pictures[0] ?? 'cover', note.hue),
        aspect: 1 + (note.hue % 4) / 10,
        note: nameOf(state, note.author),
        side: `♡ ${ui.countText(likesOf(state, note))}`,
        mark: note.kind === '视频' ? '▶ 视频' : undefined,
        onTap: () => view(state, act, note.id),
      })),
    ),
  );
}

export function followButton(state: XiaohongshuState, act: Act, id: string): ui.Control {
  const follows = state.following.includes(id);
  const stop = (): void => act.confirm('取消关注', '确认不再关注？', '不再关注', () => ui.flip(state.following, id));
  return ui.push(follows ? '已关注' : '关注', () => (follows ? stop() : ui.flip(state.following, id)), {
    strong: !follows,
    name: 'follow',
  });
}

export function dataOf(random: ui.Random): XiaohongshuState {
  const people = authors.map(([name = '', sign = '', place = ''], index): Author => {
    return { id: `a${index + 1}`, name, sign, place, fans: random.integer(3, 600) * 713 };
  });
  const all = notes.map(([title = '', author = '', topic = '', picture = '', kind = '', text = ''], index): Note => {
    const likes = Math.round(10 ** (2 + random.next() * 3));
    const person = people.find(({ name }) => name === author);
    return {
      id: `n${index + 1}`,
      title,
      author: person?.id ?? '',
      topic,
      pictures: [picture, ...random.sample(['room', 'city', 'sea', 'forest', 'drink'], random.integer(1, 4))],
      hue: random.integer(0, 359),
      kind,
      text: text.replaceAll('/', '\n'),
      place: person?.place ?? '',
      likes,
      collects: Math.round(likes / random.integer(2, 5)),
      daysAgo: random.integer(1, 200),
      visibility: '公开可见',
      comments: random.sample(remarks, random.integer(3, 8)).map((remark, at) => ({
        id: `c${index + 1}-${at + 1}`,
        author: random.pick(readers),
        text: remark,
        likes: random.integer(0, 900),
        daysAgo: random.integer(1, 30),
      })),
    };
  });
  return {
    notes: all,
    authors: people,
    products: goods.map(([name = '', shop = '', shape = '', yuan = ''], index) => {
      return { id: `p${index + 1}`, name, shop, shape, fen: Number(yuan) * 100, sold: random.integer(80, 30_000) };
    }),
    liked: random.sample(all, 4).map(({ id }) => id),
    collected: random.sample(all, 5).map(({ id }) => id),
    following: random.sample(people, 3).map(({ id }) => id),
    likedComments: [],
    searches: ['露营', '减脂'],
    viewed: [],
    shared: [],
    chats: {},
    orders: [],
    digitsEntered: 0,
    me: { name: '小红薯63C1', sign: '', gender: '' },
    settings: { notify: true, hideLikes: false, teenMode: false },
    nextId: 1,
  };
}
