// The pages as lists of what can be checked: headings, fences, links, code in a line. As much of Markdown as ours use:
// fences of backticks, `#` headings, links in a line. Lines count from 1.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rootPages = ['README.md', 'README.zh-CN.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'llms.txt'];
const otherPages = ['native/README.md', 'native/training/README.md'];

export function readPages(root) {
  const below = existsSync(join(root, 'docs')) ? readdirSync(join(root, 'docs'), { recursive: true }) : [];
  const docs = below.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`);
  return [...rootPages, ...otherPages, ...docs.sort()]
    .filter((path) => existsSync(join(root, path)))
    .map((path) => readPage(root, path, readFileSync(join(root, path), 'utf8')));
}

function readPage(root, path, text) {
  const page = { root, path, text, headings: [], fences: [], links: [], spans: [], tableRows: 0 };
  let fence;
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1;
    const [, mark] = /^\s*```(.*)$/.exec(content) ?? [];
    if (mark !== undefined) {
      if (fence) page.fences.push(fence);
      fence = fence ? undefined : { language: mark.trim(), line: line + 1, lines: [] };
    } else if (fence) {
      fence.lines.push(content);
    } else {
      readLine(page, line, content);
    }
  }
  if (fence) page.fences.push({ ...fence, isOpen: true });
  return page;
}

function readLine(page, line, content) {
  const [, marks, heading] = /^(#{1,6}) (.+)$/.exec(content) ?? [];
  if (heading)
    page.headings.push({ level: marks.length, text: heading, line, anchor: anchorOf(heading, page.headings) });
  if (/^\|.*\|$/.test(content)) page.tableRows += 1;
  for (const [, , code] of content.matchAll(/(`+)(.+?)\1/g)) page.spans.push({ line, code: code.trim() });
  const prose = content.replaceAll(/(`+).+?\1/g, (code) => 'x'.repeat(code.length));
  for (const [whole, isPicture, target] of prose.matchAll(/(!?)\[[^\]]*\]\(([^)\s]+)\)/g)) {
    page.links.push({ line, target, isPicture: isPicture === '!', alt: /^!\[([^\]]*)/.exec(whole)?.[1] });
  }
}

/** As GitHub makes them: lower case, no punctuation, hyphens for spaces, numbered when it stands twice. */
function anchorOf(heading, before) {
  const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  const anchor = plain
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
  const same = before.filter(({ plainAnchor }) => plainAnchor === anchor).length;
  before.plainAnchor = anchor;
  return same === 0 ? anchor : `${anchor}-${same}`;
}
