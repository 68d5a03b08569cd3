// The windows of the system itself, which lie over the app in front: notification shade, recent apps, lock screen, and
// the dark screen. Also whether the display is on and locked.
import type { ScreenMetrics } from '../apps/app.js';
import { clockText, dateText } from '../ui/clock.js';
import { cutColumn, inset } from '../ui/geometry.js';
import { Screen } from '../ui/metrics.js';
import type { Rect, View } from '../ui/view.js';
import { label, view } from '../ui/views.js';
import type { PostedNotification } from './notifications.js';
import type { Window } from './visible-tree.js';

const systemPackage = 'com.android.systemui';
const systemWindowId = 9;
/** Notifications in the shade. */
const mostShown = 7;

export interface RecentApp {
  readonly packageName: string;
  readonly label: string;
}

export interface SystemUiOptions {
  readonly metrics: ScreenMetrics;
  readonly nowMs: () => number;
  readonly onChange: () => void;
  /** Newest first. */
  readonly notifications: () => readonly PostedNotification[];
  readonly recentApps: () => RecentApp[];
  readonly start: (packageName: string) => void;
}

export class SystemUi {
  readonly #options: SystemUiOptions;
  readonly #screen: Screen;
  #panel: 'none' | 'notifications' | 'recents' = 'none';
  #isOn = true;
  #isLocked = false;

  constructor(options: SystemUiOptions) {
    this.#options = options;
    this.#screen = new Screen(options.metrics);
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  get isLocked(): boolean {
    return this.#isLocked;
  }

  get panel(): 'none' | 'notifications' | 'recents' {
    return this.#panel;
  }

  showPanel(panel: 'none' | 'notifications' | 'recents'): void {
    if (this.#panel === panel) return;
    this.#panel = panel;
    this.#options.onChange();
  }

  /** Turning the display off locks the phone. */
  setPower(isOn: boolean): void {
    if (this.#isOn === isOn) return;
    this.#isOn = isOn;
    if (!isOn) this.#isLocked = true;
    this.#options.onChange();
  }

  unlock(): void {
    this.#isOn = true;
    this.#isLocked = false;
    this.#options.onChange();
  }

  /** The system window over everything else, if any. */
  window(): Window | undefined {
    const root = this.#root();
    return root === undefined ? undefined : { id: systemWindowId, packageName: systemPackage, root, isSecure: false };
  }

  #root(): View | undefined {
    if (!this.#isOn) return this.#frame('dark', '#000000', []);
    if (this.#isLocked) return this.#lockScreen();
    if (this.#panel === 'notifications') return this.#notificationShade();
    if (this.#panel === 'recents') return this.#recentApps();
    return undefined;
  }

  #frame(key: string, background: string, children: View[]): View {
    return view('frame', key, this.#screen.full, { style: { background } }, children);
  }

  #lockScreen(): View {
    const now = this.#options.nowMs();
    return this.#frame('keyguard', '#1f2937', [
      label('keyguard/clock', this.#line(160, 72), clockText(now), {
        color: '#ffffff',
        textSizePx: this.#screen.dp(56),
        align: 'center',
      }),
      label('keyguard/date', this.#line(240, 28), dateText(now), {
        color: '#ffffff',
        textSizePx: this.#screen.dp(18),
        align: 'center',
      }),
    ]);
  }

  #notificationShade(): View {
    return this.#frame('shade', '#111827', [
      label('shade/title', this.#line(56, 40), '通知', { color: '#ffffff', textSizePx: this.#screen.dp(20) }),
      ...this.#posted(),
    ]);
  }

  /** As many as fit; tapping one opens its app. */
  #posted(): View[] {
    const posted = this.#options.notifications().slice(0, mostShown);
    if (posted.length === 0) {
      return [
        label('shade/empty', this.#line(120, 32), '没有通知', { color: '#9ca3af', textSizePx: this.#screen.dp(16) }),
      ];
    }
    return posted.map(({ key, packageName, title, text }, index) => {
      const card = this.#line(112 + index * 84, 76);
      const [head, body] = cutColumn(inset(card, this.#screen.dp(16), this.#screen.dp(10)), [
        this.#screen.dp(24),
        'fill',
      ]);
      const onTap = () => {
        this.showPanel('none');
        this.#options.start(packageName);
      };
      return view(
        'frame',
        `shade/${key}`,
        card,
        { style: { background: '#ffffff', radiusPx: this.#screen.dp(16) }, onTap },
        [
          label(`shade/${key}/title`, head, title, { textSizePx: this.#screen.dp(15), bold: true }),
          label(`shade/${key}/text`, body, text, { textSizePx: this.#screen.dp(14), color: '#4b5563' }),
        ],
      );
    });
  }

  #recentApps(): View {
    const cards = this.#options.recentApps().map((app, index) =>
      view(
        'frame',
        `recents/${app.packageName}`,
        this.#line(80 + index * 104, 92),
        {
          contentDescription: app.label,
          onTap: () => {
            this.showPanel('none');
            this.#options.start(app.packageName);
          },
          style: { background: '#ffffff', radiusPx: this.#screen.dp(16) },
        },
        [
          label(
            `recents/${app.packageName}/label`,
            inset(this.#line(80 + index * 104, 92), this.#screen.dp(16)),
            app.label,
            {
              textSizePx: this.#screen.dp(18),
            },
          ),
        ],
      ),
    );
    return this.#frame('recents', '#374151', cards);
  }

  /** A full-width line with a margin, by its top and height in dp. */
  #line(topDp: number, heightDp: number): Rect {
    const margin = this.#screen.dp(20);
    const top = this.#screen.dp(topDp);
    return [margin, top, this.#screen.metrics.widthPx - margin, top + this.#screen.dp(heightDp)];
  }
}
