// The home screen: clock, date, and an icon for every app that has one.
import { clockText, dateText } from '../../ui/clock.js';
import { box } from '../../ui/geometry.js';
import { Screen } from '../../ui/metrics.js';
import type { Rect, View } from '../../ui/view.js';
import { label, symbol, view } from '../../ui/views.js';
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
    const icons = this.#host.launchable().flatMap((app) => (app.icon ? [{ app, icon: app.icon }] : []));
    const workspace = icons.map(({ app, icon }, index) => {
      const left = dp(12) + (index % columnCount) * cellWidth;
      const top = gridTop + Math.floor(index / columnCount) * (cellHeight + dp(12));
      return this.#icon(app, icon, box(left, top, cellWidth, cellHeight));
    });
    const workspaceBottom = content[3] - dp(60);
    return view('frame', 'launcher', full, { style: { gradient: ['#2b3a67', '#b06a8c'] } }, [
      view('frame', 'drag-layer', full, { resourceId: `${PACKAGE}:id/drag_layer` }, [
        ...(isUpright ? this.#clock(content[1]) : []),
        view(
          'group',
          'workspace',
          [0, gridTop, full[2], workspaceBottom],
          { resourceId: `${PACKAGE}:id/workspace` },
          workspace,
        ),
        symbol(
          'page',
          box(Math.round(full[2] / 2) - dp(10), workspaceBottom + dp(10), dp(20), dp(20)),
          'more',
          '#ffffff',
          {
            contentDescription: '主屏幕：第 1 屏，共 1 屏',
          },
        ),
      ]),
    ]);
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
