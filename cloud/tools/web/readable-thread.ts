// The thread that parses one page and ends. Scripts of the page are never run: the parser only builds a tree.
import { parentPort, workerData } from 'node:worker_threads';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { ReadablePage } from './readable.js';

/** As much of a DOM node as is read here. */
interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
}

const textNode = 3;
const elementNode = 1;
const silent = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'SVG', 'IFRAME', 'NAV', 'FOOTER', 'HEAD']);
const blocks =
  /^(P|DIV|SECTION|ARTICLE|MAIN|HEADER|ASIDE|H[1-6]|UL|OL|LI|DL|DT|DD|TABLE|TR|BLOCKQUOTE|PRE|FIGURE|FIGCAPTION|BR|HR)$/;

parentPort?.postMessage(read((workerData as { html: string }).html));

function read(html: string): ReadablePage {
  const { document } = parseHTML(withRoot(html));
  const title = document.title;
  // Readability takes the tree apart, so what it may fail to find is read first.
  const whole = textOf(document.documentElement as unknown as PageNode);
  const article = new Readability(document as never).parse();
  if (!article?.content) return { title, text: whole, authors: '', published: '' };
  const { document: kept } = parseHTML(`<html><body>${article.content}</body></html>`);
  return {
    title: article.title || title,
    text: textOf(kept.body as unknown as PageNode) || whole,
    authors: article.byline ?? '',
    published: article.publishedTime ?? '',
  };
}

/** The parser adds none of the tags that HTML lets pages leave out. */
function withRoot(html: string): string {
  if (/<html[\s>]/i.test(html)) return html;
  return `<html><body>${html.replace(/<!doctype[^>]*>/i, '')}</body></html>`;
}

function textOf(root: PageNode): string {
  const lines: string[] = [''];
  write(root, lines);
  return lines
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && line !== '-' && !/^#+$/.test(line))
    .join('\n');
}

/** The last line is the one being written. */
function write(node: PageNode, lines: string[]): void {
  if (node.nodeType === textNode) lines.push((lines.pop() ?? '') + (node.textContent ?? ''));
  if (node.nodeType !== elementNode) return;
  const name = node.nodeName.toUpperCase();
  if (silent.has(name)) return;
  const isBlock = blocks.test(name);
  if (isBlock) lines.push(markOf(name));
  if (name === 'TD' || name === 'TH') lines.push(`${lines.pop() ?? ''} `);
  for (const child of node.childNodes) write(child, lines);
  if (isBlock) lines.push('');
}

function markOf(name: string): string {
  if (/^H[1-6]$/.test(name)) return `${'#'.repeat(Number(name[1]))} `;
  return name === 'LI' ? '- ' : '';
}
