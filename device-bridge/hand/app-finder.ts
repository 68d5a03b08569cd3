// From the name of an app to the package to open on this phone. An app that is not installed opens nothing: the caller
// gets candidates instead of a guess.
import { type App, apps, FarhandError, nearestApps, resolveApp } from '@farhand/shared';

const packagePattern = /^[A-Za-z]\w*(\.\w+)+$/;

/** Throws APP_NOT_INSTALLED, naming what comes nearest of the apps that are there. */
export function findPackage(name: string, installed: ReadonlySet<string>): string {
  if (packagePattern.test(name) && installed.has(name)) return name;
  const app = resolveApp(name);
  const found = app?.packages.find((candidate) => installed.has(candidate));
  if (found) return found;
  const candidates = nearbyInstalled(name, app, installed);
  const shown = app ? `${app.names.en} (${app.names.zh})` : `"${name}"`;
  const hint =
    candidates.length > 0
      ? `Installed and similar: ${candidates.join(', ')}.`
      : 'Install the app on the phone, or name another app.';
  const known = app ? 'is not installed on this phone' : 'is no app that Farhand knows';
  throw new FarhandError('APP_NOT_INSTALLED', `${shown} ${known}`, { hint });
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
