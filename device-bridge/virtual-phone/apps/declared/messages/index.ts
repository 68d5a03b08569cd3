// Messages: threads by kind, codes to copy, a new message to somebody of the address book, and what becomes of it.

import * as ui from '../../toolkit/index.js';
import { spaced } from '../phone/people.js';
import { composePage, searchPage, settingsPage } from './finding.js';
import {
  type Act,
  artOf,
  copy,
  type MessagesState,
  newestFirst,
  type Routes,
  send,
  titleOf,
  whenText,
  write,
} from './state.js';
import { codeIn, type Kind, type Message, type Thread, threadsOf } from './threads.js';

const kinds: readonly (readonly ['all' | Kind, string])[] = [
  ['all', '全部'],
  ['people', '个人'],
  ['code', '验证码'],
  ['parcel', '快递'],
  ['service', '通知'],
  ['offer', '推广'],
];
const stateTexts: Record<Message['state'], string> = {
  received: '',
  sending: '正在发送…',
  sent: '已发送',
  delivered: '已送达',
  failed: '发送失败',
};
const red = '#d93025';

export const messages = ui.declareApp<MessagesState, Routes>({
  identity: {
    packageName: 'com.google.android.apps.messaging',
    label: '短信',
    mainActivity: 'com.google.android.apps.messaging.ui.ConversationListActivity',
    versionName: '20261101',
    versionCode: 261101,
    icon: { glyph: 'message', hue: 222 },
  },
  activities: { thread: 'com.google.android.apps.messaging.conversation.screen.ConversationActivity' },
  palette: {
    brand: '#0b57d0',
    background: '#eef2f9',
    bar: 'clear',
    titleAlign: 'left',
    cards: 'flat',
    radius: 20,
    tabs: 'pill',
    fill: '#e9eef6',
  },
  data: (random) => ({
    threads: threadsOf(random),
    blocked: [],
    copied: '',
    settings: { receipts: true, preview: true, sortOffers: true },
    nextId: 100,
  }),
  home: 'home',
  pages: {
    home: (state, params, act) => {
      const kind = ui.bind(params, 'kind', 'all');
      const shown = newestFirst(state).filter((thread) => kind.value === 'all' || thread.kind === kind.value);
      const unread = state.threads.reduce((sum, thread) => sum + thread.unread, 0);
      const readAll = (): void => {
        for (const thread of state.threads) thread.unread = 0;
        act.toast('已全部标为已读');
      };
      const more = (): void =>
        act.menu('更多', [
          ['全部标为已读', readAll],
          ['短信设置', () => act.go('settings', {})],
        ]);
      return {
        bar: {
          title: unread > 0 ? `短信（${unread}）` : '短信',
          actions: [
            ui.action('search', '搜索短信', () => act.go('search', {}, 'query')),
            ui.action('more', '更多选项', more),
          ],
        },
        list: kind.value,
        pinned: [
          ui.tabs(
            'kinds',
            kinds.map(([key, text]) => ({ key, text })),
            kind as ui.Bound<string>,
          ),
        ],
        float: { symbol: 'edit', description: '新建短信', text: '发起聊天', onTap: () => act.go('compose', {}, 'to') },
        content: [
          shown.length === 0 && ui.nothing('message', '没有短信'),
          ...shown.map((thread) => threadRow(state, thread, act)),
        ],
      };
    },

    search: searchPage,
    thread: (state, { id }, act) => {
      const thread = state.threads.find((other) => other.id === id);
      if (!thread) return { bar: {}, content: [ui.nothing('message', '会话已删除')] };
      const canReply = thread.kind === 'people' || thread.kind === 'service';
      return {
        bar: {
          title: titleOf(thread),
          note: thread.name === '' ? '' : spaced(thread.number),
          actions: [ui.action('info', '会话详情', () => act.go('about', { id }))],
        },
        list: id,
        fromEnd: true,
        content: thread.messages.flatMap((message, index) => {
          const earlier = thread.messages[index - 1];
          const opens = !earlier || message.at - earlier.at > 600_000;
          const code = message.own ? '' : codeIn(message.text);
          return [
            opens &&
              ui.paragraph(whenText(message.at, act.today()), {
                key: `when:${message.id}`,
                align: 'center',
                sizeDp: 12,
                color: '#747775',
              }),
            ui.bubble({
              key: `message:${message.id}`,
              text: message.text,
              own: message.own,
              note: stateTexts[message.state],
              onTap: () => {
                if (message.state === 'failed') send(state, thread, message, act);
              },
              onLongPress: () =>
                act.menu('短信', [
                  ['复制', () => copy(state, message.text, act)],
                  ['删除', () => ui.remove(thread.messages, message)],
                ]),
            }),
            code !== '' &&
              ui.bigButton(`copy:${message.id}`, `复制 ${code}`, () => copy(state, code, act), { kind: 'outlined' }),
          ];
        }),
        bottom: canReply
          ? [
              ui.inputBar('write', ui.bind(thread, 'draft'), (text) => write(state, thread, text, act), {
                hint: '短信',
                actions: [
                  ui.action('image', '图片', () => act.toast('没有可发送的图片')),
                  ui.action('smile', '表情', () => ui.set(thread, { draft: `${thread.draft}😊` })),
                ],
              }),
            ]
          : [ui.paragraph('此号码不支持回复', { key: 'no-reply', align: 'center', color: '#747775', sizeDp: 13 })],
      };
    },

    compose: composePage,
    about: (state, { id }, act) => {
      const thread = state.threads.find((other) => other.id === id);
      if (!thread) return { bar: {}, content: [ui.nothing('message', '会话已删除')] };
      const { number } = thread;
      const blocked = { value: state.blocked.includes(number), set: () => ui.flip(state.blocked, number) };
      const remove = (): void =>
        act.confirm('删除会话', `与“${titleOf(thread)}”的 ${thread.messages.length} 条短信将被删除。`, '删除', () => {
          ui.remove(state.threads, thread);
          act.home();
        });
      return {
        bar: { title: '会话详情' },
        content: [
          ui.row('who', titleOf(thread), { note: spaced(number), art: artOf(thread), artDp: 56, titleDp: 20 }),
          ui.row('count', '短信', { value: `${thread.messages.length} 条` }),
          ui.row('pin', '置顶', { control: ui.toggle(ui.bind(thread, 'pinned'), '置顶') }),
          ui.row('mute', '消息免打扰', { control: ui.toggle(ui.bind(thread, 'muted'), '消息免打扰') }),
          ui.row('block', '屏蔽并举报', { control: ui.toggle(blocked, '屏蔽并举报') }),
          ui.row('call', '拨打电话', { arrow: true, onTap: () => act.openApp('com.android.contacts') }),
          ui.bigButton('delete', '删除会话', remove, { kind: 'outlined', color: red }),
        ],
      };
    },

    settings: settingsPage,
  },
});

function threadRow(state: MessagesState, thread: Thread, act: Act): ui.Block {
  const { id, unread, messages: list, draft, pinned } = thread;
  const last = list.at(-1);
  const read = (): void => {
    thread.unread = 0;
    act.go('thread', { id });
  };
  return ui.row(`thread:${id}`, titleOf(thread), {
    note: draft ? `[草稿] ${draft}` : `${last?.own ? '我：' : ''}${last?.text ?? ''}`,
    noteLines: 2,
    side: last ? whenText(last.at, act.today()) : '',
    art: artOf(thread),
    bold: unread > 0,
    selected: pinned,
    badge: unread > 0 ? String(unread) : undefined,
    onTap: read,
    onLongPress: () =>
      act.menu(titleOf(thread), [
        [pinned ? '取消置顶' : '置顶', () => ui.set(thread, { pinned: !pinned })],
        ['标为已读', () => ui.set(thread, { unread: 0 })],
        [
          '删除会话',
          () => act.confirm('删除会话', '会话中的短信将被删除。', '删除', () => ui.remove(state.threads, thread)),
        ],
      ]),
  });
}
