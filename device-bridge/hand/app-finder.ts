// From the name of an app to the package to open on this phone. A name that is only misspelt opens what it means among the
// apps that are there; an unknown one, or an app that is not installed, opens nothing: the caller gets candidates instead
// of a guess.
import { type App, apps, closestApp, FarhandError, nearestApps, resolveApp } from '@farhand/shared';

const packagePattern = /^[A-Za-z]\w*(\.\w+)+$/;

/** The package that the name opens, or nothing. */
export function packageNamed(name: string, installed: ReadonlySet<string>): string | undefined {
  if (packagePattern.test(name) && installed.has(name)) return name;
  const isThere = ({ packages }: App) => packages.some((candidate) => installed.has(candidate));
  const app = resolveApp(name) ?? closestApp(name, apps.filter(isThere));
  return app?.packages.find((candidate) => installed.has(candidate));
}

/** Throws APP_NOT_INSTALLED, naming what comes nearest of the apps that are there. */
export function findPackage(name: string, installed: ReadonlySet<string>): string {
  const found = packageNamed(name, installed);
  if (found) return found;
  const app = resolveApp(name);
  const candidates = nearbyInstalled(name, app, installed);
  const shown = app ? `${app.names.en} (${app.names.zh})` : `"${name}"`;
  const hint =
    candidates.length > 0
      ? `Installed and similar: ${candidates.join(', ')}.`
      : 'Install the app on the phone, or name another app.';
  const why = app ? 'is not installed on this phone' : 'is no app that Farhand knows';
  throw new FarhandError('APP_NOT_INSTALLED', `${shown} ${why}`, { hint });
}

/** Installed apps with a similar name, else of the same category; English names, at most three. */
export function nearbyInstalled(name: string, app: App | undefined, installed: ReadonlySet<string>): string[] {
  const isInstalled = (candidate: App) => candidate.packages.some((packageName) => installed.has(packageName));
  const similar = nearestApps(name, 10).filter((candidate) => candidate !== app && isInstalled(candidate));
  const related = app
    ? apps.filter((other) => other !== app && other.category === app.category && isInstalled(other))
    : [];
  return [...new Set([...similar, ...related])].slice(0, 3).map((candidate) => candidate.names.en);
}
