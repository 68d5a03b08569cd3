// Settings and codes that pages name exist.

export function nameProblems(pages, { variables, codes, words }) {
  return pages.flatMap(({ path, text, spans }) => {
    const settings = text
      .split('\n')
      .flatMap((content, index) =>
        [...content.matchAll(/\bFARHAND_[A-Z_]*[A-Z]/g)]
          .filter(([name]) => !variables.has(name))
          .map(([name]) => ({ path, line: index + 1, what: `${name} is no setting` })),
      );
    const unknown = spans
      .filter(({ code }) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code) && !code.startsWith('FARHAND_'))
      .filter(({ code }) => !codes.has(code) && !words.has(code))
      .map(({ line, code }) => ({ path, line, what: `${code} is no code of ours` }));
    return path.includes('reference/')
      ? unknown.filter(() => !path.endsWith('settings.md'))
      : [...settings, ...unknown];
  });
}
