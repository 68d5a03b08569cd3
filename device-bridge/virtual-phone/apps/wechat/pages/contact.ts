// A person's card: names, WeChat id, and the button that opens the chat.
import { TITLE_BAR_DP, titleBar } from '../../../ui/bars.js';
import { box, cutColumn, cutRow, inset } from '../../../ui/geometry.js';
import type { View } from '../../../ui/view.js';
import { label, page, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { GREY, type WeChatContext } from '../context.js';
import { type Contact, shownName } from '../people.js';
import { avatar } from './main.js';

export class ContactPage implements Page {
  readonly activity = 'com.tencent.mm.plugin.profile.ui.ContactInfoUI';
  readonly #context: WeChatContext;
  readonly #contact: Contact;

  constructor(context: WeChatContext, contactId: string) {
    this.#context = context;
    this.#contact = context.store.contact(contactId);
  }

  render(): View {
    const { screen, dp, back, touch, openChat, host } = this.#context;
    const contact = this.#contact;
    const [, bar, head, , message, call] = cutColumn(screen.full, [
      screen.content[1],
      dp(TITLE_BAR_DP),
      dp(120),
      dp(8),
      dp(56),
      dp(56),
    ]);
    const [art, words] = cutRow(head, [dp(96), 'fill']);
    const lines = cutColumn(inset(words, 0, dp(16)), [dp(32), dp(26), dp(26)]);
    const grey = { textSizePx: dp(13.5), color: '#808080' };
    const link = {
      textSizePx: dp(16.5),
      color: '#576b95',
      bold: true,
      align: 'center',
      background: '#ffffff',
    } as const;
    const note = contact.aliases[0] ?? '';
    return page(screen.full, { background: GREY }, [
      titleBar(screen, bar, { title: '', background: '#ffffff', color: '#191919', onBack: back }),
      view('linear', 'card', head, { style: { background: '#ffffff' } }, [
        avatar('card/avatar', box(art[0] + dp(18), art[1] + dp(18), dp(64), dp(64)), contact),
        label('card/name', lines[0], shownName(contact), { textSizePx: dp(20), bold: true }),
        label('card/nickname', lines[1], `昵称：${contact.nickname}  ${note}`, grey),
        label('card/id', lines[2], `微信号：${contact.wechatId}`, grey),
      ]),
      label('card/message', message, '发消息', link, { onTap: touch(() => openChat(contact.id)) }),
      label('card/call', call, '音视频通话', link, { onTap: () => host.toast('通话暂不可用') }),
    ]);
  }
}
