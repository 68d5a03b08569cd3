// Two small apps for tests of the phone itself: a launcher, and a notebook with a search field, a long list, a detail
// page and a page that forbids screenshots.
import type { App, AppDefinition, AppHost } from '../apps/app.js';
import type { Rect, View } from '../ui/view.js';
import { label, view } from '../ui/views.js';

export const launcherPackage = 'com.android.launcher3';
export const notebookPackage = 'org.example.notebook';
const rowHeightPx = 200;
const rowCount = 40;
const listBounds: Rect = [0, 400, 1080, 2300];

export function createFixtureApps(): AppDefinition[] {
  return [launcher(), notebook()];
}

function launcher(): AppDefinition {
  return {
    identity: {
      packageName: launcherPackage,
      label: '桌面',
      mainActivity: `${launcherPackage}.Home`,
      versionName: '14',
      versionCode: 34,
    },
    start: (host) => ({
      activity: () => '.Home',
      render: () =>
        view(
          'frame',
          'home',
          [0, 0, 1080, 2400],
          {},
          host.launchable().map((app, index) => {
            const bounds: Rect = [60 + 260 * index, 400, 280 + 260 * index, 640];
            return label(
              `icon/${app.packageName}`,
              bounds,
              app.label,
              { background: '#dbeafe' },
              {
                contentDescription: app.label,
                onTap: () => host.start(app.packageName),
              },
            );
          }),
        ),
      back: () => false,
    }),
    state: () => ({}),
    reset: () => undefined,
  };
}

interface NotebookData {
  query: string;
  submitted: string[];
}

function notebook(): AppDefinition {
  const data: NotebookData = { query: '', submitted: [] };
  return {
    identity: {
      packageName: notebookPackage,
      label: '笔记',
      mainActivity: `${notebookPackage}.ListActivity`,
      versionName: '1.2.0',
      versionCode: 12,
      icon: { glyph: '笔', hue: 40 },
    },
    start: (host) => new Notebook(host, data),
    state: () => structuredClone(data),
    reset: () => {
      data.query = '';
      data.submitted = [];
    },
    restore: (state) => {
      const { query, submitted } = state as NotebookData;
      if (typeof query !== 'string' || !Array.isArray(submitted)) throw new TypeError('the notebook has a query');
      Object.assign(data, structuredClone({ query, submitted }));
    },
  };
}

class Notebook implements App {
  readonly #host: AppHost;
  readonly #data: NotebookData;
  #page: 'list' | 'detail' | 'secret' = 'list';
  #openRow = 0;
  #scrollPx = 0;
  #isEditing = false;

  constructor(host: AppHost, data: NotebookData) {
    this.#host = host;
    this.#data = data;
  }

  activity(): string {
    return this.#page === 'list' ? '.ListActivity' : '.DetailActivity';
  }

  secure(): boolean {
    return this.#page === 'secret';
  }

  open(uri: string): void {
    this.#go(uri.endsWith('secret') ? 'secret' : 'detail');
  }

  back(): boolean {
    if (this.#page === 'list') return false;
    this.#go('list');
    return true;
  }

  render(): View {
    const screen: Rect = [0, 0, 1080, 2400];
    if (this.#page === 'list') return view('frame', 'list-page', screen, {}, [this.#searchField(), this.#list()]);
    const text = this.#page === 'secret' ? '密码本' : `笔记 ${this.#openRow} 的内容`;
    return view('frame', `${this.#page}-page`, screen, {}, [
      label('content', [40, 200, 1040, 400], text, {}, { resourceId: `${notebookPackage}:id/content` }),
    ]);
  }

  #go(page: 'list' | 'detail' | 'secret'): void {
    this.#page = page;
    this.#isEditing = false;
    this.#host.showKeyboard(false);
    this.#host.invalidate();
  }

  #searchField(): View {
    return view('edit', 'search', [40, 200, 1040, 340], {
      resourceId: `${notebookPackage}:id/search`,
      text: this.#data.query,
      hint: '搜索笔记',
      focused: this.#isEditing,
      onTap: () => {
        this.#isEditing = true;
        this.#host.showKeyboard(true);
        this.#host.invalidate();
      },
      onText: (text) => {
        this.#data.query = text;
        this.#host.invalidate();
      },
      onSubmit: () => {
        this.#data.submitted.push(this.#data.query);
        this.#host.toast(`已搜索：${this.#data.query}`);
        this.#host.showKeyboard(false);
      },
    });
  }

  #list(): View {
    const maxScrollPx = rowCount * rowHeightPx - (listBounds[3] - listBounds[1]);
    const rows = Array.from({ length: rowCount }, (_unused, row) => this.#row(row));
    return view(
      'recycler',
      'rows',
      listBounds,
      {
        resourceId: `${notebookPackage}:id/rows`,
        scrollable: true,
        onScroll: (dyPx) => {
          const next = Math.max(0, Math.min(maxScrollPx, this.#scrollPx + dyPx));
          const hasMoved = next !== this.#scrollPx;
          this.#scrollPx = next;
          if (hasMoved) this.#host.invalidate();
          return hasMoved;
        },
        canScroll: (direction) => (direction === 1 ? this.#scrollPx < maxScrollPx : this.#scrollPx > 0),
      },
      rows,
    );
  }

  #row(row: number): View {
    const top = listBounds[1] + row * rowHeightPx - this.#scrollPx;
    return label(
      `row/${row}`,
      [0, top, 1080, top + rowHeightPx],
      `笔记 ${row}`,
      { divider: true },
      {
        resourceId: `${notebookPackage}:id/title`,
        onTap: () => {
          this.#openRow = row;
          this.#host.after(50, () => this.#go('detail'));
        },
        onLongPress: () => this.#host.toast(`长按 ${row}`),
      },
    );
  }
}
