// Writing a post for Moments: one field, and the button that publishes it.
import { TITLE_BAR_DP, titleBar } from '../../../ui/bars.js';
import { centred, cutColumn, inset } from '../../../ui/geometry.js';
import type { View } from '../../../ui/view.js';
import { button, editField, page } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { GREEN, type WeChatContext } from '../context.js';

export class PublishPage implements Page {
  readonly activity = 'com.tencent.mm.plugin.sns.ui.SnsUploadUI';
  readonly #context: WeChatContext;
  #text = '';
  #focused = true;

  constructor(context: WeChatContext) {
    this.#context = context;
  }

  render(): View {
    const { screen, dp, back, host, id } = this.#context;
    const [, bar, field] = cutColumn(screen.full, [screen.content[1], dp(TITLE_BAR_DP), dp(150), 'fill']);
    return page(screen.full, { background: '#ffffff' }, [
      titleBar(screen, bar, {
        title: '发表文字',
        background: '#ffffff',
        color: '#191919',
        centredTitle: true,
        onBack: back,
        actions: (area) => [this.#publishButton(centred(area, dp(64), dp(34)))],
      }),
      editField('post-text', inset(field, dp(16), dp(8)), {
        resourceId: id('kpk'),
        text: this.#text,
        hint: '这一刻的想法...',
        focused: this.#focused,
        style: { textSizePx: dp(17), maxLines: 5 },
        onTap: () => {
          this.#focused = true;
          host.showKeyboard(true);
          host.invalidate();
        },
        onText: (text) => {
          this.#text = text;
          host.invalidate();
        },
      }),
    ]);
  }

  #publishButton(bounds: Parameters<typeof button>[1]): View {
    const { dp, id, touch, store, host, back } = this.#context;
    const isEmpty = this.#text.trim() === '';
    return button(
      'publish-button',
      bounds,
      '发表',
      {
        background: isEmpty ? '#e1e1e1' : GREEN,
        color: isEmpty ? '#b2b2b2' : '#ffffff',
        radiusPx: dp(6),
        textSizePx: dp(15),
        bold: true,
      },
      {
        resourceId: id('fzg'),
        enabled: !isEmpty,
        onTap: touch(() => {
          store.publish(this.#text, host.now());
          host.toast('已发表');
          back();
        }),
      },
    );
  }
}
