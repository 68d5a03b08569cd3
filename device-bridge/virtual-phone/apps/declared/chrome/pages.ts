// Chrome's own pages: tabs, bookmarks, history, downloads, settings.
import * as ui from '../../toolkit/index.js';
import {
  type Act,
  type ChromeState,
  closeTab,
  currentTab,
  newTab,
  partsOf,
  type Routes,
  shownUrl,
  titleOf,
  visit,
} from './state.js';

export function tabsPage(state: ChromeState, _params: Routes['tabs'], act: Act): ui.Body {
  const current = currentTab(state);
  const add = (): void => {
    newTab(state);
    act.home();
  };
  return {
    bar: { title: `${state.tabs.length} 个标签页`, actions: [ui.action('plus', '打开新的标签页', add)] },
    content: state.tabs.map((tab) =>
      ui.row(`tab:${tab.id}`, titleOf(shownUrl(tab)), {
        note: partsOf(shownUrl(tab)).host,
        art: ui.tile('globe', ui.hueOf(partsOf(shownUrl(tab)).host)),
        selected: tab === current,
        control: ui.tap('close', `关闭 ${titleOf(shownUrl(tab))}`, () => closeTab(state, tab)),
        onTap: () => {
          state.current = tab.id;
          act.home();
        },
      }),
    ),
  };
}

function openAt(state: ChromeState, url: string, act: Act): void {
  act.home();
  visit(state, url, act);
}

export function bookmarksPage(state: ChromeState, _params: Routes['bookmarks'], act: Act): ui.Body {
  return {
    bar: { title: '移动设备书签' },
    content: [
      state.bookmarks.length === 0 && ui.nothing('star', '还没有书签'),
      ...state.bookmarks.map((bookmark, index) =>
        ui.row(`bookmark:${index + 1}`, bookmark.title, {
          note: partsOf(bookmark.url).host,
          art: ui.sign('bookmark', '#1a73e8'),
          control: ui.tap('more', `${bookmark.title} 的选项`, () =>
            act.menu(bookmark.title, [
              [
                '修改名称',
                () => act.prompt('修改名称', bookmark.title, '名称', (title) => ui.set(bookmark, { title })),
              ],
              ['删除', () => ui.remove(state.bookmarks, bookmark)],
            ]),
          ),
          onTap: () => openAt(state, bookmark.url, act),
        }),
      ),
    ],
  };
}

export function historyPage(state: ChromeState, params: Routes['history'], act: Act): ui.Body {
  const query = ui.bind(params, 'query', '');
  const wanted = query.value.trim().toLowerCase();
  const found = state.history.filter(({ title, url }) => `${title}${url}`.toLowerCase().includes(wanted));
  const days = [...new Set(found.map(({ at }) => ui.dayAt(at)))];
  const dayName = (day: string): string => (day === act.today() ? '今天' : `${ui.dayText(day)} ${ui.weekdayOf(day)}`);
  const clear = (): void =>
    act.confirm('清除浏览数据', '所有历史记录将从这部手机上移除。', '清除', () =>
      ui.set(state, { history: [], searches: [] }),
    );
  return {
    bar: { title: '历史记录', actions: [ui.textAction('清除浏览数据', clear, { color: '#1a73e8' })] },
    pinned: [ui.field('query', query, { hint: '搜索历史记录', symbol: 'search' })],
    content: [
      found.length === 0 && ui.nothing('clock', '没有历史记录'),
      ...days.flatMap((day) => [
        ui.heading(dayName(day), { key: `day:${day}`, sizeDp: 14 }),
        ...found
          .filter(({ at }) => ui.dayAt(at) === day)
          .map((entry) =>
            ui.row(`visit:${entry.id}`, entry.title, {
              note: `${ui.timeAt(entry.at)} · ${partsOf(entry.url).host}`,
              art: ui.sign('globe'),
              control: ui.tap('close', `移除 ${entry.title}`, () => ui.remove(state.history, entry)),
              onTap: () => openAt(state, entry.url, act),
            }),
          ),
      ]),
    ],
  };
}

export function downloadsPage(state: ChromeState, _params: Routes['downloads'], act: Act): ui.Body {
  return {
    bar: { title: '下载内容' },
    content: [
      state.downloads.length === 0 && ui.nothing('download', '您下载的文件会显示在这里'),
      ...state.downloads.map((file, index) =>
        ui.row(`download:${index + 1}`, file.title, {
          note: partsOf(file.url).host,
          art: ui.sign('note'),
          control: ui.tap('trash', `删除 ${file.title}`, () => ui.remove(state.downloads, file)),
          onTap: () => openAt(state, file.url, act),
        }),
      ),
    ],
  };
}

export function settingsPage(state: ChromeState, _params: Routes['settings'], act: Act): ui.Body {
  const { settings } = state;
  const size = (): void =>
    act.pickNumber('文字缩放（%）', settings.textPercent, 50, 200, (textPercent) => ui.set(settings, { textPercent }));
  return {
    bar: { title: '设置' },
    content: [
      ui.row('history', '保存历史记录', { control: ui.toggle(ui.bind(settings, 'saveHistory'), '保存历史记录') }),
      ui.row('pop-ups', '拦截弹出式窗口', { control: ui.toggle(ui.bind(settings, 'blockPopUps'), '拦截弹出式窗口') }),
      ui.row('desktop', '桌面版网站', { control: ui.toggle(ui.bind(settings, 'desktopSite'), '桌面版网站') }),
      ui.row('text-size', '文字缩放', { value: `${settings.textPercent}%`, arrow: true, onTap: size }),
      ui.row('version', '关于 Chrome', { value: '142.0.7444.138' }),
    ],
  };
}
