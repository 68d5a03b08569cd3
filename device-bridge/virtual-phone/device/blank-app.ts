// Stands for a pushed APK whose code cannot run here: one empty window under its own name.
import type { App, AppDefinition, AppHost } from '../apps/app.js';
import type { View } from '../ui/view.js';
import type { ApkDescription } from './apk.js';

export function blankApp(apk: ApkDescription, mainActivity: string): AppDefinition {
  const { packageName, versionName, versionCode } = apk;
  return {
    identity: { packageName, label: packageName, mainActivity, versionName, versionCode },
    start: (host) => new BlankApp(host, mainActivity),
    state: () => ({}),
    reset: () => undefined,
  };
}

class BlankApp implements App {
  readonly #host: AppHost;
  readonly #activity: string;

  constructor(host: AppHost, activity: string) {
    this.#host = host;
    this.#activity = activity;
  }

  activity(): string {
    return this.#activity;
  }

  render(): View {
    const { widthPx, heightPx } = this.#host.metrics;
    return {
      key: 'blank',
      className: 'android.widget.FrameLayout',
      bounds: [0, 0, widthPx, heightPx],
      resourceId: 'android:id/content',
      style: { background: '#ffffff' },
    };
  }

  back(): boolean {
    return false;
  }
}
