// Chrome: tabs that remember where they were, an address bar, and pages that accessibility sees as one web view.
import * as ui from '../../toolkit/index.js';
import { bookmarksPage, downloadsPage, historyPage, settingsPage, tabsPage } from './pages.js';
import { siteContent } from './sites.js';
import {
  type Act,
  addressOf,
  type ChromeState,
  currentTab,
  dataOf,
  newTab,
  partsOf,
  type Routes,
  shownUrl,
  titleOf,
  urlOf,
  visit,
} from './state.js';

export const chrome = ui.declareApp<ChromeState, Routes>({
  identity: {
    packageName: 'com.android.chrome',
    label: 'Chrome',
    mainActivity: 'com.google.android.apps.chrome.Main',
    versionName: '142.0.7444.138',
    versionCode: 744413833,
    icon: { glyph: 'globe', hue: 45 },
  },
  activities: {
    home: 'org.chromium.chrome.browser.ChromeTabbedActivity',
    bookmarks: 'org.chromium.chrome.browser.app.bookmarks.BookmarkActivity',
    history: 'org.chromium.chrome.browser.history.HistoryActivity',
    downloads: 'org.chromium.chrome.browser.download.DownloadActivity',
    settings: 'org.chromium.chrome.browser.settings.SettingsActivity',
  },
  palette: {
    brand: '#1a73e8',
    background: '#ffffff',
    cards: 'flat',
    titleAlign: 'left',
    fill: '#eef1f6',
    weak: '#5f6368',
  },
  data: dataOf,
  home: 'home',
  pages: {
    home: (state, params, act) => {
      const tab = currentTab(state);
      const url = shownUrl(tab);
      const open = (next: string): void => {
        ui.set(params, { find: '' });
        delete params.typed;
        act.blur();
        visit(state, next, act);
      };
      const submit = (text: string): void => {
        if (text.trim() !== '') open(urlOf(text));
      };
      const isTyping = params.typed !== undefined && params.typed !== url;
      const shown = isTyping
        ? { content: suggestions(state, params.typed ?? '', open) }
        : url === ''
          ? { content: startContent(state, act, open) }
          : { web: true, content: siteContent({ state, params, url, today: act.today(), open }) };
      const typed = { value: params.typed ?? url, set: (text: string) => ui.set(params, { typed: text }) };
      return {
        ...shown,
        bar: {
          title: titleOf(url),
          field: {
            key: 'url_bar',
            text: typed,
            hint: '搜索或输入网址',
            onSubmit: submit,
            symbol: url === '' ? 'search' : 'lock',
          },
          actions: [
            { description: String(state.tabs.length), onTap: () => act.go('tabs', {}) },
            ui.action('more', '自定义和控制', () => more(state, url, act)),
          ],
        },
        list: isTyping ? 'suggestions' : `${tab.id}-${tab.at}`,
        onBack: () => {
          if (isTyping) delete params.typed;
          else if (tab.at > 0) tab.at -= 1;
          else return false;
          return true;
        },
      };
    },
    tabs: tabsPage,
    bookmarks: bookmarksPage,
    history: historyPage,
    downloads: downloadsPage,
    settings: settingsPage,
  },
  open: (uri, act, state) => {
    newTab(state);
    visit(state, uri.href, act);
  },
});

function suggestions(state: ChromeState, typed: string, open: (url: string) => void): ui.Blocks {
  const wanted = typed.trim().toLowerCase();
  const known = [...state.bookmarks, ...state.history].filter(({ url, title }) =>
    `${title}${url}`.toLowerCase().includes(wanted),
  );
  const unique = [...new Map(known.map((page) => [page.url, page])).values()].slice(0, 6);
  const earlier = [...new Set(state.searches)].filter((text) => text.includes(wanted)).slice(0, 4);
  return [
    wanted !== '' &&
      ui.row('go', typed.trim(), { note: '搜索或打开', art: ui.sign('search'), onTap: () => open(urlOf(typed)) }),
    ...earlier.map((text, index) =>
      ui.row(`earlier:${index}`, text, { art: ui.sign('clock'), onTap: () => open(addressOf.search(text)) }),
    ),
    ...unique.map(({ url, title }, index) =>
      ui.row(`suggestion:${index}`, title, { note: url, art: ui.sign('globe'), onTap: () => open(url) }),
    ),
  ];
}

function startContent(state: ChromeState, act: Act, open: (url: string) => void): ui.Blocks {
  return [
    ui.figure('Chrome', '', { key: 'logo', sizeDp: 40, color: '#1a73e8' }),
    ui.grid(
      'shortcuts',
      state.bookmarks.slice(0, 8).map(({ url, title }, index) => ({
        key: String(index + 1),
        title,
        art: ui.tile([...title][0] ?? '网', ui.hueOf(partsOf(url).host), { round: true }),
        onTap: () => open(url),
      })),
      { columns: 4, artDp: 48 },
    ),
    ui.heading('继续浏览', { more: { text: '历史记录', onTap: () => act.go('history', {}) } }),
    ...state.history
      .slice(0, 4)
      .map(({ id, url, title }) =>
        ui.row(`recent:${id}`, title, { note: partsOf(url).host, art: ui.sign('globe'), onTap: () => open(url) }),
      ),
  ];
}

function more(state: ChromeState, url: string, act: Act): void {
  const tab = currentTab(state);
  const marked = state.bookmarks.find((bookmark) => bookmark.url === url);
  const mark = (): void => {
    if (marked) ui.remove(state.bookmarks, marked);
    else state.bookmarks.push({ url, title: titleOf(url) });
    act.toast(marked ? '已移除书签' : '已添加书签');
  };
  const download = (): void => {
    state.downloads.unshift({ url, title: titleOf(url) });
    act.toast('已下载网页');
  };
  const forward = (): void => {
    if (tab.at < tab.trail.length - 1) ui.set(tab, { at: tab.at + 1 });
    else act.toast('没有可前进的网页');
  };
  act.menu('菜单', [
    ['前进', forward],
    ['打开新的标签页', () => newTab(state)],
    ...(url === ''
      ? []
      : ([
          [marked ? '移除书签' : '添加书签', mark],
          ['下载网页', download],
          ['重新加载', () => act.reload()],
        ] as const)),
    ['书签', () => act.go('bookmarks', {})],
    ['历史记录', () => act.go('history', {})],
    ['下载内容', () => act.go('downloads', {})],
    ['设置', () => act.go('settings', {})],
  ]);
}
