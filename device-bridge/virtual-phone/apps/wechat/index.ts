// WeChat: chats, contacts, discover, and one's own page.
import { Screen } from '../../ui/metrics.js';
import type { View } from '../../ui/view.js';
import type { App, AppDefinition, AppHost, AppIdentity } from '../app.js';
import { PageStack } from '../pages.js';
import { PACKAGE, type WeChatContext } from './context.js';
import { ChatPage } from './pages/chat.js';
import { ContactPage } from './pages/contact.js';
import { MainPage } from './pages/main.js';
import { MomentsPage } from './pages/moments.js';
import { PublishPage } from './pages/publish.js';
import { SearchPage } from './pages/search.js';
import { WeChatStore } from './store.js';

const IDENTITY: AppIdentity = {
  packageName: PACKAGE,
  label: '微信',
  mainActivity: 'com.tencent.mm.ui.LauncherUI',
  versionName: '8.0.55',
  versionCode: 2780,
  icon: { glyph: 'chat', hue: 140 },
};

export function wechat(): AppDefinition {
  const store = new WeChatStore();
  return {
    identity: IDENTITY,
    start: (host) => new WeChatApp(host, store),
    state: () => store.state(),
    restore: (saved) => store.restore(saved),
    reset: () => store.reset(),
  };
}

class WeChatApp implements App {
  readonly #host: AppHost;
  readonly #pages = new PageStack();

  constructor(host: AppHost, store: WeChatStore) {
    this.#host = host;
    const screen = new Screen(host.metrics);
    const touch = (action: () => void) => () => {
      action();
      host.invalidate();
    };
    const context: WeChatContext = {
      host,
      screen,
      store,
      pages: this.#pages,
      dp: (value) => screen.dp(value),
      id: (name) => `${PACKAGE}:id/${name}`,
      touch,
      back: touch(() => this.back()),
      openChat: (contactId) => {
        host.showKeyboard(false);
        this.#pages.push(new ChatPage(context, contactId));
      },
      openContact: (contactId) => this.#pages.push(new ContactPage(context, contactId)),
      openSearch: () => {
        this.#pages.push(new SearchPage(context));
        host.showKeyboard(true);
      },
      openMoments: () => this.#pages.push(new MomentsPage(context)),
      openPublish: () => {
        this.#pages.push(new PublishPage(context));
        host.showKeyboard(true);
      },
    };
    this.#pages.push(new MainPage(context));
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
}
