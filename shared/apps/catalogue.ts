// The apps Farhand knows by name: what people call them, their Android packages and what they are for.
// Read once from catalogue.json and validated strictly; the order of the file is the order of preference in a category.
// `contextual` names are everyday words as well (地图, notes, Line): they name the app only where the words around say so.
// `services` are what is inside an app (花呗, 多多买菜) and spellings in pinyin: whoever asks to open one gets the app, but in
// a request they name a thing to do, not where.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const packageName = z.string().regex(/^[A-Za-z]\w*(\.\w+)+$/);

const appSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  names: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  aliases: z.array(z.string().min(1)),
  contextual: z.array(z.string().min(1)).optional(),
  services: z.array(z.string().min(1)).optional(),
  packages: z.array(packageName),
  category: z.string().min(1),
  alsoCategories: z.array(z.string().min(1)).optional(),
});

/** One app. `packages` is empty where the service has no Android app of its own and is reached in a browser. */
export type App = z.infer<typeof appSchema>;

function load(): readonly App[] {
  const apps = z.array(appSchema).parse(JSON.parse(readFileSync(new URL('./catalogue.json', import.meta.url), 'utf8')));
  const ids = new Set(apps.map((app) => app.id));
  if (ids.size !== apps.length) throw new Error('shared/apps/catalogue.json: an app id occurs twice');
  return apps;
}

/** Every known app, preferred ones of a category first. */
export const apps: readonly App[] = load();

const byId: ReadonlyMap<string, App> = new Map(apps.map((app) => [app.id, app]));

/** The app with this catalogue id. */
export function appById(id: string): App | undefined {
  return byId.get(id);
}

/** The app's name as people of that language read it; the id itself when the catalogue does not know it. */
export function appName(id: string, language: 'zh' | 'en'): string {
  return byId.get(id)?.names[language] ?? id;
}

/** Whether the app serves a category, be it its main one or one of the others. */
export function servesCategory(app: App, category: string): boolean {
  return app.category === category || (app.alsoCategories?.includes(category) ?? false);
}

/** Apps to fall back on when a request names none: those whose main category it is, then those that serve it too. */
export function defaultApps(category: string): App[] {
  const main = apps.filter((app) => app.category === category);
  const also = apps.filter((app) => app.category !== category && servesCategory(app, category));
  return [...main, ...also];
}
