// The four tabs: chats, contacts, discover, me.
import { BOTTOM_TABS_DP, badge, bottomTabs, type Tab, TITLE_BAR_DP, titleBar } from '../../../ui/bars.js';
import { centred, cutColumn, cutRow, inset } from '../../../ui/geometry.js';
import { type Cell, ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import type { Rect, View } from '../../../ui/view.js';
import { iconButton, label, page, picture, symbol, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { GREEN, GREY, type WeChatContext } from '../context.js';
import { CONTACTS, type Contact, GROUPS, shownName } from '../people.js';
import type { Chat } from '../store.js';

type TabKey = 'chats' | 'contacts' | 'discover' | 'me';

const TABS: readonly { readonly key: TabKey; readonly text: string; readonly symbol: string }[] = [
  { key: 'chats', text: '微信', symbol: 'chat' },
  { key: 'contacts', text: '通讯录', symbol: 'users' },
  { key: 'discover', text: '发现', symbol: 'compass' },
  { key: 'me', text: '我', symbol: 'user' },
];

export class MainPage implements Page {
  readonly activity = 'com.tencent.mm.ui.LauncherUI';
  readonly #context: WeChatContext;
  readonly #positions: Readonly<Record<TabKey, ScrollPosition>> = {
    chats: new ScrollPosition(),
    contacts: new ScrollPosition(),
    discover: new ScrollPosition(),
    me: new ScrollPosition(),
  };
  #tab: TabKey = 'chats';

  constructor(context: WeChatContext) {
    this.#context = context;
  }

  render(): View {
    const { screen, dp, host } = this.#context;
    const [, bar, list, tabs] = cutColumn(screen.full, [
      screen.content[1],
      dp(TITLE_BAR_DP),
      'fill',
      dp(BOTTOM_TABS_DP) + screen.metrics.navigationBarPx,
    ]);
    return page(screen.full, { background: GREY }, [
      this.#titleBar(bar),
      scrollList({
        key: `list:${this.#tab}`,
        bounds: list,
        content: stackCells(this.#cells(), screen.metrics.widthPx),
        position: this.#positions[this.#tab],
        kind: this.#tab === 'chats' ? 'list' : 'recycler',
        onScrolled: () => host.invalidate(),
      }),
      bottomTabs(screen, tabs, this.#tabs(), { background: '#f7f7f7', color: '#4c4c4c', selectedColor: GREEN }),
    ]);
  }

  #titleBar(bounds: Rect): View {
    const { screen, dp, touch, openSearch, host, store } = this.#context;
    const unread = store.chats.reduce((sum, chat) => sum + chat.unread, 0);
    const name = TABS.find(({ key }) => key === this.#tab)?.text ?? '';
    return titleBar(screen, bounds, {
      title: this.#tab === 'chats' && unread > 0 ? `${name}(${unread})` : name,
      background: GREY,
      color: '#191919',
      centredTitle: true,
      actions: (area) => {
        const [search, more] = cutRow(area, ['fill', 'fill']);
        return [
          iconButton('search', search, 'search', '#191919', dp(14), {
            contentDescription: '搜索',
            onTap: touch(() => openSearch()),
          }),
          iconButton('more', more, 'plus-circle', '#191919', dp(14), {
            contentDescription: '更多功能按钮',
            onTap: () => host.toast('暂无更多功能'),
          }),
        ];
      },
    });
  }

  #tabs(): Tab[] {
    const { touch, store } = this.#context;
    const unread = store.chats.reduce((sum, chat) => sum + chat.unread, 0);
    return TABS.map(({ key, text, symbol: icon }) => ({
      key,
      text,
      symbol: icon,
      selected: key === this.#tab,
      ...(key === 'chats' && unread > 0 ? { badge: String(unread) } : {}),
      onTap: touch(() => {
        this.#tab = key;
      }),
    }));
  }

  #cells(): Cell[] {
    const { store, openContact, openChat, openMoments, host } = this.#context;
    switch (this.#tab) {
      case 'chats':
        return store.chats.filter((chat) => chat.messages.length > 0).map((chat) => this.#chatCell(chat));
      case 'contacts':
        return [
          ...GROUPS.map((group) => this.#contactCell(group, () => openChat(group.id))),
          ...CONTACTS.toSorted((a, b) => (a.pinyin < b.pinyin ? -1 : 1)).map((contact) =>
            this.#contactCell(contact, () => openContact(contact.id)),
          ),
        ];
      case 'discover':
        return [
          this.#menuCell('moments', 'moments', '朋友圈', 200, () => openMoments()),
          this.#menuCell('channels', 'sparkle', '视频号', 35, () => host.toast('视频号暂无新内容')),
          this.#menuCell('scan', 'scan', '扫一扫', 215, () => host.toast('请对准二维码')),
          this.#menuCell('mini', 'grid', '小程序', 265, () => host.toast('暂无最近使用的小程序')),
        ];
      case 'me':
        return [
          this.#menuCell('profile', 'user', '陈先生  微信号：chen_2026', 210, () => host.toast('个人信息')),
          this.#menuCell('services', 'wallet', '服务', 145, () => host.toast('服务暂不可用')),
          this.#menuCell('favourites', 'star', '收藏', 40, () => host.toast('还没有收藏')),
          this.#menuCell('settings', 'gear', '设置', 215, () => host.toast('请在系统设置中修改')),
        ];
    }
  }

  #chatCell(chat: Chat): Cell {
    const { dp, store, touch, openChat } = this.#context;
    const contact = store.contact(chat.contactId);
    const key = `chat:${chat.contactId}`;
    const last = chat.messages.at(-1)?.text ?? '';
    const preview = chat.draft === '' ? last.replaceAll('\n', ' ') : `[草稿] ${chat.draft.replaceAll('\n', ' ')}`;
    return {
      key,
      heightPx: dp(72),
      view: (bounds) => {
        const [art, words, time] = cutRow(bounds, [dp(76), 'fill', dp(80)]);
        const [name, text] = cutColumn(inset(words, 0, dp(12)), ['fill', 'fill']);
        const face = centred(art, dp(48), dp(48));
        return view(
          'linear',
          key,
          bounds,
          { style: { background: '#ffffff', divider: true }, onTap: touch(() => openChat(chat.contactId)) },
          [
            avatar(`${key}/avatar`, face, contact),
            label(
              `${key}/name`,
              name,
              chat.name,
              { textSizePx: dp(16.5), color: '#191919' },
              { resourceId: this.#context.id('kbq') },
            ),
            label(
              `${key}/last`,
              text,
              preview,
              { textSizePx: dp(13.5), color: '#b0b0b0' },
              { resourceId: this.#context.id('ht5') },
            ),
            label(`${key}/time`, [time[0], name[1], time[2] - dp(14), name[3]], chat.timeText, {
              textSizePx: dp(11.5),
              color: '#b8b8b8',
              align: 'right',
            }),
            chat.unread > 0
              ? badge(this.#context.screen, `${key}/unread`, face[2] - dp(9), face[1] - dp(6), String(chat.unread))
              : undefined,
          ],
        );
      },
    };
  }

  #contactCell(contact: Contact, onTap: () => void): Cell {
    const { dp, touch } = this.#context;
    const key = `contact:${contact.id}`;
    return {
      key,
      heightPx: dp(58),
      view: (bounds) => {
        const [art, name] = cutRow(bounds, [dp(68), 'fill']);
        return view('linear', key, bounds, { style: { background: '#ffffff', divider: true }, onTap: touch(onTap) }, [
          avatar(`${key}/avatar`, centred(art, dp(40), dp(40)), contact),
          label(`${key}/name`, name, shownName(contact), { textSizePx: dp(16) }),
        ]);
      },
    };
  }

  #menuCell(key: string, icon: string, text: string, hue: number, onTap: () => void): Cell {
    const { dp, touch } = this.#context;
    return {
      key: `menu:${key}`,
      heightPx: dp(64),
      view: (bounds) => {
        const place: Rect = [bounds[0], bounds[1], bounds[2], bounds[3] - dp(8)];
        const [art, words, arrow] = cutRow(place, [dp(60), 'fill', dp(40)]);
        return view('linear', `menu:${key}`, place, { style: { background: '#ffffff' }, onTap: touch(onTap) }, [
          symbol(`menu:${key}/icon`, centred(art, dp(24), dp(24)), icon, `hsl(${hue}, 70%, 48%)`),
          label(`menu:${key}/text`, words, text, { textSizePx: dp(16) }),
          symbol(`menu:${key}/arrow`, centred(arrow, dp(16), dp(16)), 'forward', '#c2c2c2'),
        ]);
      },
    };
  }
}

/** A picture without text; only its description names the person, as in the real app. */
export function avatar(key: string, bounds: Rect, contact: Contact): View {
  const name = shownName(contact);
  const initial = /^[A-Za-z]/.test(name) ? name.slice(0, 1) : name.slice(-1);
  const glyph = contact.id === 'filehelper' ? 'storage' : initial;
  return picture(key, bounds, { kind: 'avatar', glyph, hue: contact.hue }, { contentDescription: `${name}头像` });
}
