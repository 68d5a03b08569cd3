// A shop whose pages are web pages that tell accessibility nothing: one android.webkit.WebView below a native search
// bar, and in it painted cards, prices and buttons, in Chinese and English. Remembers what was done in it.
import type { App, AppDefinition, AppHost } from '../apps/app.js';
import type { Rect, View } from '../ui/view.js';
import { editField, label, picture, view } from '../ui/views.js';

export interface WebOffer {
  readonly title: string;
  /** As it is written: "¥3,899.00". */
  readonly price: string;
  /** What a buyer pays in the end, as its page says it; absent where that is the price. */
  readonly finalPrice?: string;
  readonly seller: string;
  readonly soldOut?: boolean;
}

export interface WebShopState {
  page: 'results' | 'offer' | 'pay' | 'dialog';
  query: string;
  opened: string[];
  inCart: string[];
  paid: string[];
}

export interface WebShop {
  readonly app: AppDefinition;
  readonly state: WebShopState;
  show(page: WebShopState['page']): void;
}

const barBounds: Rect = [0, 74, 1080, 220];
const pageBounds: Rect = [0, 220, 1080, 2337];
const cardHeightPx = 300;
const cardGapPx = 20;
const white = { background: '#ffffff' };

/** `packageName`: one that the catalogue knows, so that goals can name it. */
export function createWebShop(packageName: string, offers: readonly WebOffer[]): WebShop {
  const empty = (): WebShopState => ({ page: 'results', query: '', opened: [], inCart: [], paid: [] });
  const state = empty();
  let host: AppHost | undefined;
  return {
    state,
    show: (page) => {
      state.page = page;
      host?.invalidate();
    },
    app: {
      identity: {
        packageName,
        label: '网页商城',
        mainActivity: `${packageName}.WebActivity`,
        versionName: '1.0',
        versionCode: 1,
        icon: { glyph: '网', hue: 210 },
      },
      start: (given) => {
        host = given;
        return new WebPages(given, state, offers);
      },
      state: () => structuredClone(state),
      reset: () => void Object.assign(state, empty()),
    },
  };
}

class WebPages implements App {
  readonly #host: AppHost;
  readonly #state: WebShopState;
  readonly #offers: readonly WebOffer[];
  #typed = '';
  #isEditing = false;
  #scrolledPx = 0;
  #open: WebOffer | undefined;

  constructor(host: AppHost, state: WebShopState, offers: readonly WebOffer[]) {
    this.#host = host;
    this.#state = state;
    this.#offers = offers;
    state.page = 'results';
    state.query = '';
  }

  activity(): string {
    return '.WebActivity';
  }

  back(): boolean {
    if (this.#state.page === 'results') return false;
    this.#go('results');
    return true;
  }

  render(): View {
    return view('frame', 'window', [0, 0, 1080, 2400], { style: { background: '#f2f2f2' } }, [
      this.#searchBar(),
      this.#webView(),
    ]);
  }

  #go(page: WebShopState['page']): void {
    this.#state.page = page;
    this.#host.invalidate();
  }

