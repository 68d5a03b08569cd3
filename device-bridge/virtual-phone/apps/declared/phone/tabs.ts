// The four tabs of Phone's first page: keypad, log, contacts, favourites.
import * as ui from '../../toolkit/index.js';
import { spaced } from './people.js';
import {
  type Act,
  type Call,
  call,
  matching,
  nameOf,
  type PhoneState,
  type Routes,
  sorted,
  whenText,
} from './state.js';

type Part = Pick<ui.Body, 'bar' | 'content' | 'pinned' | 'bottom' | 'float'>;
type Params = Routes['home'];

const keys = ['1', '2 ABC', '3 DEF', '4 GHI', '5 JKL', '6 MNO', '7 PQRS', '8 TUV', '9 WXYZ', '*', '0 +', '#'];
const kindTexts: Record<Call['kind'], string> = { in: '呼入', out: '呼出', missed: '未接' };
const red = '#e5484d';

const settingsAction = (act: Act): ui.BarAction => ui.action('gear', '设置', () => act.go('settings', {}));

function keyRow(keysOfRow: readonly string[], press: (key: string) => void): ui.Block {
  return ui.beside(
    `keys:${keysOfRow[0]}`,
    keysOfRow.map((key) =>
      ui.bigButton(`key:${key.slice(0, 1)}`, key, () => press(key.slice(0, 1)), { kind: 'plain', color: '#1f2329' }),
    ),
  );
}

export function keysPart(state: PhoneState, params: Params, act: Act): Part {
  const typed = params.typed ?? '';
  const found = typed === '' ? [] : matching(state, typed).slice(0, 6);
  const press = (key: string): void => ui.set(params, { typed: typed + key });
  return {
    bar: { title: '拨号', actions: [settingsAction(act)] },
    content: [
      ui.row('typed', typed === '' ? '输入号码' : spaced(typed), {
        titleDp: 24,
        faded: typed === '',
        control: ui.tap('backspace', '删除', () => ui.set(params, { typed: typed.slice(0, -1) })),
      }),
      ...[0, 3, 6, 9].map((from) => keyRow(keys.slice(from, from + 3), press)),
      typed === '' && ui.heading('最近通话'),
      ...(typed === '' ? callRows(state, state.calls.slice(0, 5), act) : []),
      ...found.map(({ id, name, numbers }) =>
        ui.row(`match:${id}`, name, {
          note: spaced(numbers.find(({ number }) => number.includes(typed))?.number ?? ''),
          art: ui.face(name, { round: true }),
          onTap: () => act.go('person', { id }),
        }),
      ),
      typed !== '' &&
        found.length === 0 &&
        ui.row('new', '新建联系人', {
          art: ui.sign('plus-circle', '#0a84ff'),
          onTap: () => act.go('edit', { draft: emptyDraft(typed) }),
        }),
    ],
    bottom: [ui.bigButton('call', '拨打', () => call(state, act, typed), { color: '#22b14c' })],
  };
}

export function emptyDraft(number: string): Routes['edit']['draft'] {
  return { id: '', name: '', number, kind: '手机', company: '', email: '', note: '' };
}

function callRows(state: PhoneState, calls: readonly Call[], act: Act): ui.Block[] {
  return calls.map((entry) => {
    const { id, number, kind, at, seconds } = entry;
    const length = seconds > 0 ? ui.durationText(seconds) : kind === 'missed' ? '未接听' : '未接通';
    return ui.row(`log:${id}`, nameOf(state, number), {
      ...(kind === 'missed' ? { color: red } : {}),
      note: `${kindTexts[kind]} · ${spaced(number)} · ${length}`,
      side: whenText(at, act.today()),
      art: ui.sign('phone', kind === 'missed' ? red : '#8a8d96'),
      artDp: 32,
      control: ui.tap('info', `${nameOf(state, number)} 详情`, () => act.go('number', { number })),
      onTap: () => call(state, act, number),
      onLongPress: () =>
        act.menu(nameOf(state, number), [
          ['删除这条记录', () => ui.remove(state.calls, entry)],
          ['查看详情', () => act.go('number', { number })],
        ]),
    });
  });
}

export function callsPart(state: PhoneState, params: Params, act: Act): Part {
  const kind = ui.bind(params, 'kind', 'all');
  const shown = state.calls.filter((entry) => kind.value === 'all' || entry.kind === kind.value);
  const clear = (): void =>
    act.confirm('清空通话记录', '所有通话记录将被删除，且无法恢复。', '清空', () => {
      state.calls = [];
    });
  return {
    bar: { title: '通话记录', actions: [ui.action('trash', '清空通话记录', clear)] },
    pinned: [
      ui.tabs(
        'kind',
        [
          { key: 'all', text: '全部' },
          { key: 'missed', text: '未接' },
          { key: 'in', text: '呼入' },
          { key: 'out', text: '呼出' },
        ],
        kind,
      ),
    ],
    content: [shown.length === 0 && ui.nothing('phone', '没有通话记录'), ...callRows(state, shown, act)],
  };
}

export function peoplePart(state: PhoneState, params: Params, act: Act): Part {
  const query = ui.bind(params, 'query', '');
  const found = matching(state, query.value);
  const letters = [...new Set(found.map(({ pinyin }) => pinyin.slice(0, 1).toUpperCase()))];
  return {
    bar: { field: { key: 'search', text: query, hint: `搜索 ${state.contacts.length} 位联系人` } },
    float: { symbol: 'plus', description: '新建联系人', onTap: () => act.go('edit', { draft: emptyDraft('') }) },
    content: [
      found.length === 0 && ui.nothing('search', '没有找到联系人', '试试姓名、拼音或号码'),
      ...letters.flatMap((letter) => [
        ui.heading(letter === '~' ? '#' : letter, { sizeDp: 14 }),
        ...found
          .filter(({ pinyin }) => pinyin.startsWith(letter.toLowerCase()))
          .map(({ id, name, company }) =>
            ui.row(`person:${id}`, name, {
              ...(company ? { note: company } : {}),
              art: ui.face(name, { round: true }),
              onTap: () => act.go('person', { id }),
            }),
          ),
      ]),
    ],
  };
}

export function favouritesPart(state: PhoneState, act: Act): Part {
  const favourites = sorted(state.contacts).filter(({ favourite }) => favourite);
  const often = [...new Set(state.calls.map(({ number }) => number))].slice(0, 5);
  return {
    bar: { title: '收藏', actions: [settingsAction(act)] },
    content: [
      favourites.length === 0 && ui.nothing('star', '还没有收藏的联系人'),
      favourites.length > 0 &&
        ui.grid(
          'favourites',
          favourites.map(({ id, name }) => ({
            key: id,
            title: name,
            art: ui.face(name, { round: true }),
            onTap: () => act.go('person', { id }),
          })),
          { columns: 4, artDp: 56, card: true },
        ),
      ui.heading('常用联系人'),
      ...often.map((number) =>
        ui.row(`often:${number}`, nameOf(state, number), {
          note: spaced(number),
          art: ui.face(nameOf(state, number), { round: true }),
          control: ui.tap('phone', `呼叫 ${nameOf(state, number)}`, () => call(state, act, number)),
          onTap: () => act.go('number', { number }),
        }),
      ),
    ],
  };
}
