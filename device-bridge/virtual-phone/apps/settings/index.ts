// The settings app: one page per table in `preferences.ts`.
import { TITLE_BAR_DP, titleBar } from '../../ui/bars.js';
import { cutColumn } from '../../ui/geometry.js';
import { Screen } from '../../ui/metrics.js';
import { ScrollPosition, scrollList, stackCells } from '../../ui/scroll-list.js';
import type { View } from '../../ui/view.js';
import { page } from '../../ui/views.js';
import type { App, AppDefinition, AppHost, AppIdentity } from '../app.js';
import { type Page, PageStack } from '../pages.js';
import { checkShape } from '../restore.js';
import { defaultSettings, PAGES, type PageId, type SettingsState } from './preferences.js';
import { rowCell } from './rows.js';

const PACKAGE = 'com.android.settings';

const IDENTITY: AppIdentity = {
  packageName: PACKAGE,
  label: '设置',
  mainActivity: 'com.android.settings.Settings',
  versionName: '14',
  versionCode: 34,
  icon: { glyph: 'gear', hue: 215 },
};

export function settings(): AppDefinition {
  let state = defaultSettings();
  return {
    identity: IDENTITY,
    start: (host) => new SettingsApp(host, () => state),
    state: () => structuredClone(state),
    restore: (saved) => {
      state = checkShape(defaultSettings(), saved, PACKAGE);
    },
    reset: () => {
      state = defaultSettings();
    },
  };
}

class SettingsApp implements App {
  readonly #pages = new PageStack();

  constructor(host: AppHost, state: () => SettingsState) {
    const screen = new Screen(host.metrics);
    const open = (id: PageId): void =>
      this.#pages.push(new SettingsPage(id, host, screen, state, open, () => this.back()));
    open('root');
  }

  activity(): string {
    return this.#pages.top.activity;
  }

  render(): View {
    return this.#pages.top.render();
  }

  back(): boolean {
    return this.#pages.pop();
  }
}

class SettingsPage implements Page {
  readonly activity: string;
  readonly #id: PageId;
  readonly #host: AppHost;
  readonly #screen: Screen;
  readonly #state: () => SettingsState;
  readonly #open: (id: PageId) => void;
  readonly #back: () => void;
  readonly #position = new ScrollPosition();

  constructor(
    id: PageId,
    host: AppHost,
    screen: Screen,
    state: () => SettingsState,
    open: (id: PageId) => void,
    back: () => void,
  ) {
    this.activity = id === 'root' ? IDENTITY.mainActivity : `${PACKAGE}.SubSettings`;
    this.#id = id;
    this.#host = host;
    this.#screen = screen;
    this.#state = state;
    this.#open = open;
    this.#back = back;
  }

  render(): View {
    const screen = this.#screen;
    const host = this.#host;
    const { title, rows } = PAGES[this.#id];
    const [, bar, list] = cutColumn(screen.full, [screen.content[1], screen.dp(TITLE_BAR_DP), 'fill']);
    const state = this.#state();
    const tools = {
      screen,
      state,
      change: (action: () => void) => () => {
        action();
        host.invalidate();
      },
      open: this.#open,
    };
    const cells = rows.flatMap((row, index) => rowCell(row, index, tools) ?? []);
    return page(screen.full, { background: '#f4f5f8' }, [
      titleBar(screen, bar, {
        title,
        background: '#f4f5f8',
        color: '#1b1c1f',
        ...(this.#id === 'root' ? {} : { onBack: tools.change(() => this.#back()) }),
      }),
      scrollList({
        key: 'settings-list',
        bounds: list,
        content: stackCells(cells, screen.metrics.widthPx, screen.dp(2), screen.dp(6)),
        position: this.#position,
        resourceId: `${PACKAGE}:id/recycler_view`,
        onScrolled: () => host.invalidate(),
      }),
    ]);
  }
}
