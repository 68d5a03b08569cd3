// One page of a running app, between frames: its focus, scroll positions, sheets, and whether it loads.
import type { Screen } from '../../ui/metrics.js';
import { ScrollPosition } from '../../ui/scroll-list.js';
import type { View } from '../../ui/view.js';
import type { AppHost } from '../app.js';
import type { Page } from '../pages.js';
import { hashText } from '../random.js';
import type { Actions } from './actions.js';
import { freeArea } from './areas.js';
import type { Body } from './body.js';
import { frame } from './frame.js';
import { withIds } from './ids.js';
import type { Kit } from './kit.js';
import type { Layer } from './layers.js';
import { lookOf, type Palette } from './look.js';

const endPx = Number.MAX_SAFE_INTEGER;
const moreDelayMs = 300;
const loadingMs = { least: 150, most: 600 };

export interface PageOptions<Routes> {
  readonly host: AppHost;
  readonly screen: Screen;
  readonly palette: Palette;
  readonly packageName: string;
  readonly activity: string;
  readonly name: string;
  readonly params: unknown;
  readonly loads: boolean;
  canGoBack(): boolean;
  body(act: Actions<Routes>): Body;
  goBack(): void;
  actions(): Actions<Routes>;
}

export class ToolkitPage<Routes> implements Page {
  readonly activity: string;
  readonly #options: PageOptions<Routes>;
  readonly #act: Actions<Routes>;
  readonly #look: ReturnType<typeof lookOf>;
  readonly #positions = new Map<string, ScrollPosition>();
  readonly #layers: Layer[] = [];
  #focus: string | undefined;
  #isLoading = false;
  #isFetching = false;
  #isTicking = false;
  #extra = 0;

  constructor(options: PageOptions<Routes>) {
    this.#options = options;
    this.activity = options.activity;
    this.#look = lookOf(options.palette);
    this.#act = options.actions();
    if (options.loads) this.load();
  }

  render(): View {
    const { host, packageName } = this.#options;
    const body = this.#body();
    const kit = this.#kit();
    const keyboardVisible = host.keyboardVisible?.() ?? this.#focus !== undefined;
    this.#tick(body.refreshMs);
    const root = frame(kit, {
      body,
      keyboardVisible,
      isLoading: this.#isLoading,
      canGoBack: this.#options.canGoBack(),
      shown: (body.feed?.size ?? 0) + this.#extra,
      position: (list) => this.#position(list, body.fromEnd === true && list !== 'side'),
      layers: this.#layers.map((layer) => layer.draw(kit, keyboardVisible)),
      onBack: () => this.#options.goBack(),
      onMore: () => this.#more(body.feed?.size ?? 0),
    });
    return withIds(root, packageName, this.#look.ids);
  }

  back(): boolean {
    const layer = this.#layers.pop();
    if (layer) {
      layer.onDismiss?.();
      this.#focus = undefined;
      return true;
    }
    return this.#body().onBack?.() === true;
  }

  secure(): boolean {
    return this.#body().secure === true;
  }

  show(layer: Layer): void {
    this.#layers.push(layer);
    this.blur();
  }

  closeLayer(): void {
    this.#layers.pop();
    this.blur();
  }

  focus(key: string): void {
    this.#focus = key;
    this.#options.host.showKeyboard(true);
    this.#options.host.invalidate();
  }

  blur(): void {
    this.#focus = undefined;
    this.#options.host.showKeyboard(false);
    this.#options.host.invalidate();
  }

  scrollTo(end: 'top' | 'end', list: string): void {
    this.#position(list, false).offsetPx = end === 'top' ? 0 : endPx;
  }

  /** For as long as this page's name and params always take. */
  load(): void {
    const { host, name, params } = this.#options;
    this.#isLoading = true;
    this.#extra = 0;
    const span = loadingMs.most - loadingMs.least + 1;
    host.after(loadingMs.least + (hashText(`${name} ${JSON.stringify(params)}`) % span), () => {
      this.#isLoading = false;
      host.invalidate();
    });
  }

  #body(): Body {
    return this.#options.body(this.#act);
  }

  #position(list: string, fromEnd: boolean): ScrollPosition {
    const known = this.#positions.get(list);
    if (known) return known;
    const position = new ScrollPosition();
    if (fromEnd) position.offsetPx = endPx;
    this.#positions.set(list, position);
    return position;
  }

  #more(count: number): void {
    if (this.#isFetching) return;
    this.#isFetching = true;
    this.#options.host.after(moreDelayMs, () => {
      this.#isFetching = false;
      this.#extra += count;
      this.#options.host.invalidate();
    });
  }

  /** Looking at a running clock keeps it running: the next tick is asked for when this frame is drawn. */
  #tick(delayMs: number | undefined): void {
    if (delayMs === undefined || this.#isTicking) return;
    this.#isTicking = true;
    this.#options.host.after(delayMs, () => {
      this.#isTicking = false;
      this.#options.host.invalidate();
    });
  }

  #kit(): Kit {
    const { host, screen } = this.#options;
    const look = this.#look;
    return {
      screen,
      look,
      isLandscape: screen.metrics.widthPx > screen.metrics.heightPx,
      focus: this.#focus,
      dp: (value) => screen.dp(value),
      size: (value) => screen.dp(value * look.textScale),
      touch: (action) => () => {
        action();
        host.invalidate();
      },
      focusOn: (key, bounds) => {
        this.focus(key);
        this.#reveal(bounds[3], this.#kit());
      },
      blur: () => this.blur(),
    };
  }

  /** Scrolls so that the keyboard does not cover what lies above `bottomPx`. */
  #reveal(bottomPx: number, kit: Kit): void {
    const [, , , free] = freeArea(kit, true);
    const hidden = bottomPx + kit.dp(16) - free;
    if (hidden > 0) this.#position(this.#body().list ?? '', false).offsetPx += hidden;
  }
}
