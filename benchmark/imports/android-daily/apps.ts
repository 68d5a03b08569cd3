// Which apps a row is about. The column and the words may disagree: the words are the truth, the column fills in where
// they name none.
import { findMentions, nearestApps } from '@farhand/shared';
import { appNamed, fromCatalogue, type NamedApp, ownNames } from '../../app-names.js';

export interface RowApps {
  readonly apps: readonly NamedApp[];
  /** Where column and words disagree, and names that nobody knows. */
  readonly warnings: readonly string[];
}

/** Words before a name, or behind it, that make it the app to use and not a thing that is looked for. */
const usedBefore = /(?:打开|登录|使用|[在用去到上从和跟与、,，]|比对|对比|分享到|分享给|发到|通过)(?:我的)?$/;
const usedAfter = /^\s*(?:app|应用|里|中|上|平台)/i;

/** `cell`: names with commas between. */
export function appsOfRow(instruction: string, cell: string): RowApps {
  const warnings: string[] = [];
  const column = splitNames(cell).map((name) => {
    const known = appNamed(name);
    if (!known) warnings.push(unknownName(name));
    return known ?? { id: name, name };
  });
  const said = appsSaid(instruction);
  const unlisted = said.filter(({ app }) => !column.some(({ id }) => id === app.id));
  if (said.length > 0 && unlisted.length === said.length && column.length > 0) {
    const words = unique(said.map(({ app }) => app));
    warnings.push(`the text names ${namesOf(words)}, the column ${namesOf(column)}: the text is followed`);
    return { apps: words, warnings };
  }
  const used = unique(unlisted.filter(({ isUsed }) => isUsed).map(({ app }) => app));
  if (used.length > 0 && column.length > 0) {
    warnings.push(`the text names ${namesOf(used)} as well, which the column lacks: it is added`);
  }
  const inWords = column.map((app) => ({ ...said.find((other) => other.app.id === app.id)?.app, ...app }));
  return { apps: unique([...inWords, ...(column.length > 0 ? used : said.map(({ app }) => app))]), warnings };
}

function splitNames(cell: string): string[] {
  return cell
    .split(/[,，、]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function unknownName(name: string): string {
  const near = nearestApps(name, 1)[0];
  return `the catalogue knows no app "${name}"${near ? `; the nearest name is ${near.names.zh}` : ''}`;
}

interface Said {
  readonly app: NamedApp;
  readonly isUsed: boolean;
}

/** In reading order. */
function appsSaid(text: string): Said[] {
  const found: { at: number; end: number; app: NamedApp }[] = [];
  let rest = text;
  for (const name of ownNames) {
    const at = rest.toLowerCase().indexOf(name.toLowerCase());
    const app = at < 0 ? undefined : appNamed(name);
    if (!app) continue;
    const end = at + name.length;
    found.push({ at, end, app });
    // As many characters, so that places stay what they are.
    rest = `${rest.slice(0, at)}${'\u0000'.repeat(name.length)}${rest.slice(end)}`;
  }
  for (const { app, start, end } of findMentions(rest)) found.push({ at: start, end, app: fromCatalogue(app) });
  return found
    .sort((a, b) => a.at - b.at)
    .map(({ at, end, app }) => ({
      app,
      isUsed: usedBefore.test(text.slice(0, at)) || usedAfter.test(text.slice(end)),
    }));
}

/** Each app once; a service of it tells more than its bare name. */
function unique(apps: readonly NamedApp[]): NamedApp[] {
  return apps.filter(({ id, service }, index) => {
    const isFirst = apps.findIndex((other) => other.id === id && other.service === service) === index;
    return isFirst && (service !== undefined || !apps.some((other) => other.id === id && other.service));
  });
}

function namesOf(apps: readonly NamedApp[]): string {
  return apps.map(({ name, service }) => (service === undefined ? name : `${service} in ${name}`)).join(', ');
}
