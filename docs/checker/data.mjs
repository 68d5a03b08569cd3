// JSON and YAML in pages: what is shown as data is data, of a kind that something of ours reads.
import { parse } from 'yaml';
import { isOfSomeRoute } from './routes.mjs';

export function dataProblems(pages, { shapes, api }) {
  return pages.flatMap(({ path, fences }) =>
    fences.flatMap(({ language, line, lines }) => {
      const what = problemOf(language, lines.join('\n'), shapes, api);
      return what ? [{ path, line, what }] : [];
    }),
  );
}

function problemOf(language, text, shapes, api) {
  try {
    if (language === 'yaml') parse(text);
    if (language !== 'json') return undefined;
    const value = JSON.parse(text);
    const isKnown = Object.values(shapes).some((accepts) => accepts(value)) || isOfSomeRoute(api, value);
    return isKnown
      ? undefined
      : `nothing of ours reads this: it is no ${Object.keys(shapes).join(', ')}, request or answer`;
  } catch (error) {
    return `this is no ${language}: ${error.message}`;
  }
}
