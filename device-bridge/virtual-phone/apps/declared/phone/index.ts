// Phone: contacts, a keypad, the log of calls and the call itself. Dialling is free; the other side answers by itself.
import * as ui from '../../toolkit/index.js';
import { editPage, settingsPage } from './edit.js';
import { services, spaced } from './people.js';
import { type Act, call, contactOf, dataOf, hangUp, nameOf, type PhoneState, type Routes, whenText } from './state.js';
import { callsPart, emptyDraft, favouritesPart, keysPart, peoplePart } from './tabs.js';

const green = '#22b14c';
const red = '#e5484d';

export const phone = ui.declareApp<PhoneState, Routes>({
  identity: {
    packageName: 'com.android.contacts',
    label: '电话',
    mainActivity: 'com.android.contacts.activities.TwelveKeyDialer',
    versionName: '15.2.8',
    versionCode: 150208,
    icon: { glyph: 'phone', hue: 135 },
  },
  activities: {
    person: 'com.android.contacts.detail.ContactDetailActivity',
    edit: 'com.android.contacts.activities.ContactEditorActivity',
    calling: 'com.android.incallui.InCallActivity',
  },
  palette: { brand: '#0a84ff', background: '#ffffff', cards: 'flat', titleAlign: 'left', fill: '#f2f3f5' },
  data: dataOf,
  home: 'home',
  pages: {
    home: (state, params, act) => {
      const tab = ui.bind(params, 'tab', 'people');
      const missed = state.calls.slice(0, 6).filter(({ kind }) => kind === 'missed').length;
      const part = {
        keys: () => keysPart(state, params, act),
        calls: () => callsPart(state, params, act),
        people: () => peoplePart(state, params, act),
        favourites: () => favouritesPart(state, act),
      }[tab.value]();
      const { id } = state.active;
      const running =
        id !== '' &&
        ui.notice('running', '通话中，点击返回通话', { color: green, onTap: () => act.go('calling', { id }) });
      return {
        ...part,
        list: tab.value,
        pinned: [running, ...(part.pinned ?? [])],
        navigation: ui.navigation(tab, [
          ['keys', '拨号键盘', 'grid'],
          ['calls', '通话记录', 'clock', missed > 0 ? String(missed) : undefined],
          ['people', '联系人', 'users'],
          ['favourites', '收藏', 'star'],
        ] as [string, string, string, string?][]),
      };
    },

    person: (state, { id }, act) => {
      const contact = state.contacts.find((other) => other.id === id);
      if (!contact) return { bar: {}, content: [ui.nothing('user', '联系人已删除')] };
      const { name, numbers, company, email, note, group } = contact;
      const first = numbers[0] ?? { kind: '手机', number: '' };
      const draft = { id, name, company, email, note, number: first.number, kind: first.kind };
      const recent = state.calls.filter(({ number }) => numbers.some((other) => other.number === number));
      const remove = (): void =>
        act.confirm('删除联系人', `将删除“${name}”，此操作无法撤销。`, '删除', () => {
          ui.remove(state.contacts, contact);
          act.toast('已删除 1 位联系人');
          act.back();
        });
      const star = ui.action(
        'star',
        contact.favourite ? '取消收藏' : '收藏',
        () => ui.set(contact, { favourite: !contact.favourite }),
        contact.favourite ? { color: '#f5a623' } : {},
      );
      return {
        bar: { title: '联系人', actions: [star, ui.action('edit', '编辑', () => act.go('edit', { draft }))] },
        content: [
          ui.row('name', name, {
            note: [company, group].filter(Boolean).join(' · '),
            art: ui.face(name, { round: true }),
            artDp: 72,
            titleDp: 24,
            bold: true,
          }),
          ui.actionLine('ways', [
            { symbol: 'phone', text: '呼叫', description: '呼叫', onTap: () => call(state, act, first.number) },
            {
              symbol: 'message',
              text: '短信',
              description: '发短信',
              onTap: () => act.openApp('com.google.android.apps.messaging'),
            },
          ]),
          ...numbers.map(({ kind, number }) =>
            ui.row(`number:${number}`, spaced(number), {
              note: kind,
              art: ui.sign('phone', green),
              onTap: () => call(state, act, number),
            }),
          ),
          email !== '' && ui.row('email', email, { note: '邮箱', art: ui.sign('mail') }),
          note !== '' && ui.row('note', note, { note: '备注', art: ui.sign('note'), titleLines: 4 }),
          ui.row('block', '加入黑名单', {
            art: ui.sign('shield'),
            control: ui.toggle(blockedBound(state, first.number), '加入黑名单'),
          }),
          ui.heading('通话记录'),
          recent.length === 0 && ui.paragraph('没有与 TA 的通话', { key: 'no-calls', color: '#8a8d96' }),
          ...callLines(recent, act),
          ui.bigButton('delete', '删除联系人', remove, { kind: 'outlined', color: red }),
        ],
      };
    },

    number: (state, { number }, act) => {
      const contact = contactOf(state, number);
      const entries = state.calls.filter((entry) => entry.number === number);
      return {
        bar: { title: '通话详情' },
        content: [
          ui.figure(nameOf(state, number), spaced(number), { key: 'name', sizeDp: 26 }),
          ui.bigButton('call', '呼叫', () => call(state, act, number), { color: green }),
          contact
            ? ui.row('contact', '查看联系人', { arrow: true, onTap: () => act.go('person', { id: contact.id }) })
            : ui.row('add', '新建联系人', {
                arrow: true,
                onTap: () => act.go('edit', { draft: { ...emptyDraft(number), name: services[number] ?? '' } }),
              }),
          ui.row('block', '加入黑名单', { control: ui.toggle(blockedBound(state, number), '加入黑名单') }),
          ui.heading(`共 ${entries.length} 次通话`, { key: 'count' }),
          ...callLines(entries, act),
        ],
      };
    },

    edit: editPage,
    calling: (state, { id }, act) => {
      const entry = state.calls.find((other) => other.id === id);
      const { answeredAt, muted, speaker } = state.active;
      const isOn = state.active.id === id;
      const seconds = answeredAt > 0 ? Math.round((act.now() - answeredAt) / 1000) : 0;
      const number = entry?.number ?? '';
      const status = !isOn ? '通话已结束' : answeredAt > 0 ? `通话中 ${ui.durationText(seconds)}` : '正在呼叫…';
      const end = (): void => {
        hangUp(state, act);
        act.back();
      };
      const control = (key: string, title: string, symbol: string, on: boolean, onTap: () => void) => ({
        key,
        title: on ? `${title}已开` : title,
        art: ui.tile(symbol, on ? 135 : 215, { round: true }),
        onTap,
      });
      return {
        background: '#eef3f8',
        ...(isOn && answeredAt > 0 ? { refreshMs: 1000 } : {}),
        content: [
          ui.space('top', 60),
          ui.figure(nameOf(state, number), spaced(number), { key: 'callee', sizeDp: 34 }),
          ui.paragraph(status, { key: 'status', align: 'center', color: '#5f6673' }),
          ui.space('gap', 60),
          ui.grid(
            'controls',
            [
              control('mute', '静音', 'mic', muted, () => ui.set(state.active, { muted: !muted })),
              control('speaker', '免提', 'sound', speaker, () => ui.set(state.active, { speaker: !speaker })),
              control('hold', '保持', 'pause', false, () => act.toast('对方暂不支持通话保持')),
            ],
            { columns: 3, artDp: 60 },
          ),
        ],
        bottom: [isOn ? ui.bigButton('hang-up', '挂断', end, { color: red }) : ui.bigButton('close', '返回', act.back)],
      };
    },

    settings: settingsPage,
  },
});

function blockedBound(state: PhoneState, number: string): ui.Bound<boolean> {
  return { value: state.blocked.includes(number), set: () => ui.flip(state.blocked, number) };
}

function callLines(calls: PhoneState['calls'], act: Act): ui.Block[] {
  const texts = { in: '呼入', out: '呼出', missed: '未接' };
  return calls.map(({ id, at, kind, seconds }) =>
    ui.row(`call:${id}`, whenText(at, act.today()), {
      note: texts[kind],
      value: seconds > 0 ? ui.durationText(seconds) : '未接通',
    }),
  );
}
