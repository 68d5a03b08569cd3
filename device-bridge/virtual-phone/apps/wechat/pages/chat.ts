// One chat: messages as bubbles, the input bar above the keyboard. The send button takes the place of the plus as soon
// as there is text; what is sent is exactly what was typed.
import { TITLE_BAR_DP, titleBar } from '../../../ui/bars.js';
import { clockText } from '../../../ui/clock.js';
import { box, cutColumn, cutRow, inset } from '../../../ui/geometry.js';
import { keyboardBounds } from '../../../ui/keyboard.js';
import { type Cell, ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import { LINE_HEIGHT, measureText, wrapText } from '../../../ui/text.js';
import type { Rect, View } from '../../../ui/view.js';
import { button, editField, iconButton, label, page, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { GREEN, GREY, type WeChatContext } from '../context.js';
import { CONTACTS, type Contact, OWNER, shownName } from '../people.js';
import type { Chat, Message, RedPacket } from '../store.js';
import { avatar } from './main.js';
import { packetCell, packetWindow } from './red-packet.js';

const MAX_INPUT_LINES = 4;
const MAX_BUBBLE_LINES = 200;

/** Stands for "scrolled to the end", whatever the content's height is. */
const END = Number.MAX_SAFE_INTEGER;

export class ChatPage implements Page {
  readonly activity = 'com.tencent.mm.ui.chatting.ChattingUI';
  readonly #context: WeChatContext;
  readonly #chat: Chat;
  readonly #contact: Contact;
  readonly #position = new ScrollPosition();
  #focused = false;
  #keyboardAsked = false;
  /** The red packet whose window lies over the chat. */
  #packet: RedPacket | undefined;

  constructor(context: WeChatContext, contactId: string) {
    this.#context = context;
    this.#chat = context.store.chatWith(contactId);
    this.#chat.unread = 0;
    this.#contact = context.store.contact(contactId);
    this.#position.offsetPx = END;
  }

  render(): View {
    const { screen, dp, host, back, id } = this.#context;
    const inputHeight = this.#inputHeight();
    const bottom = this.#keyboardShown() ? keyboardBounds(screen.metrics)[1] : screen.content[3];
    const above: Rect = [0, screen.content[1], screen.metrics.widthPx, bottom];
    const [bar, list, input] = cutColumn(above, [dp(TITLE_BAR_DP), 'fill', inputHeight]);
    const { members } = this.#contact;
    return page(screen.full, { background: GREY }, [
      titleBar(screen, bar, {
        title: members === undefined ? this.#chat.name : `${this.#chat.name}(${members})`,
        background: GREY,
        color: '#191919',
        centredTitle: true,
        onBack: back,
        actions: (area) => {
          const [, more] = cutRow(area, ['fill', 'fill']);
          return [
            iconButton('chat-info', more, 'more', '#191919', dp(14), {
              contentDescription: '聊天信息',
              onTap: () => host.toast(this.#chat.name),
            }),
          ];
        },
      }),
      scrollList({
        key: 'messages',
        bounds: list,
        content: stackCells(this.#cells(), screen.metrics.widthPx, 0, dp(10)),
        position: this.#position,
        resourceId: id('bp0'),
        onScrolled: () => host.invalidate(),
      }),
      view('view', 'input-background', [0, input[1], screen.metrics.widthPx, screen.metrics.heightPx], {
        style: { background: '#f6f6f6' },
      }),
      this.#input(input),
      this.#packet && packetWindow(this.#context, this.#packet, () => this.back()),
    ]);
  }

  back(): boolean {
    const isOver = this.#packet !== undefined;
    this.#packet = undefined;
    return isOver;
  }

  #keyboardShown(): boolean {
    return this.#context.host.keyboardVisible?.() ?? this.#keyboardAsked;
  }

  #inputSize(): number {
    return this.#context.dp(16.5);
  }

  #inputHeight(): number {
    const { dp, screen } = this.#context;
    const sizePx = this.#inputSize();
    const width = screen.metrics.widthPx - dp(210);
    const lines = wrapText(this.#chat.draft, width, MAX_INPUT_LINES, (text) => measureText(text, sizePx)).length;
    return dp(36) + Math.ceil(lines * sizePx * LINE_HEIGHT);
  }

  #input(bounds: Rect): View {
    const { dp, host, id } = this.#context;
    const hasText = this.#chat.draft !== '';
    const [voice, field, smile, end] = cutRow(bounds, [dp(48), 'fill', dp(46), hasText ? dp(72) : dp(46)]);
    const icon = (key: string, area: Rect, name: string, description: string): View =>
      iconButton(key, box(area[0], area[3] - dp(52), dp(44), dp(44)), name, '#191919', dp(8), {
        contentDescription: description,
        onTap: () => host.toast(`${description}暂不可用`),
      });
    return view('linear', 'input-bar', bounds, {}, [
      icon('voice', voice, 'voice', '切换到按住说话'),
      editField('input', inset(field, 0, dp(8)), {
        resourceId: id('bkk'),
        text: this.#chat.draft,
        focused: this.#focused,
        style: {
          background: '#ffffff',
          radiusPx: dp(6),
          textSizePx: this.#inputSize(),
          paddingPx: dp(10),
          maxLines: MAX_INPUT_LINES,
          verticalAlign: 'center',
        },
        onTap: () => this.#focus(),
        onText: (text) => {
          this.#chat.draft = text;
          host.invalidate();
        },
      }),
      icon('smile', smile, 'smile', '表情'),
      hasText
        ? button(
            'send',
            box(end[0] + dp(4), end[3] - dp(46), dp(60), dp(34)),
            '发送',
            { background: GREEN, color: '#ffffff', radiusPx: dp(6), textSizePx: dp(15), bold: true },
            { resourceId: id('bql'), onTap: () => this.#send() },
          )
        : icon('plus', end, 'plus-circle', '更多功能按钮'),
    ]);
  }

  #focus(): void {
    this.#focused = true;
    this.#keyboardAsked = true;
    this.#position.offsetPx = END;
    this.#context.host.showKeyboard(true);
    this.#context.host.invalidate();
  }

  #send(): void {
    const { store, host } = this.#context;
    store.send(this.#chat, this.#chat.draft, host.now(), clockText(host.now()));
    this.#position.offsetPx = END;
    host.invalidate();
  }

  #cells(): Cell[] {
    return this.#chat.messages.flatMap((message, index) => {
      const previous = this.#chat.messages[index - 1];
      const fresh = message.at > 0 && (previous === undefined || message.at - previous.at > 300_000);
      const bubble = message.packet ? this.#packetCell(message.packet, message, index) : this.#bubble(message, index);
      if (index > 0 && !fresh) return [bubble];
      return [this.#timeCell(index, fresh ? clockText(message.at) : this.#chat.beganText), bubble];
    });
  }

  #timeCell(index: number, text: string): Cell {
    const { dp } = this.#context;
    return {
      key: `time:${index}`,
      heightPx: dp(34),
      view: (bounds) => label(`time:${index}`, bounds, text, { textSizePx: dp(12), color: '#b2b2b2', align: 'center' }),
    };
  }

  #packetCell(packet: RedPacket, message: Message, index: number): Cell {
    const key = `message:${index}`;
    const sender = (bounds: Rect): View => avatar(`${key}/avatar`, bounds, this.#sender(message));
    return packetCell(this.#context, key, packet, sender, () => {
      this.#context.host.showKeyboard(false);
      this.#packet = packet;
    });
  }

  #bubble(message: Message, index: number): Cell {
    const { dp, screen, id } = this.#context;
    const key = `message:${index}`;
    const own = message.from === 'me';
    const sizePx = dp(16);
    const padding = dp(10);
    const widest = screen.metrics.widthPx - dp(130);
    const measure = (text: string): number => measureText(text, sizePx);
    const lines = wrapText(message.text, widest - 2 * padding, MAX_BUBBLE_LINES, measure);
    const width = Math.min(widest, Math.max(dp(40), ...lines.map((line) => measure(line) + 2 * padding + 6)));
    const height = Math.ceil(lines.length * sizePx * LINE_HEIGHT) + 2 * padding;
    return {
      key,
      heightPx: height + dp(18),
      view: (bounds) => {
        const face = dp(40);
        const top = bounds[1] + dp(4);
        const faceLeft = own ? bounds[2] - dp(12) - face : bounds[0] + dp(12);
        const left = own ? faceLeft - dp(8) - width : faceLeft + face + dp(8);
        return view('relative', key, bounds, {}, [
          avatar(`${key}/avatar`, box(faceLeft, top, face, face), own ? OWNER : this.#sender(message)),
          label(
            `${key}/text`,
            box(left, top, width, height),
            message.text,
            {
              background: own ? '#95ec69' : '#ffffff',
              radiusPx: dp(6),
              textSizePx: sizePx,
              paddingPx: padding,
              maxLines: MAX_BUBBLE_LINES,
              color: '#191919',
            },
            { resourceId: id('bkl'), onLongPress: () => this.#context.host.toast('已复制') },
          ),
        ]);
      },
    };
  }

  /** In a group the message says who wrote it. */
  #sender(message: Message): Contact {
    const [name = ''] = message.text.split('：');
    return CONTACTS.find((contact) => shownName(contact) === name) ?? this.#contact;
  }
}