  #searchBar(): View {
    return editField('search', barBounds, {
      text: this.#typed,
      hint: '搜索商品',
      focused: this.#isEditing,
      style: { ...white, textSizePx: 40, paddingPx: 30 },
      onTap: () => {
        this.#isEditing = true;
        this.#host.showKeyboard(true);
        this.#host.invalidate();
      },
      onText: (text) => {
        this.#typed = text;
        this.#host.invalidate();
      },
      onSubmit: () => {
        this.#isEditing = false;
        this.#scrolledPx = 0;
        this.#state.query = this.#typed;
        this.#host.showKeyboard(false);
        this.#go('results');
      },
    });
  }

  #webView(): View {
    const leastPx = heightOf(pageBounds);
    const mostPx = Math.max(0, this.#offers.length * (cardHeightPx + cardGapPx) + cardGapPx - leastPx);
    const content = { results: () => this.#results(), offer: () => this.#offer(), pay, dialog }[this.#state.page];
    return view(
      'webView',
      'web',
      pageBounds,
      {
        isOpaque: true,
        onScroll: (dyPx) => {
          const next = this.#state.page === 'results' ? Math.max(0, Math.min(mostPx, this.#scrolledPx + dyPx)) : 0;
          const moved = next !== this.#scrolledPx;
          this.#scrolledPx = next;
          if (moved) this.#host.invalidate();
          return moved;
        },
        canScroll: (direction) => (direction === 1 ? this.#scrolledPx < mostPx : this.#scrolledPx > 0),
      },
      content((what) => {
        this.#state.paid.push(what);
        this.#host.invalidate();
      }),
    );
  }

  #results(): View[] {
    if (this.#state.query === '') return [text('welcome', [60, 300, 1020, 380], '欢迎光临 Welcome', 44)];
    return this.#offers.map((offer, index) => {
      const top = pageBounds[1] + cardGapPx + index * (cardHeightPx + cardGapPx) - this.#scrolledPx;
      const onTap = (): void => {
        this.#open = offer;
        this.#state.opened.push(offer.title);
        this.#host.after(50, () => this.#go('offer'));
      };
      return view(
        'view',
        `card:${index}`,
        [20, top, 1060, top + cardHeightPx],
        { style: { ...white, radiusPx: 24 }, onTap },
        [
          picture(`photo:${index}`, [40, top + 20, 300, top + 280], { kind: 'goods', glyph: 'phone', hue: index * 40 }),
          text(`title:${index}`, [330, top + 30, 1040, top + 90], offer.title, 38),
          text(`price:${index}`, [330, top + 120, 700, top + 190], offer.price, 52, '#e1251b'),
          text(`seller:${index}`, [330, top + 220, 800, top + 270], offer.seller, 30, '#8c8c8c'),
          offer.soldOut ? text(`out:${index}`, [860, top + 220, 1040, top + 270], '已售罄', 30, '#8c8c8c') : undefined,
        ].filter((part) => part !== undefined),
      );
    });
  }

  #offer(): View[] {
    const { title, price, finalPrice, seller } = this.#open ?? (this.#offers[0] as WebOffer);
    const cart = (): void => {
      this.#state.inCart.push(title);
      this.#host.toast('已加入购物车');
      this.#host.invalidate();
    };
    return [
      picture('photo', [0, 220, 1080, 1100], { kind: 'goods', glyph: 'phone', hue: 200 }),
      text('price', [40, 1130, 700, 1230], price, 72, '#e1251b'),
      ...(finalPrice === undefined
        ? []
        : [text('final', [40, 1240, 700, 1310], `券后价 ${finalPrice}`, 44, '#e1251b')]),
      text('title', [40, 1340, 1040, 1420], title, 46),
      text('seller', [40, 1450, 1040, 1520], seller, 36, '#8c8c8c'),
      button('cart', [40, 2180, 520, 2310], '加入购物车', '#ffa200', cart),
      button('buy', [560, 2180, 1040, 2310], '立即购买', '#ff5000', () => this.#go('pay')),
    ];
  }
}

type Pay = (what: string) => void;

/** Nothing but pixels tells that this button pays. */
function pay(onPay: Pay): View[] {
  return [
    text('heading', [60, 320, 1020, 420], '订单信息', 52),
    text('total', [60, 520, 1020, 600], '合计：¥3,899.00', 48),
    text('to', [60, 640, 1020, 720], '收款方：网页商城', 40),
    button('pay', [60, 2100, 1020, 2240], '立即支付 ¥3,899.00', '#e1251b', () => onPay('button')),
  ];
}

/** As web pages draw one: no outline around its two answers, and the question above them. */
function dialog(onPay: Pay): View[] {
  return [
    view('view', 'dialog', [120, 900, 960, 1400], { style: { ...white, radiusPx: 30 } }, [
      text('question', [180, 960, 900, 1060], '确认支付 ¥3,899.00？', 46),
      view('view', 'no', [120, 1240, 540, 1400], { onTap: () => onPay('cancelled') }, [
        text('no/text', [280, 1280, 420, 1360], '取消', 44),
      ]),
      view('view', 'yes', [540, 1240, 960, 1400], { onTap: () => onPay('dialog') }, [
        text('yes/text', [690, 1280, 830, 1360], '确定', 44, '#ff5000'),
      ]),
    ]),
  ];
}

function text(key: string, bounds: Rect, written: string, textSizePx: number, color = '#1a1a1a'): View {
  return label(key, bounds, written, { textSizePx, color });
}

function button(key: string, bounds: Rect, written: string, background: string, onTap: () => void): View {
  const style = { background, color: '#ffffff', textSizePx: 44, align: 'center', radiusPx: 60 } as const;
  return label(key, bounds, written, style, { onTap });
}

function heightOf([, top, , bottom]: Rect): number {
  return bottom - top;
}
