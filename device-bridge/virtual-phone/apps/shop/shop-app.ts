// A shop as an installed app: its skin and store make the definition; each start gets a fresh stack of pages.
import { Screen } from '../../ui/metrics.js';
import type { View } from '../../ui/view.js';
import type { App, AppDefinition, AppHost } from '../app.js';
import { PageStack } from '../pages.js';
import type { ShopContext } from './context.js';
import { CartPage } from './pages/cart.js';
import { ConfirmPage } from './pages/confirm.js';
import { DetailPage } from './pages/detail.js';
import { FavouritesPage } from './pages/favourites.js';
import { HomePage } from './pages/home.js';
import { MePage } from './pages/me.js';
import { ResultsPage } from './pages/results.js';
import { SearchPage } from './pages/search.js';
import type { ShopSkin } from './skin.js';
import { ShopStore } from './store.js';

export function shopApp(skin: ShopSkin, seed: number): AppDefinition {
  const store = new ShopStore(skin.shop, seed);
  return {
    identity: skin.identity,
    start: (host) => new ShopApp(host, skin, store),
    state: () => store.state(),
    restore: (saved) => store.restore(saved),
    reset: (newSeed) => store.reset(newSeed),
  };
}

class ShopApp implements App {
  readonly #host: AppHost;
  readonly #context: ShopContext;
  readonly #pages = new PageStack();

  constructor(host: AppHost, skin: ShopSkin, store: ShopStore) {
    this.#host = host;
    const screen = new Screen(host.metrics);
    const touch = (action: () => void) => () => {
      action();
      host.invalidate();
    };
    this.#context = {
      host,
      screen,
      skin,
      store,
      pages: this.#pages,
      ways: {
        search: (text) => this.#search(text),
        results: (query) => this.#results(query),
        detail: (listing) => this.#pages.push(new DetailPage(this.#context, listing)),
        cart: () => this.#pages.push(new CartPage(this.#context)),
        me: () => this.#pages.push(new MePage(this.#context)),
        favourites: () => this.#pages.push(new FavouritesPage(this.#context)),
        confirm: (listings) => this.#pages.push(new ConfirmPage(this.#context, listings)),
      },
      dp: (value) => screen.dp(value),
      id: (name) => `${skin.identity.packageName}:id/${name}`,
      touch,
      back: touch(() => this.back()),
    };
    this.#pages.push(new HomePage(this.#context));
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

  #search(text: string): void {
    this.#pages.push(new SearchPage(this.#context, text));
    this.#host.showKeyboard(true);
  }

  #results(query: string): void {
    this.#context.store.remember(query);
    this.#host.showKeyboard(false);
    this.#pages.push(new ResultsPage(this.#context, query));
  }
}
