import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodesOf, topmostAt, visibleTree } from '../../device/visible-tree.js';
import { AppStage } from '../testing/app-stage.js';
import { weather } from './example.js';
import * as ui from './index.js';

interface Shelf {
  books: { id: string; title: string; stars: number; lent: boolean }[];
  note: string;
  digits: number;
}

interface Routes {
  home: { tab?: string };
  book: { id: string };
  pay: { entered?: number };
  web: { touched?: boolean };
  feed: Record<string, never>;
}

const shelf = ui.declareApp<Shelf, Routes>({
  identity: {
    packageName: 'org.example.shelf',
    label: '书架',
    mainActivity: 'org.example.shelf.Main',
    versionName: '1',
    versionCode: 1,
    icon: { glyph: 'note', hue: 1 },
  },
  palette: { brand: '#336699' },
  data: (random) => ({
    books: random
      .sample(['活着', '边城', '围城'], 3)
      .map((title, at) => ({ id: `b${at}`, title, stars: 0, lent: false })),
    note: '',
    digits: 0,
  }),
  home: 'home',
  loading: ['book'],
  pages: {
    home: (state, params, act) => ({
      bar: { title: '书架' },
      navigation: ui.navigation(ui.bind(params, 'tab', 'books'), [
        ['books', '书'],
        ['note', '笔记'],
      ]),
      content:
        params.tab === 'note'
          ? [
              ...Array.from({ length: 9 }, (_, at) => ui.space(`gap:${at}`, 90)),
              ui.field('note', ui.bind(state, 'note'), { hint: '写点什么' }),
            ]
          : state.books.map((book) =>
              ui.row(`book:${book.id}`, book.title, {
                control: ui.toggle(ui.bind(book, 'lent')),
                onTap: () => act.go('book', { id: book.id }),
              }),
            ),
    }),
    book: (state, { id }, act) => {
      const book = state.books.find((other) => other.id === id);
      const stars = book ? ui.bind(book, 'stars') : { value: 0, set: () => {} };
      return {
        bar: { title: book?.title },
        content: [
          ui.row('stars', '评分', { control: ui.stepper(stars, { max: 5 }) }),
          ui.bigButton('remove', '移除', () =>
            act.confirm('移除', '确定？', '移除', () => {
              state.books = state.books.filter((other) => other !== book);
              act.back();
            }),
          ),
          ui.bigButton('buy', '购买', () => act.go('pay', {})),
          ui.bigButton('day', '选日期', () => act.pickDay('日期', '2026-11-23', '2026-11-20', (day) => act.toast(day))),
        ],
      };
    },
    pay: (state, params, act) =>
      ui.payment(params, act, {
        amount: '¥9',
        what: '书',
        onDigit: () => {
          state.digits += 1;
        },
        onPaid: () => act.home(),
      }),
    web: (_state, params) => ({
      web: true,
      bar: { title: '网页' },
      content: [
        ui.paragraph('看不见的字', {
          key: 'secret',
          onTap: () => {
            params.touched = true;
          },
        }),
        ui.paragraph(params.touched ? '点过了' : '没点过', { key: 'told' }),
      ],
    }),
    feed: () => ({
      bar: { title: '流' },
      feed: { size: 12, endText: '到底了' },
      content: Array.from({ length: 30 }, (_, at) => ui.row(`entry:${at}`, `第 ${at} 条`)),
    }),
  },
  open: (uri, act) => {
    if (uri.host === 'web') act.go('web', {});
    if (uri.host === 'feed') act.go('feed', {});
  },
});

function open(uri?: string): { readonly stage: AppStage; readonly app: ReturnType<typeof shelf> } {
  const app = shelf(7);
  const stage = new AppStage([app]);
  if (uri) stage.app.open?.(uri);
  return { stage, app };
}

const stateOf = (app: ReturnType<typeof shelf>): Shelf => app.state() as Shelf;

test('touches change the state a checker reads, and the next frame shows it', () => {
  const { stage, app } = open();
  stage.tap('book:b0/switch');
  expect(stateOf(app).books[0]?.lent).toBe(true);
  expect(stage.get('book:b0/switch').checked).toBe(true);
  stage.tap('book:b0');
  for (let at = 0; at < 7; at += 1) stage.tap('stars/add');
  expect(stateOf(app).books[0]?.stars).toBe(5);
});

