// The front page: search bar, departments, a campaign, recommended goods, bottom navigation.
import { BOTTOM_TABS_DP, bottomTabs, type Tab } from '../../../ui/bars.js';
import { box, centred, columns, cutColumn, inset, widthOf } from '../../../ui/geometry.js';
import {
  type Cell,
  joinContent,
  type ListContent,
  ScrollPosition,
  scrollList,
  stackCells,
} from '../../../ui/scroll-list.js';
import type { Rect, View } from '../../../ui/view.js';
import { label, page, picture, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { CATEGORIES } from '../catalogue/categories.js';
import { cell, type ShopContext } from '../context.js';
import { goodsContent } from './goods-content.js';
import { searchBar } from './search-bar.js';

const RECOMMENDED = 24;
const DEPARTMENTS = 10;

export class HomePage implements Page {
  readonly activity: string;
  readonly #context: ShopContext;
  readonly #position = new ScrollPosition();

  constructor(context: ShopContext) {
    this.#context = context;
    this.activity = context.skin.activities.home;
  }

  render(): View {
    const context = this.#context;
    const { screen, skin, dp } = context;
    const headerBottom = screen.metrics.statusBarPx + dp(96);
    const tabsTop = screen.content[3] - dp(BOTTOM_TABS_DP);
    const header: Rect = [0, 0, screen.metrics.widthPx, headerBottom];
    const list: Rect = [0, headerBottom, screen.metrics.widthPx, tabsTop];
    return page(screen.full, { background: skin.theme.background }, [
      this.#header(header),
      scrollList({
        key: 'home-list',
        bounds: list,
        content: this.#content(),
        position: this.#position,
        resourceId: context.id(`${skin.ids.list}_home`),
        onScrolled: () => context.host.invalidate(),
      }),
      bottomTabs(screen, [0, tabsTop, screen.metrics.widthPx, screen.metrics.heightPx], this.#tabs(), {
        background: '#ffffff',
        color: '#555555',
        selectedColor: skin.theme.brand,
      }),
    ]);
  }

  #header(bounds: Rect): View {
    const { screen, skin, dp } = this.#context;
    const [, name, search] = cutColumn(bounds, [screen.metrics.statusBarPx, dp(44), 'fill']);
    return view('frame', 'home-header', bounds, { style: { gradient: skin.theme.header } }, [
      label('home-name', inset(name, dp(16), 0), skin.words.home, {
        textSizePx: dp(21),
        bold: true,
        color: skin.theme.headerInk,
      }),
      searchBar(this.#context, 'home-search', inset(search, dp(12), dp(6)), skin.words.searchHint, ''),
    ]);
  }

  #content(): ListContent {
    const { screen, dp, store } = this.#context;
    const top = stackCells([this.#departments(), this.#banner()], screen.metrics.widthPx, dp(8), dp(8));
    return joinContent(top, goodsContent(this.#context, store.recommended(RECOMMENDED)));
  }

  #departments(): Cell {
    const { dp, ways, touch, screen } = this.#context;
    const rowHeight = dp(76);
    const shown = CATEGORIES.slice(0, DEPARTMENTS);
    return cell('departments', rowHeight * 2 + dp(8), (bounds) => {
      const area = inset(bounds, dp(8), dp(4));
      const rows = cutColumn(area, ['fill', 'fill']);
      const places = rows.flatMap((row) => columns(row, DEPARTMENTS / 2));
      const children = shown.map((category, index) => {
        const place = places[index] ?? area;
        const [art, name] = cutColumn(place, [dp(52), 'fill']);
        const side = dp(44);
        const key = `department:${category.id}`;
        return view(
          'linear',
          key,
          place,
          { contentDescription: category.zh, onTap: touch(() => ways.results(category.zh)) },
          [
            picture(`${key}/icon`, centred(art, side, side), {
              kind: 'icon',
              glyph: category.symbol,
              hue: category.hue,
            }),
            label(`${key}/name`, name, category.zh, { textSizePx: dp(11.5), align: 'center', color: '#3a3a3a' }),
          ],
        );
      });
      return view(
        'group',
        'departments',
        box(bounds[0], bounds[1], screen.metrics.widthPx, rowHeight * 2),
        {},
        children,
      );
    });
  }

  #banner(): Cell {
    const { dp, skin } = this.#context;
    return cell('banner', dp(116), (bounds) => {
      const area = inset(bounds, dp(10), 0);
      return view('frame', 'banner', area, { contentDescription: skin.words.banner }, [
        picture('banner/art', area, { kind: 'banner', glyph: skin.words.banner, hue: skin.theme.bannerHue }),
        view('view', 'banner/note', box(area[0] + dp(26), area[1] + dp(66), Math.min(widthOf(area), dp(200)), dp(26)), {
          style: { paintedText: '大额优惠券 限时抢', color: '#ffffff', textSizePx: dp(14) },
        }),
      ]);
    });
  }

  #tabs(): Tab[] {
    const { skin, ways, touch, host, store } = this.#context;
    const actions: Readonly<Record<string, () => void>> = {
      home: () => {
        this.#position.offsetPx = 0;
      },
      cart: () => ways.cart(),
      me: () => ways.me(),
    };
    return skin.words.bottomTabs.map(({ key, text, symbol }) => ({
      key,
      text,
      symbol,
      selected: key === 'home',
      ...(key === 'cart' && store.cart.length > 0 ? { badge: String(store.cart.length) } : {}),
      onTap: touch(actions[key] ?? (() => host.toast(`${text}暂无新内容`))),
    }));
  }
}
