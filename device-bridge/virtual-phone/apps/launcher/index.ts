// The home screen: clock, date, and an icon for every app that has one, on as many screens as they need. A swipe turns
// to the next.
import { clockText, dateText } from '../../ui/clock.js';
import { box } from '../../ui/geometry.js';
import { Screen } from '../../ui/metrics.js';
import type { Rect, View } from '../../ui/view.js';
import { label, view } from '../../ui/views.js';
import type { App, AppDefinition, AppHost, AppIdentity } from '../app.js';

const PACKAGE = 'com.android.launcher3';
const COLUMNS = 4;
const WIDE_COLUMNS = 8;

const IDENTITY: AppIdentity = {
  packageName: PACKAGE,
  label: '主屏幕',
  mainActivity: 'com.android.launcher3.uioverrides.QuickstepLauncher',
  versionName: '14',
  versionCode: 34,
};

export function launcher(): AppDefinition {
  return {
    identity: IDENTITY,
    start: (host) => new Launcher(host),
    state: () => ({}),
    reset: () => {},
  };
}

class Launcher implements App {
  readonly #host: AppHost;
  readonly #screen: Screen;
  #page = 0;

  constructor(host: AppHost) {
    this.#host = host;
    this.#screen = new Screen(host.metrics);
  }

  activity(): string {
    return IDENTITY.mainActivity;
  }

  back(): boolean {
    return false;
  }

  render(): View {
    const screen = this.#screen;
    const { full, content } = screen;
    const dp = (value: number): number => screen.dp(value);
    const isUpright = full[3] >= full[2];
    const columnCount = isUpright ? COLUMNS : WIDE_COLUMNS;
    const cellWidth = Math.floor((screen.metrics.widthPx - dp(24)) / columnCount);
    const cellHeight = dp(102);
    const gridTop = content[1] + dp(isUpright ? 190 : 24);
    const workspaceBottom = content[3] - dp(60);
    const rowHeight = cellHeight + dp(12);
    const rowCount = Math.max(1, Math.floor((workspaceBottom - gridTop + dp(12)) / rowHeight));
    const perPage = columnCount * rowCount;
    const icons = this.#host.launchable().flatMap((app) => (app.icon ? [{ app, icon: app.icon }] : []));
    const pageCount = Math.max(1, Math.ceil(icons.length / perPage));
    const shownPage = Math.min(this.#page, pageCount - 1);
    const shown = icons.slice(shownPage * perPage, (shownPage + 1) * perPage);
    const workspace = shown.map(({ app, icon }, index) => {
      const left = dp(12) + (index % columnCount) * cellWidth;
      const top = gridTop + Math.floor(index / columnCount) * rowHeight;
      return this.#icon(app, icon, box(left, top, cellWidth, cellHeight));
    });
    const slide = (dxPx: number): boolean => {
      const next = shownPage + Math.sign(dxPx);
      if (dxPx === 0 || next < 0 || next >= pageCount) return false;
      this.#page = next;
      this.#host.invalidate();
      return true;
    };
    return view('frame', 'launcher', full, { style: { gradient: ['#2b3a67', '#b06a8c'] } }, [
      view('frame', 'drag-layer', full, { resourceId: `${PACKAGE}:id/drag_layer` }, [
        ...(isUpright ? this.#clock(content[1]) : []),
        view(
          'group',
          'workspace',
          [0, gridTop, full[2], workspaceBottom],
          { resourceId: `${PACKAGE}:id/workspace`, onSlide: slide },
          workspace,
        ),
        this.#indicator(workspaceBottom + dp(14), shownPage, pageCount),
      ]),
    ]);
  }

  /** A dot for each screen. */
  #indicator(top: number, page: number, count: number): View {
    const dp = (value: number): number => this.#screen.dp(value);
    const left = Math.round((this.#screen.metrics.widthPx - count * dp(16)) / 2);
    const dots = Array.from({ length: count }, (_, index) =>
      view('view', `page:${index}`, box(left + index * dp(16) + dp(5), top + dp(3), dp(6), dp(6)), {
        style: { background: index === page ? '#ffffff' : 'rgba(255, 255, 255, 0.45)', radiusPx: dp(3) },
      }),
    );
    const contentDescription = `主屏幕：第 ${page + 1} 屏，共 ${count} 屏`;
    return view('linear', 'page', box(left, top, count * dp(16), dp(12)), { contentDescription }, dots);
  }

  /** Only where there is room: a phone held upright. */
  #clock(top: number): View[] {
    const dp = (value: number): number => this.#screen.dp(value);
    return [
      view('text', 'clock', box(dp(28), top + dp(38), dp(260), dp(72)), {
        resourceId: `${PACKAGE}:id/clock`,
        text: clockText(this.#host.now()),
        style: { textSizePx: dp(64), color: '#ffffff' },
      }),
      view('text', 'date', box(dp(31), top + dp(116), dp(260), dp(26)), {
        text: dateText(this.#host.now()),
        style: { textSizePx: dp(16), color: '#eef0ff' },
      }),
    ];
  }

  #icon(app: AppIdentity, icon: { readonly glyph: string; readonly hue: number }, bounds: Rect): View {
    return label(
      `app:${app.packageName}`,
      bounds,
      app.label,
      {
        textSizePx: this.#screen.dp(12.5),
        color: '#ffffff',
        align: 'center',
        picture: { kind: 'icon', ...icon },
      },
      {
        contentDescription: app.label,
        onTap: () => this.#host.start(app.packageName),
        onLongPress: () => this.#host.toast(app.label),
      },
    );
  }
}
