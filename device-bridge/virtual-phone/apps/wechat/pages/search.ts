// Search over people, groups and what was written.
import { cutColumn, cutRow, inset } from '../../../ui/geometry.js';
import { type Cell, ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import type { Rect, View } from '../../../ui/view.js';
import { editField, label, page, symbol, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { GREY, type WeChatContext } from '../context.js';
import { CONTACTS, type Contact, findContacts, GROUPS, shownName } from '../people.js';
import { avatar } from './main.js';

export class SearchPage implements Page {
  readonly activity = 'com.tencent.mm.plugin.fts.ui.FTSMainUI';
  readonly #context: WeChatContext;
  readonly #position = new ScrollPosition();
  #text = '';

  constructor(context: WeChatContext) {
    this.#context = context;
  }

  render(): View {
    const { screen, dp, back, host, id } = this.#context;
    const [, bar, body] = cutColumn(screen.full, [screen.content[1], dp(52), 'fill']);
    const [boxArea, cancel] = cutRow(inset(bar, dp(10), dp(7)), ['fill', dp(56)]);
    const [icon, field] = cutRow(boxArea, [dp(36), 'fill']);
    return page(screen.full, { background: GREY }, [
      view('linear', 'search-box', boxArea, { style: { background: '#ffffff', radiusPx: dp(6) } }, [
        symbol('search-box/icon', inset(icon, dp(9)), 'search', '#a0a0a0'),
        editField('search-field', field, {
          resourceId: id('cd7'),
          text: this.#text,
          hint: '搜索',
          focused: true,
          style: { textSizePx: dp(16) },
          onTap: () => host.showKeyboard(true),
          onText: (text) => {
            this.#text = text;
            this.#position.offsetPx = 0;
            host.invalidate();
          },
          onSubmit: () => host.showKeyboard(false),
        }),
      ]),
      label('cancel', cancel, '取消', { textSizePx: dp(16), color: '#576b95', align: 'center' }, { onTap: back }),
      this.#text.trim() === '' ? this.#start(body) : this.#results(body),
    ]);
  }

  #start(body: Rect): View {
    const { dp } = this.#context;
    const line: Rect = [body[0], body[1] + dp(30), body[2], body[1] + dp(60)];
    return label('search-start', line, '搜索指定内容：联系人  群聊  聊天记录', {
      textSizePx: dp(14),
      color: '#9a9a9a',
      align: 'center',
    });
  }

  #results(body: Rect): View {
    const { screen, host, dp } = this.#context;
    const people = findContacts(CONTACTS, this.#text);
    const groups = findContacts(GROUPS, this.#text);
    const cells = [
      ...this.#section(
        'people',
        '联系人',
        people.map((contact) => this.#contactCell(contact)),
      ),
      ...this.#section(
        'groups',
        '群聊',
        groups.map((contact) => this.#contactCell(contact)),
      ),
      ...this.#section('records', '聊天记录', this.#recordCells()),
    ];
    if (cells.length === 0) {
      const line: Rect = [body[0], body[1] + dp(40), body[2], body[1] + dp(80)];
      return label('search-nothing', line, `没有找到“${this.#text}”相关结果`, {
        textSizePx: dp(15),
        color: '#9a9a9a',
        align: 'center',
      });
    }
    return scrollList({
      key: 'search-results',
      bounds: body,
      content: stackCells(cells, screen.metrics.widthPx),
      position: this.#position,
      onScrolled: () => host.invalidate(),
    });
  }

  #section(key: string, title: string, cells: readonly Cell[]): Cell[] {
    const { dp } = this.#context;
    if (cells.length === 0) return [];
    const heading: Cell = {
      key: `heading:${key}`,
      heightPx: dp(38),
      view: (bounds) =>
        label(`heading:${key}`, bounds, title, {
          textSizePx: dp(13),
          color: '#9a9a9a',
          paddingPx: dp(14),
          background: '#ffffff',
        }),
    };
    return [heading, ...cells];
  }

  #contactCell(contact: Contact): Cell {
    const { touch, pages, openChat } = this.#context;
    const { remark, nickname, members } = contact;
    const note = remark ? `昵称：${nickname}` : members === undefined ? '' : `${members} 人`;
    const key = `hit:${contact.id}`;
    return this.#row(
      key,
      contact,
      shownName(contact),
      note,
      touch(() => {
        pages.pop();
        openChat(contact.id);
      }),
    );
  }

  #recordCells(): Cell[] {
    const { store, touch, pages, openChat } = this.#context;
    const wanted = this.#text.trim().toLowerCase();
    return store.chats.flatMap((chat) => {
      const hit = chat.messages.find((message) => message.text.toLowerCase().includes(wanted));
      if (!hit) return [];
      const open = touch(() => {
        pages.pop();
        openChat(chat.contactId);
      });
      return [this.#row(`record:${chat.contactId}`, store.contact(chat.contactId), chat.name, hit.text, open)];
    });
  }

  #row(key: string, contact: Contact, name: string, note: string, onTap: () => void): Cell {
    const { dp } = this.#context;
    return {
      key,
      heightPx: dp(64),
      view: (bounds) => {
        const [art, words] = cutRow(bounds, [dp(70), 'fill']);
        const lines = note === '' ? ([words, words] as const) : cutColumn(inset(words, 0, dp(10)), ['fill', 'fill']);
        return view('relative', key, bounds, { style: { background: '#ffffff', divider: true }, onTap }, [
          avatar(`${key}/avatar`, inset(art, dp(15), dp(12)), contact),
          label(`${key}/name`, lines[0], name, { textSizePx: dp(16.5) }),
          note === '' ? undefined : label(`${key}/note`, lines[1], note, { textSizePx: dp(13), color: '#9a9a9a' }),
        ]);
      },
    };
  }
}
