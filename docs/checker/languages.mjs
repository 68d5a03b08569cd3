// Each Chinese page has what its English one has: the same headings, fences, tables, settings, codes and links. So a fact
// that is written into one of them alone is noticed.

export function languageProblems(pages) {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const pairs = [
    ['README.md', 'README.zh-CN.md'],
    ['docs/README.md', 'docs/zh-CN/README.md'],
    ['SECURITY.md', 'docs/zh-CN/SECURITY.md'],
    ...pages.filter(({ path }) => /^docs\/(guides|explanation)\//.test(path)).map(({ path }) => [path, chinese(path)]),
    ...pages
      .filter(({ path }) => /^docs\/zh-CN\/(guides|explanation)\//.test(path))
      .map(({ path }) => [english(path), path]),
  ];
  const seen = new Map(pairs.map(([first, second]) => [`${first} ${second}`, [first, second]]));
  return [...seen.values()]
    .filter(([first, second]) => byPath.has(first) || byPath.has(second))
    .flatMap(([first, second]) => {
      const [one, other] = [byPath.get(first), byPath.get(second)];
      if (!one) return [{ path: second, line: 1, what: `its English page ${first} is missing` }];
      if (!other) return [{ path: first, line: 1, what: `its Chinese page ${second} is missing` }];
      return differences(one, other).map((what) => ({ path: second, line: 1, what }));
    });
}

function differences(one, other) {
  return Object.entries(measures).flatMap(([name, measure]) => {
    const [there, here] = [measure(one), measure(other)];
    if (there.join() === here.join()) return [];
    const missing = there.filter((item) => !here.includes(item));
    const extra = here.filter((item) => !there.includes(item));
    const which = [
      missing.length > 0 && `lacks ${missing.join(' ')}`,
      extra.length > 0 && `has besides ${extra.join(' ')}`,
    ];
    return `${name} differ from ${one.path}: ${which.filter(Boolean).join('; ') || `${here.join(' ')} for ${there.join(' ')}`}`;
  });
}

const measures = {
  headings: ({ headings }) => headings.map(({ level }) => '#'.repeat(level)),
  fences: ({ fences }) => fences.map(({ language, lines }) => `${language || 'text'}/${lines.length}`),
  'rows of tables': ({ tableRows }) => [String(tableRows)],
  settings: ({ text }) => sorted(text.match(/\bFARHAND_[A-Z_]*[A-Z]/g)),
  codes: ({ spans }) => sorted(spans.map(({ code }) => code).filter((code) => /^[A-Z]+(_[A-Z]+)+$/.test(code))),
  commands: ({ text }) => sorted(text.match(/npm (?:start -- [a-z]+|test|run [a-z:]+)/g)),
  pictures: ({ links }) => [String(links.filter(({ isPicture }) => isPicture).length)],
  'pages linked': ({ links }) => sorted(links.map(({ target }) => page(target)).filter(Boolean)),
};

/** The name of the page or picture a link leads to, in whichever language. */
function page(target) {
  if (/^https?:/.test(target)) return target;
  const [file] = target.split('#');
  const name = file
    .split('/')
    .at(-1)
    .replace(/[.-](en|zh-CN)\./, '.');
  return name === 'README.md' ? '' : name;
}

function sorted(items) {
  return [...new Set(items ?? [])].sort();
}

function chinese(path) {
  return path.replace('docs/', 'docs/zh-CN/');
}

function english(path) {
  return path.replace('docs/zh-CN/', 'docs/');
}
