// Search results: a short loading state, sort tabs and a stock filter, a list that grows as it is scrolled, and what is
// shown when nothing fits.
import { type Tab, tabRow } from '../../../ui/bars.js';
import { box, centred, cutColumn, cutRow, inset } from '../../../ui/geometry.js';
import {
  type Cell,
  joinContent,
  type ListContent,
  ScrollPosition,
  scrollList,
  stackCells,
} from '../../../ui/scroll-list.js';
import type { Rect, View } from '../../../ui/view.js';
import { iconButton, label, page, symbol, view } from '../../../ui/views.js';
import type { Page } from '../../pages.js';
import { hashText } from '../../random.js';
import type { Listing } from '../catalogue/model.js';
import { cell, type ShopContext } from '../context.js';
import type { SortKey } from '../skin.js';
import { type FilterChoice, filterSheet, isFiltering, NO_FILTER, passesFilter } from './filter-sheet.js';
import { goodsContent } from './goods-content.js';
import { searchBar } from './search-bar.js';

const PAGE_SIZE = 10;
const MORE_DELAY_MS = 160;
const RECOMMENDED_WHEN_EMPTY = 6;

type Order = 'relevance' | 'sales' | 'priceUp' | 'priceDown';

export class ResultsPage implements Page {
  readonly activity: string;
  readonly #context: ShopContext;
  readonly #query: string;
  readonly #found: readonly Listing[];
  readonly #position = new ScrollPosition();
  #order: Order = 'relevance';
  #filter: FilterChoice = NO_FILTER;
  #filterOpen = false;
  #loading = true;
  #loadingMore = false;
  #shown = PAGE_SIZE;

  constructor(context: ShopContext, query: string) {
    this.#context = context;
    this.#query = query;
    this.activity = context.skin.activities.results;
    this.#found = context.store.search(query);
    const delayMs = 150 + (hashText(query) % 451);
    context.host.after(delayMs, () => {
      this.#loading = false;
      context.host.invalidate();
    });
  }

  back(): boolean {
    if (!this.#filterOpen) return false;
    this.#filterOpen = false;
    return true;
  }

  render(): View {
    const context = this.#context;
    const { screen, skin, dp } = context;
    const width = screen.metrics.widthPx;
    const [, bar, tabs, list] = cutColumn(screen.full, [screen.content[1], dp(52), dp(42), 'fill']);
    const [backArea, field] = cutRow(bar, [dp(44), 'fill']);
    return page(screen.full, { background: skin.theme.background }, [
      view('view', 'bar-background', [0, 0, width, tabs[3]], { style: { background: '#ffffff' } }),
      iconButton('back', backArea, 'back', '#333333', dp(11), {
        contentDescription: '返回',
        onTap: () => context.back(),
      }),
      searchBar(
        context,
        'result-search',
        [field[0], field[1] + dp(6), field[2] - dp(12), field[3] - dp(6)],
        this.#query,
        this.#query,
      ),
      tabRow(screen, 'sort', tabs, this.#tabs(), {
        background: '#ffffff',
        color: '#555555',
        selectedColor: skin.theme.brand,
        resourceId: context.id(skin.ids.sortTab),
      }),
      this.#loading ? this.#spinner(list) : this.#list(list),
      this.#filterOpen ? this.#sheet() : undefined,
    ]);
  }

