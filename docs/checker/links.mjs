// Links lead to files and headings that exist, pictures have words beside them, and the index leads to every page.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const folders = ['docs/guides', 'docs/explanation', 'docs/reference', 'docs/zh-CN/guides', 'docs/zh-CN/explanation'];
const indexes = ['docs/README.md', 'docs/zh-CN/README.md'];

export function linkProblems(pages) {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const problems = pages.flatMap((page) =>
    page.links.flatMap((link) => {
      const what = problemOf(page, link, byPath);
      return what ? [{ path: page.path, line: link.line, what }] : [];
    }),
  );
  return [...problems, ...unreached(pages, byPath)];
}

function problemOf(page, { target, isPicture, alt }, byPath) {
  if (isPicture && !alt) return `the picture ${target} has no words`;
  if (/^(https?|mailto):/.test(target)) return undefined;
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page.path : normalize(join(dirname(page.path), file));
  if (!existsSync(join(page.root, path))) return `the link ${target} leads nowhere`;
  if (anchor === undefined) return undefined;
  const headings = byPath.get(path)?.headings;
  if (!headings) return `the link ${target} has an anchor into what is no page`;
  return headings.some((heading) => heading.anchor === anchor) ? undefined : `${path} has no heading #${anchor}`;
}

function unreached(pages, byPath) {
  const linked = new Set();
  for (const index of indexes) {
    for (const { target } of byPath.get(index)?.links ?? []) linked.add(normalize(join(dirname(index), target)));
  }
  const isListed = ({ path }) => linked.has(path) || indexes.includes(path);
  return pages
    .filter(({ path }) => folders.includes(dirname(path)) && !isListed({ path }))
    .filter(({ root, path }) => statSync(join(root, path)).isFile() && indexes.some((index) => byPath.has(index)))
    .map(({ path }) => ({ path, line: 1, what: 'no index (docs/README.md, docs/zh-CN/README.md) leads here' }));
}
