// An app from its declaration: identity, look, data, and pages as functions. Owns the pages of the running app, their
// focus, scroll positions, sheets and loading states. Handlers change state and params directly; every touch redraws.
import { Screen } from '../../ui/metrics.js';
import { ScrollPosition } from '../../ui/scroll-list.js';
import type { View } from '../../ui/view.js';
import type { App, AppDefinition, AppHost, AppIdentity } from '../app.js';
import { type Page, PageStack } from '../pages.js';
import { hashText, type Random, randomFor } from '../random.js';
import { checkShape } from '../restore.js';
import type { Actions } from './actions.js';
import type { Body } from './body.js';
import { dayAt } from './dates.js';
import { frame, freeArea, withIds } from './frame.js';
import type { Kit } from './kit.js';
import { type Layer, layerActions } from './layers.js';
import { lookOf, type Palette } from './look.js';

/** One page: what it shows, from the app's data and its own params. Free of side effects; handlers change both. */
export type PageOf<State, Routes, Name extends keyof Routes> = (
  state: State,
  params: Routes[Name],
  act: Actions<Routes>,
) => Body;

/** `Routes` names the pages and the params of each: `{ home: { tab?: string }; shop: { id: string } }`. */
export interface AppDeclaration<State, Routes> {
  readonly identity: AppIdentity;
  readonly palette: Palette;
  /** Plain JSON that a checker can read. Lists of objects with all their fields; maps start empty. */
  data(random: Random, seed: number): State;
  /** The first page; all its params are optional. */
  readonly home: keyof Routes & string;
  readonly pages: { readonly [Name in keyof Routes & string]: PageOf<State, Routes, Name> };
  /** Pages that load for a moment when they open. */
  readonly loading?: readonly (keyof Routes & string)[];
  /** Classes of activities where the real app's are known; derived from the page's name otherwise. */
  readonly activities?: { readonly [Name in keyof Routes & string]?: string };
  /** A deep link. */
  open?(uri: URL, act: Actions<Routes>, state: State): void;
}

const endPx = Number.MAX_SAFE_INTEGER;
const moreDelayMs = 300;
const loadingMs = { least: 150, most: 600 };

/** The returned function installs the app with the data of a seed. */
export function declareApp<State, Routes>(declaration: AppDeclaration<State, Routes>): (seed: number) => AppDefinition {
  return (firstSeed) => {
    /** A copy: what a declaration shares between seeds must not be changed by one of them. */
    const dataOf = (seed: number): State =>
      structuredClone(declaration.data(randomFor(seed, declaration.identity.packageName), seed));
    let seed = firstSeed;
    let state = dataOf(seed);
    return {
      identity: declaration.identity,
      start: (host) => new ToolkitApp(host, declaration, () => state),
      state: () => structuredClone(state),
      restore: (saved) => {
        state = checkShape(dataOf(seed), saved, declaration.identity.packageName);
      },
      reset: (next) => {
        seed = next;
        state = dataOf(seed);
      },
    };
  };
}

class ToolkitApp<State, Routes> implements App {
  readonly #host: AppHost;
  readonly #declaration: AppDeclaration<State, Routes>;
  readonly #state: () => State;
  readonly #screen: Screen;
  readonly #pages = new PageStack();

  constructor(host: AppHost, declaration: AppDeclaration<State, Routes>, state: () => State) {
    this.#host = host;
    this.#declaration = declaration;
    this.#state = state;
    this.#screen = new Screen(host.metrics);
    this.#pages.push(this.#page(declaration.home, {} as Routes[typeof declaration.home]));
  }

  activity(): string {
    return this.#pages.top.activity;
  }

  render(): View {
    return this.#pages.top.render();
  }

  back(): boolean {
    this.#host.showKeyboard(false);
    return this.#pages.back();
  }

  secure(): boolean {
    return this.#pages.top.secure?.() === true;
  }

  open(uri: string): void {
    const { open } = this.#declaration;
    if (!open || !URL.canParse(uri)) return;
    this.#pages.home();
    open.call(
      this.#declaration,
      new URL(uri),
      this.#actionsOf(() => this.#pages.top as ToolkitPage<Routes>),
      this.#state(),
    );
    this.#host.invalidate();
  }

  #page<Name extends keyof Routes & string>(name: Name, params: Routes[Name]): ToolkitPage<Routes> {
    const { identity, activities, home, pages, loading, palette } = this.#declaration;
    const own =
      name === home
        ? identity.mainActivity
        : `${identity.packageName}.${name.charAt(0).toUpperCase()}${name.slice(1)}Activity`;
    const page: ToolkitPage<Routes> = new ToolkitPage({
      host: this.#host,
      screen: this.#screen,
      palette,
      packageName: identity.packageName,
      activity: activities?.[name] ?? own,
      name,
      loads: loading?.includes(name) ?? false,
      canGoBack: () => this.#pages.length > 1,
      body: (act) => pages[name](this.#state(), params, act),
      goBack: () => this.#back(),
      actions: () => this.#actionsOf(() => page),
      params,
    });
    return page;
  }

  #back(): void {
    this.#host.showKeyboard(false);
    this.#pages.pop();
  }

  #actionsOf(page: () => ToolkitPage<Routes>): Actions<Routes> {
    const host = this.#host;
    const move = (change: () => void): void => {
      host.showKeyboard(false);
      change();
      host.invalidate();
    };
    return {
      ...layerActions({
        show: (layer) => page().show(layer),
        close: () => page().closeLayer(),
        focus: (key) => page().focus(key),
        density: host.metrics.density,
      }),
      go: (name, params, focus) =>
        move(() => {
          const next = this.#page(name, params);
          this.#pages.push(next);
          if (focus !== undefined) next.focus(focus);
        }),
      replace: (name, params) => move(() => this.#pages.replace(this.#page(name, params))),
      back: () => this.#back(),
      home: () => move(() => this.#pages.home()),
      close: () => page().closeLayer(),
      toast: (text) => host.toast(text),
      later: (delayMs, action) =>
        host.after(delayMs, () => {
          action();
          host.invalidate();
        }),
      reload: () => page().load(),
      focus: (key) => page().focus(key),
      blur: () => page().blur(),
      scrollTo: (end, list = '') => page().scrollTo(end, list),
      openApp: (packageName) => host.start(packageName),
      now: () => host.now(),
      today: () => dayAt(host.now()),
    };
  }
}

interface PageOptions<Routes> {
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

class ToolkitPage<Routes> implements Page {
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
