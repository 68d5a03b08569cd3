// Pages around the threads of Messages: search, whom to write to, settings.
import * as ui from '../../toolkit/index.js';
import { people, spaced } from '../phone/people.js';
import { type Act, artOf, type MessagesState, newestFirst, type Routes, threadWith, titleOf } from './state.js';

export function searchPage(state: MessagesState, params: Routes['search'], act: Act): ui.Body {
  const query = ui.bind(params, 'query', '');
  const wanted = query.value.trim().toLowerCase();
  const found = newestFirst(state).flatMap((thread) => {
    const hit = thread.messages.findLast(({ text }) => text.toLowerCase().includes(wanted));
    const isNamed = `${titleOf(thread)}${thread.number}`.toLowerCase().includes(wanted);
    return wanted !== '' && (hit || isNamed) ? [{ thread, text: (hit ?? thread.messages.at(-1))?.text ?? '' }] : [];
  });
  return {
    bar: { field: { key: 'query', text: query, hint: '搜索联系人和短信内容' } },
    content: [
      wanted !== '' && found.length === 0 && ui.nothing('search', '没有找到相关短信'),
      wanted !== '' && found.length > 0 && ui.heading(`${found.length} 个会话`, { key: 'count', sizeDp: 14 }),
      ...found.map(({ thread, text }) =>
        ui.row(`hit:${thread.id}`, titleOf(thread), {
          note: text,
          noteLines: 2,
          art: artOf(thread),
          onTap: () => act.go('thread', { id: thread.id }),
        }),
      ),
    ],
  };
}

export function composePage(state: MessagesState, params: Routes['compose'], act: Act): ui.Body {
  const to = ui.bind(params, 'to', '');
  const wanted = to.value.trim().toLowerCase();
  const found = people.filter(({ name, pinyin, number }) =>
    [name.toLowerCase(), pinyin, number].some((text) => text.includes(wanted)),
  );
  const digits = to.value.replaceAll(/[\s-]/g, '');
  const open = (number: string, name: string): void => act.replace('thread', { id: threadWith(state, number, name) });
  return {
    bar: { title: '新短信', close: true },
    pinned: [ui.field('to', to, { name: '收件人', hint: '输入姓名或手机号码' })],
    content: [
      /^\d{3,}$/.test(digits) &&
        ui.row('send-to', `发送到 ${spaced(digits)}`, {
          art: ui.sign('send', '#0b57d0'),
          onTap: () => open(digits, people.find(({ number }) => number === digits)?.name ?? ''),
        }),
      ...found.map(({ name, number }) =>
        ui.row(`to:${number}`, name, {
          note: spaced(number),
          art: ui.face(name, { round: true }),
          onTap: () => open(number, name),
        }),
      ),
      found.length === 0 && digits.length < 3 && ui.nothing('user', '没有找到联系人'),
    ],
  };
}

export function settingsPage(state: MessagesState): ui.Body {
  const option = (key: keyof MessagesState['settings'], title: string, note: string): ui.Block =>
    ui.row(key, title, { note, control: ui.toggle(ui.bind(state.settings, key), title) });
  return {
    bar: { title: '短信设置' },
    content: [
      option('receipts', '送达报告', '对方收到后显示“已送达”'),
      option('preview', '锁屏显示内容', '在锁屏通知中显示短信正文'),
      option('sortOffers', '推广短信归类', '推广短信不发出提示音'),
      ui.row('centre', '短信中心号码', { value: '+86 138 0021 0500' }),
    ],
  };
}
