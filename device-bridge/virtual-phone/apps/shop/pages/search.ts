// The search page: a focused field with the keyboard, history and popular searches, suggestions while typing.
import { cutRow, heightOf, inset } from '../../../ui/geometry.js';
import { keyboardBounds } from '../../../ui/keyboard.js';
import { ScrollPosition, scrollList, stackCells } from '../../../ui/scroll-list.js';
import { measureText } from '../../../ui/text.js';
import type { Rect, View } from '../../../ui/view.js';
import { iconButton, label, page, symbol, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { PRODUCTS } from '../catalogue/products.js';
import { normalise } from '../catalogue/words.js';
import { cell, type ShopContext } from '../context.js';
import { searchField } from './search-bar.js';

const POPULAR = ['iPhone 16', '空气炸锅', '羽绒服', '蓝牙耳机', '显示器', '三体'];
const MAX_SUGGESTIONS = 9;

export class SearchPage implements Page {
  readonly activity: string;
  readonly #context: ShopContext;
  readonly #position = new ScrollPosition();
  #text: string;
  #focused = true;

  constructor(context: ShopContext, text: string) {
    this.#context = context;
    this.#text = text;
    this.activity = context.skin.activities.search;
  }

  render(): View {
    const { screen, dp } = this.#context;
    const top = screen.content[1];
    const bar: Rect = [0, top, screen.metrics.widthPx, top + dp(52)];
    const body: Rect = [0, bar[3], screen.metrics.widthPx, screen.content[3]];
    const [backArea, field] = cutRow(bar, [dp(44), 'fill']);
    return page(screen.full, { background: '#ffffff' }, [
      iconButton('back', backArea, 'back', '#333333', dp(11), {
        contentDescription: '返回',
        onTap: () => this.#context.back(),
      }),
      searchField(this.#context, {
        bounds: [field[0], field[1] + dp(6), field[2] - dp(12), field[3] - dp(6)],
        text: this.#text,
        focused: this.#focused,
        onText: (text) => this.#setText(text),
        onFocus: () => this.#focus(),
        onSubmit: () => this.#submit(this.#text),
      }),
      this.#text.trim() === '' ? this.#history(body) : this.#suggestions(body),
    ]);
  }

  #setText(text: string): void {
    this.#text = text;
    this.#context.host.invalidate();
  }

  #focus(): void {
    this.#focused = true;
    this.#context.host.showKeyboard(true);
    this.#context.host.invalidate();
  }

  #submit(query: string): void {
    const wanted = query.trim();
    if (wanted === '') {
      this.#context.host.toast('请输入搜索关键词');
      return;
    }
    this.#context.pages.pop();
    this.#context.ways.results(wanted);
    this.#context.host.invalidate();
  }

  #history(body: Rect): View {
    const { dp, store, host } = this.#context;
    const earlier = store.searches.length > 0;
    const children: View[] = [];
    let top = body[1] + dp(14);
    const section = (key: string, title: string, words: readonly string[]): void => {
      children.push(
        label(`${key}/title`, [dp(16), top, dp(200), top + dp(24)], title, { textSizePx: dp(15), bold: true }),
      );
      if (key === 'history') {
        const bin: Rect = [body[2] - dp(52), top - dp(6), body[2] - dp(8), top + dp(30)];
        children.push(
          iconButton('history/clear', bin, 'trash', '#999999', dp(9), {
            contentDescription: '清空历史搜索',
            onTap: () => {
              store.searches = [];
              host.invalidate();
            },
          }),
        );
      }
      top = this.#chips(children, key, words, top + dp(34)) + dp(22);
    };
    if (earlier) section('history', '历史搜索', store.searches);
    section('popular', '热门搜索', POPULAR);
    return view('frame', 'search-start', body, {}, children);
  }

  /** Lays the words out in lines of chips and returns where the last line ends. */
  #chips(children: View[], key: string, words: readonly string[], top: number): number {
    const { dp, screen } = this.#context;
    const height = dp(32);
    let left = dp(16);
    let line = top;
    for (const word of words) {
      const width = Math.min(measureText(word, dp(13)) + dp(26), screen.metrics.widthPx - dp(32));
      if (left + width > screen.metrics.widthPx - dp(16)) {
        left = dp(16);
        line += height + dp(10);
      }
      children.push(
        label(
          `${key}:${word}`,
          [left, line, left + width, line + height],
          word,
          { textSizePx: dp(13), background: '#f3f4f6', color: '#444444', radiusPx: dp(16), align: 'center' },
          { onTap: () => this.#submit(word) },
        ),
      );
      left += width + dp(10);
    }
    return line + height;
  }

  #suggestions(body: Rect): View {
    const { dp, screen, skin, host, id } = this.#context;
    const visible = host.keyboardVisible?.() ?? true;
    const bottom = visible ? Math.min(body[3], keyboardBounds(screen.metrics)[1]) : body[3];
    const cells = this.#suggested().map((text) =>
      cell(`suggestion:${text}`, dp(50), (bounds) => {
        const [icon, words, arrow] = cutRow(inset(bounds, dp(10), 0), [dp(40), 'fill', dp(36)]);
        return view(
          'relative',
          `suggestion:${text}`,
          bounds,
          { onTap: () => this.#submit(text), style: { background: '#ffffff', divider: true } },
          [
            symbol(`suggestion:${text}/icon`, inset(icon, dp(11)), 'search', '#bbbbbb'),
            label(
              `suggestion:${text}/text`,
              words,
              text,
              { textSizePx: dp(15) },
              { resourceId: id(skin.ids.suggestion) },
            ),
            symbol(`suggestion:${text}/arrow`, inset(arrow, dp(11)), 'forward', '#cccccc'),
          ],
        );
      }),
    );
    const area: Rect = [body[0], body[1], body[2], Math.max(bottom, body[1] + Math.min(dp(200), heightOf(body)))];
    return scrollList({
      key: 'suggestions',
      bounds: area,
      content: stackCells(cells, screen.metrics.widthPx),
      position: this.#position,
      kind: 'list',
      onScrolled: () => host.invalidate(),
    });
  }

  /** Names of goods that contain what was typed; never the typed text alone, which the search button stands for. */
  #suggested(): string[] {
    const typed = normalise(this.#text.trim());
    const names = new Set<string>();
    for (const product of PRODUCTS) {
      for (const name of [...product.spokenNames.zh, ...product.spokenNames.en]) {
        if (normalise(name).includes(typed) && normalise(name) !== typed) names.add(name);
      }
    }
    return [...names].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, MAX_SUGGESTIONS);
  }
}