  #sheet(): View {
    return filterSheet(this.#context, this.#filter, (choice) => {
      this.#filterOpen = false;
      if (choice) this.#filter = choice;
      this.#startOver();
    });
  }

  #startOver(): void {
    this.#shown = PAGE_SIZE;
    this.#position.offsetPx = 0;
    this.#context.host.invalidate();
  }

  #tabs(): Tab[] {
    const { skin } = this.#context;
    return skin.words.sortTabs.map(({ key, text }) => ({
      key,
      text: key === 'price' ? `${text}${this.#priceArrow()}` : text,
      selected: this.#isSelected(key),
      onTap: () => this.#choose(key),
    }));
  }

  #priceArrow(): string {
    if (this.#order === 'priceUp') return '↑';
    return this.#order === 'priceDown' ? '↓' : '';
  }

  #isSelected(key: SortKey): boolean {
    if (key === 'filter') return isFiltering(this.#filter);
    if (key === 'price') return this.#order === 'priceUp' || this.#order === 'priceDown';
    return key === this.#order;
  }

  #choose(key: SortKey): void {
    if (key === 'filter') this.#filterOpen = true;
    else if (key === 'price') this.#order = this.#order === 'priceUp' ? 'priceDown' : 'priceUp';
    else this.#order = key;
    this.#startOver();
  }

  #ordered(): readonly Listing[] {
    const kept = this.#found.filter((listing) => passesFilter(listing, this.#filter));
    switch (this.#order) {
      case 'relevance':
        return kept;
      case 'sales':
        return kept.toSorted((a, b) => b.soldCount - a.soldCount);
      case 'priceUp':
        return kept.toSorted((a, b) => a.finalPriceFen - b.finalPriceFen);
      case 'priceDown':
        return kept.toSorted((a, b) => b.finalPriceFen - a.finalPriceFen);
    }
  }

  #spinner(area: Rect): View {
    const { dp, skin } = this.#context;
    const middle = centred([area[0], area[1], area[2], area[1] + dp(300)], dp(120), dp(80));
    const [icon, text] = cutColumn(middle, [dp(44), 'fill']);
    return view('frame', 'loading', area, {}, [
      view('progress', 'loading/circle', icon, {
        style: { color: skin.theme.brand, picture: { kind: 'symbol', glyph: 'clock', hue: 0 } },
      }),
      label('loading/text', text, '正在加载', { textSizePx: dp(13), color: '#999999', align: 'center' }),
    ]);
  }

  #list(area: Rect): View {
    const { host, id, skin } = this.#context;
    const ordered = this.#ordered();
    return scrollList({
      key: 'results',
      bounds: area,
      content: ordered.length === 0 ? this.#emptyContent() : this.#content(ordered),
      position: this.#position,
      resourceId: id(skin.ids.list),
      onScrolled: () => host.invalidate(),
      onNearEnd: () => this.#loadMore(ordered.length),
    });
  }

  #loadMore(total: number): void {
    if (this.#loadingMore || this.#shown >= total) return;
    this.#loadingMore = true;
    this.#context.host.after(MORE_DELAY_MS, () => {
      this.#loadingMore = false;
      this.#shown += PAGE_SIZE;
      this.#context.host.invalidate();
    });
  }

  #content(ordered: readonly Listing[]): ListContent {
    const { screen, dp, skin } = this.#context;
    const goods = goodsContent(this.#context, ordered.slice(0, this.#shown));
    const text = this.#shown < ordered.length ? '正在加载…' : skin.words.endOfList;
    const footer = cell('footer', dp(56), (bounds) =>
      label('footer', bounds, text, { textSizePx: dp(12.5), color: '#a0a0a0', align: 'center' }),
    );
    return joinContent(goods, stackCells([footer], screen.metrics.widthPx));
  }

  #emptyContent(): ListContent {
    const { screen, skin, store, dp } = this.#context;
    const head = stackCells([this.#nothingFound()], screen.metrics.widthPx);
    if (!skin.recommendsWhenEmpty) return head;
    const title = cell('recommended', dp(48), (bounds) =>
      label('recommended', inset(bounds, dp(16), 0), '为你推荐', { textSizePx: dp(16), bold: true }),
    );
    const goods = goodsContent(this.#context, store.recommended(RECOMMENDED_WHEN_EMPTY));
    return joinContent(joinContent(head, stackCells([title], screen.metrics.widthPx)), goods);
  }

  #nothingFound(): Cell {
    const { dp, skin } = this.#context;
    return cell('nothing', dp(240), (bounds) => {
      const icon = box((bounds[0] + bounds[2]) / 2 - dp(40), bounds[1] + dp(50), dp(80), dp(80));
      const text: Rect = [bounds[0], icon[3] + dp(14), bounds[2], icon[3] + dp(44)];
      const hint: Rect = [bounds[0], text[3], bounds[2], text[3] + dp(26)];
      return view('linear', 'nothing', bounds, {}, [
        symbol('nothing/icon', icon, 'search', '#cfcfcf'),
        label('nothing/text', text, skin.words.nothingFound, { textSizePx: dp(16), color: '#555555', align: 'center' }),
        label('nothing/hint', hint, '换个关键词试试吧', { textSizePx: dp(13), color: '#999999', align: 'center' }),
      ]);
    });
  }
}