test('pages load, dialogs ask, and the back key closes what is on top', () => {
  const { stage, app } = open();
  const title = stage.get('book:b1/title').text;
  stage.get('book:b1').onTap?.();
  expect(stage.find('loading')).toBeDefined();
  stage.settle();
  expect(stage.get('title').text).toBe(title);
  stage.tap('remove');
  stage.back();
  expect(stage.find('dialog')).toBeUndefined();
  stage.tap('remove');
  stage.tap('dialog/button:1');
  expect(stateOf(app).books).toHaveLength(2);
  expect(stage.find('back')).toBeUndefined();
});

test('a field behind the keyboard comes into view when it gets the focus', () => {
  const { stage, app } = open();
  stage.tap('笔记');
  stage.scroll('list', 99_999);
  stage.tap('note');
  expect(stage.keyboardVisible).toBe(true);
  expect(stage.get('note').focused).toBe(true);
  expect(stage.get('note').bounds[3]).toBeLessThan(2400 - 276 * 2.625);
  stage.type('写完了');
  expect(stateOf(app).note).toBe('写完了');
});

test('the payment page is secure, counts digits, and asks before it is left', () => {
  const { stage, app } = open();
  stage.tap('book:b0');
  stage.tap('buy');
  expect(stage.app.secure?.()).toBe(true);
  stage.tap('key:1');
  stage.back();
  expect(stage.find('放弃')).toBeDefined();
  stage.tap('放弃');
  expect(stateOf(app).digits).toBe(1);
  expect(stage.app.secure?.()).toBe(false);
});

test('a web page shows accessibility one node, and takes touches where its parts are painted', () => {
  const { stage } = open('shelf://web');
  const at = stage.get('secret').bounds;
  const tree = () =>
    visibleTree({ id: 1, packageName: 'org.example.shelf', root: stage.root(), isSecure: false }, [0, 0, 1080, 2400]);
  const keys = [...nodesOf(tree())].map(({ view }) => view.key);
  expect(keys).toContain('web');
  expect(keys).not.toContain('secret');
  const target = topmostAt(tree(), (at[0] + at[2]) / 2, (at[1] + at[3]) / 2, (view) => view.onTap !== undefined);
  target?.view.onTap?.();
  expect(stage.get('told').text).toBe('点过了');
});

test('a feed loads more near its end and says when nothing is left', () => {
  const { stage } = open('shelf://feed');
  for (let at = 0; at < 12 && stage.find('到底了') === undefined; at += 1) stage.scroll('list', 900);
  expect(stage.find('到底了')).toBeDefined();
  expect(stage.find('entry:29')).toBeDefined();
});

test('state goes into another phone and back; data of another shape is refused with its place', () => {
  const { stage, app } = open();
  stage.tap('book:b0/switch');
  const saved = app.state();
  const other = shelf(8);
  other.restore?.(saved);
  expect(other.state()).toEqual(saved);
  const { books, ...rest } = structuredClone(saved) as Shelf;
  expect(() => other.restore?.({ ...rest, books: [{ ...books[0], stars: 'five' }] })).toThrow(
    /books\[0\]\.stars must be a number, got "five"/,
  );
  expect(() => other.restore?.(rest)).toThrow(/books must be/);
  expect(() => other.restore?.({ ...rest, books, extra: 1 })).toThrow(/extra must be no such field/);
  expect(other.state()).toEqual(saved);
  app.reset(7);
  expect(stateOf(app).books[0]?.lent).toBe(false);
});

test('any state that an app gave is accepted again', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 25 }), (touches) => {
      const { stage, app } = open();
      for (const at of touches) {
        const views = stage.views().filter(({ onTap, enabled }) => onTap && enabled !== false);
        views[at % Math.max(1, views.length)]?.onTap?.();
        stage.settle();
      }
      const other = shelf(3);
      other.restore?.(app.state());
      expect(other.state()).toEqual(app.state());
    }),
    { numRuns: 40 },
  );
});

test('the example of the documentation can be searched and touched', () => {
  const app = weather(1);
  const stage = new AppStage([app]);
  stage.tap('search');
  stage.type('北');
  expect(stage.find('上海')).toBeUndefined();
  stage.tap('北京');
  stage.tap('follow/switch');
  expect(app.state()).toMatchObject({ cities: [{}, { name: '北京', followed: true }, {}, {}] });
});
