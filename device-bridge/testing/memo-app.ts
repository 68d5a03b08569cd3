// A notebook for tests of the hand: a first page with a list, a page to write on, a page that shows what was saved, and one
// with a balance. A test may move and rename things on it, or lay something over it, and sees what was done.
import type { App, AppDefinition, AppHost } from '../virtual-phone/apps/app.js';
import type { Rect, View } from '../virtual-phone/ui/view.js';
import { button, editField, label, view } from '../virtual-phone/ui/views.js';

export const memoPackage = 'org.example.memo';
const screen: Rect = [0, 0, 1080, 2400];

export interface MemoLayout {
  /** What the button for a new note is called. */
  newName: string;
  newId: string;
  /** Where it is. */
  newPlace: Rect;
  saveName: string;
  saveId: string;
  savePlace: Rect;
  /** Something lies over the first page. */
  offer: boolean;
}

export type MemoPage = 'home' | 'edit' | 'saved' | 'mine';

export interface Memo {
  readonly app: AppDefinition;
  readonly layout: MemoLayout;
  readonly page: MemoPage;
  readonly draft: string;
  readonly saved: readonly string[];
  readonly sent: number;
  /** What the page of the owner says. */
  balance: string;
  /** The middle of what has this key, in thousandths of the screen. */
  placeOf(key: 'new' | 'save' | 'field' | 'mine' | 'send' | 'first'): string;
  /** As it was first, without notes. */
  reset(): void;
}

const usual: MemoLayout = {
  newName: '新建',
  newId: `${memoPackage}:id/new`,
  newPlace: [820, 2050, 1040, 2190],
  saveName: '保存',
  saveId: `${memoPackage}:id/save`,
  savePlace: [780, 120, 1040, 230],
  offer: false,
};
const places = {
  field: [40, 320, 1040, 900],
  mine: [720, 2240, 1080, 2380],
  all: [0, 2240, 360, 2380],
  send: [60, 1300, 520, 1430],
  first: [0, 400, 1080, 540],
} as const satisfies Record<string, Rect>;

export function createMemo(): Memo {
  const state = {
    layout: { ...usual },
    page: 'home' as MemoPage,
    draft: '',
    focused: false,
    saved: [] as string[],
    sent: 0,
    balance: '88.50',
  };
  let host: AppHost | undefined;
  const change = (what: Partial<typeof state>): void => {
    Object.assign(state, what);
    host?.invalidate();
  };
  const title = (text: string): View => label('title', [300, 120, 780, 230], text, { textSizePx: 44 });
  const pages: Readonly<Record<MemoPage, () => View[]>> = {
    home: () => [
      title('备忘'),
      label('count', [40, 260, 600, 340], `共 ${state.saved.length} 条`, { textSizePx: 30 }),
      view('recycler', 'notes', [0, 400, 1080, 2000], { scrollable: true, resourceId: `${memoPackage}:id/notes` }, [
        ...state.saved.map((text, index) => {
          const top = 400 + index * 140;
          const options = { resourceId: `${memoPackage}:id/note`, onTap: () => change({ page: 'saved', draft: text }) };
          return label(`note:${index}`, [0, top, 1080, top + 140], text, { textSizePx: 36 }, options);
        }),
      ]),
      button(
        'new',
        state.layout.newPlace,
        state.layout.newName,
        { textSizePx: 36 },
        {
          resourceId: state.layout.newId,
          onTap: () => change({ page: 'edit', draft: '', focused: false }),
        },
      ),
      ...tabs(),
      ...(state.layout.offer ? [offer()] : []),
    ],
    edit: () => [
      title('写备忘'),
      button(
        'save',
        state.layout.savePlace,
        state.layout.saveName,
        { textSizePx: 36 },
        {
          resourceId: state.layout.saveId,
          onTap: () => change({ page: 'saved', saved: [...state.saved, state.draft] }),
        },
      ),
      editField('field', places.field, {
        text: state.draft,
        hint: '写点什么',
        focused: state.focused,
        onTap: () => change({ focused: true }),
        onText: (draft) => change({ draft }),
      }),
    ],
    saved: () => [
      title('备忘详情'),
      label('ok', [40, 260, 600, 340], '已保存', { textSizePx: 30 }),
      label('text', [40, 360, 1040, 600], state.draft, { textSizePx: 40 }, { resourceId: `${memoPackage}:id/text` }),
      button('send', places.send, '发送', { textSizePx: 36 }, { onTap: () => change({ sent: state.sent + 1 }) }),
      label('sent', [560, 1300, 1040, 1430], `转出 ${state.sent} 次`, { textSizePx: 30 }),
    ],
    mine: () => [
      title('我的'),
      label('balance', [40, 360, 1040, 460], `余额 ${state.balance} 元`, { textSizePx: 40 }),
      ...tabs(),
    ],
  };
  const tabs = (): View[] => [
    label('all', places.all, '全部', { textSizePx: 30 }, { onTap: () => change({ page: 'home' }) }),
    label('mine', places.mine, '我的', { textSizePx: 30 }, { onTap: () => change({ page: 'mine' }) }),
  ];
  const close = (): void => {
    state.layout.offer = false;
    host?.invalidate();
  };
  const offer = (): View =>
    view('frame', 'offer', [0, 300, 1080, 2400], { onTap: () => {}, style: { background: '#ffffff' } }, [
      label('offer-text', [100, 600, 980, 800], '升级到专业版', { textSizePx: 40 }),
      button('offer-close', [300, 1500, 780, 1640], '以后再说', { textSizePx: 36 }, { onTap: close }),
    ]);
  const app = (): App => ({
    activity: () => (state.page === 'home' || state.page === 'mine' ? '.MainActivity' : '.NoteActivity'),
    back: () => {
      if (state.page === 'home') return false;
      change({ page: 'home' });
      return true;
    },
    render: () => view('frame', 'memo', screen, { style: { background: '#ffffff' } }, pages[state.page]()),
  });
  return {
    get layout() {
      return state.layout;
    },
    get page() {
      return state.page;
    },
    get draft() {
      return state.draft;
    },
    get saved() {
      return state.saved;
    },
    get sent() {
      return state.sent;
    },
    get balance() {
      return state.balance;
    },
    set balance(balance) {
      change({ balance });
    },
    placeOf: (key) => {
      const own = { new: state.layout.newPlace, save: state.layout.savePlace, ...places } as Record<string, Rect>;
      const [left, top, right, bottom] = own[key] ?? screen;
      return `${Math.round(((left + right) / 2 / 1080) * 1000)},${Math.round(((top + bottom) / 2 / 2400) * 1000)}`;
    },
    reset: () => change({ layout: { ...usual }, page: 'home', draft: '', focused: false, saved: [], sent: 0 }),
    app: {
      identity: {
        packageName: memoPackage,
        label: '备忘',
        mainActivity: `${memoPackage}.MainActivity`,
        versionName: '1.0',
        versionCode: 7,
        icon: { glyph: '备', hue: 120 },
      },
      start: (given) => {
        host = given;
        Object.assign(state, { page: 'home', draft: '', focused: false });
        return app();
      },
      state: () => ({ saved: [...state.saved], sent: state.sent }),
      reset: () => {},
    },
  };
}
