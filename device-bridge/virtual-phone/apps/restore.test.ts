import { FarhandError } from '@farhand/shared';
import { expect, test } from 'vitest';
import { createApps } from './index.js';
import { AppStage } from './testing/app-stage.js';

const LAUNCHER = 'com.android.launcher3';
const packages = createApps({ seed: 4 })
  .map(({ identity }) => identity.packageName)
  .filter((name) => name !== LAUNCHER);

test.each(packages)(
  '%s takes its own state back on a phone of another seed, and refuses anything else',
  (packageName) => {
    const appOf = (seed: number) => {
      const apps = createApps({ seed });
      const app = apps.find(({ identity }) => identity.packageName === packageName);
      if (!app) throw new RangeError(packageName);
      return { apps, app };
    };
    const { apps, app } = appOf(4);
    const stage = new AppStage(apps);
    stage.open(packageName);
    for (let at = 0; at < 12; at += 1) {
      if (stage.packageName !== packageName) stage.open(packageName);
      const views = stage.views().filter(({ onTap, enabled }) => onTap && enabled !== false);
      views[(at * 7) % Math.max(1, views.length)]?.onTap?.();
      stage.settle();
    }
    const saved = app.state();
    const { app: other } = appOf(5);
    const before = other.state();
    for (const wrong of [undefined, null, [], 7, {}, { ...(saved as object), extra: 1 }]) {
      expect(() => other.restore?.(wrong)).toThrow(FarhandError);
    }
    expect(other.state()).toEqual(before);
    other.restore?.(JSON.parse(JSON.stringify(saved)));
    expect(other.state()).toEqual(saved);
  },
);
