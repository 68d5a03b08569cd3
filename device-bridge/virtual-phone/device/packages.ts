// Which packages are installed: the apps that come with the phone, a few system packages, and pushed APKs.
import type { AppDefinition } from '../apps/app.js';
import type { ApkDescription, Instrumentation } from './apk.js';
import { blankApp } from './blank-app.js';

export interface InstalledPackage {
  readonly packageName: string;
  readonly versionCode: number;
  readonly versionName: string;
  readonly isSystem: boolean;
  readonly permissions: readonly string[];
  readonly granted: Set<string>;
  /** Absent when the package has no activity to start. */
  readonly app?: AppDefinition;
  readonly instrumentation?: Instrumentation;
}

const systemVersion = { versionCode: 34, versionName: '14', isSystem: true };
const bareSystemPackages = ['android', 'com.android.systemui', 'com.android.phone', 'com.android.inputmethod.pinyin'];

/** As a snapshot keeps a package. */
export interface StoredPackage {
  readonly granted: readonly string[];
  readonly pushed: Omit<ApkDescription, 'packageName'> | null;
}

export class Packages {
  readonly #installed = new Map<string, InstalledPackage>();
  /** What the phone came with. */
  readonly #shipped: ReadonlyMap<string, InstalledPackage>;
  readonly #homePackage: string;

  /** @param apps the launcher first */
  constructor(apps: readonly AppDefinition[]) {
    const home = apps[0];
    if (home === undefined) throw new Error('a phone needs at least one app: the launcher');
    this.#homePackage = home.identity.packageName;
    for (const packageName of bareSystemPackages) {
      this.#installed.set(packageName, { packageName, ...systemVersion, permissions: [], granted: new Set() });
    }
    for (const app of apps) {
      const { packageName, versionCode, versionName } = app.identity;
      this.#installed.set(packageName, {
        packageName,
        versionCode,
        versionName,
        isSystem: packageName.startsWith('com.android.'),
        permissions: ['android.permission.INTERNET', 'android.permission.ACCESS_NETWORK_STATE'],
        granted: new Set(),
        app,
      });
    }
    this.#shipped = new Map(this.#installed);
  }

  get homePackage(): string {
    return this.#homePackage;
  }

  all(): InstalledPackage[] {
    return [...this.#installed.values()];
  }

  get(packageName: string): InstalledPackage | undefined {
    return this.#installed.get(packageName);
  }

  /** Whether the phone came with the package. */
  isShipped(packageName: string): boolean {
    return this.#shipped.has(packageName);
  }

  /** Whether the package is as the phone came with it, not replaced by a pushed one. */
  isAsShipped(packageName: string): boolean {
    return this.#shipped.get(packageName) === this.#installed.get(packageName);
  }

  shippedApp(packageName: string): AppDefinition | undefined {
    return this.#shipped.get(packageName)?.app;
  }

  /** Those that cannot be uninstalled. */
  required(): string[] {
    const home = this.#homePackage;
    return [...this.#shipped.values()].flatMap((item) =>
      item.isSystem || item.packageName === home ? [item.packageName] : [],
    );
  }

  /** Only these: shipped ones where `pushed` is null. */
  restore(packages: Readonly<Record<string, StoredPackage>>): void {
    this.#installed.clear();
    for (const [packageName, { granted, pushed }] of Object.entries(packages)) {
      const shipped = this.#shipped.get(packageName);
      if (shipped) this.#installed.set(packageName, shipped);
      if (pushed) this.install({ packageName, ...pushed });
      const item = this.#installed.get(packageName);
      item?.granted.clear();
      for (const permission of granted) item?.granted.add(permission);
    }
  }

  apps(): AppDefinition[] {
    return this.all().flatMap((item) => (item.app === undefined ? [] : [item.app]));
  }

  /** Installs or replaces. Code in an APK cannot run here: its activity shows an empty page. */
  install(apk: ApkDescription): void {
    const existing = this.#installed.get(apk.packageName);
    const app = existing?.app ?? (apk.mainActivity === undefined ? undefined : blankApp(apk, apk.mainActivity));
    this.#installed.set(apk.packageName, {
      packageName: apk.packageName,
      versionCode: apk.versionCode,
      versionName: apk.versionName,
      isSystem: existing?.isSystem ?? false,
      permissions: apk.permissions,
      granted: existing?.granted ?? new Set(),
      ...(app && { app }),
      ...(apk.instrumentation && { instrumentation: apk.instrumentation }),
    });
  }

  /** False for system packages and unknown ones. */
  uninstall(packageName: string): boolean {
    const existing = this.#installed.get(packageName);
    if (existing === undefined || existing.isSystem) return false;
    return this.#installed.delete(packageName);
  }
}

/** Where the package's APK would lie. */
export function apkPath(item: InstalledPackage): string {
  return item.isSystem
    ? `/system/app/${item.packageName}/base.apk`
    : `/data/app/~~virtual==/${item.packageName}-1/base.apk`;
}

/** `package/.Class` or `package/full.Class`, as Android prints a component; `activity` full or starting with a dot. */
export function componentName(packageName: string, activity: string): string {
  const isInside = activity.startsWith(`${packageName}.`);
  return `${packageName}/${isInside ? activity.slice(packageName.length) : activity}`;
}

/** The activity with its package spelled out. */
export function fullActivityName(packageName: string, activity: string): string {
  return activity.startsWith('.') ? packageName + activity : activity;
}
