// An app from its declaration: identity, look, data, and pages as functions. Owns the data and the stack of pages.
// Handlers change state and params directly; every touch redraws.
import { Screen } from '../../ui/metrics.js';
import type { View } from '../../ui/view.js';
import type { App, AppDefinition, AppHost, AppIdentity } from '../app.js';
import { PageStack } from '../pages.js';
import { type Random, randomFor } from '../random.js';
import { checkShape } from '../restore.js';
import type { Actions } from './actions.js';
import type { Body } from './body.js';
import { dayAt } from './dates.js';
import { layerActions } from './layers.js';
import type { Palette } from './look.js';
import { ToolkitPage } from './page.js';

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
