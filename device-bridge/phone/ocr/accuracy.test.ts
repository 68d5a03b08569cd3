// How well the reader reads what the virtual phone paints: the texts of its apps, Chinese and English, prices included,
// at two densities. The bounds of this test are those that were measured, with a margin.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApps } from '../../virtual-phone/apps/index.js';
import { AppStage } from '../../virtual-phone/apps/testing/app-stage.js';
import { ScreenRenderer } from '../../virtual-phone/render/index.js';
import { DEFAULT_METRICS, type ScreenMetrics } from '../../virtual-phone/ui/metrics.js';
import { measureText } from '../../virtual-phone/ui/text.js';
import type { Rect, View } from '../../virtual-phone/ui/view.js';
import { label, page } from '../../virtual-phone/ui/views.js';
import { areaPx, type Bounds, intersect } from '../tree.js';
import { installedOcr, loadModels } from './models.js';
import { PictureText } from './picture-text.js';

const linesPerDensity = 150;
const longest = 8;
const small: ScreenMetrics = { widthPx: 720, heightPx: 1600, density: 1.75, statusBarPx: 50, navigationBarPx: 42 };
const looks = [
  { color: '#1a1a1a', background: '#ffffff' },
  { color: '#ffffff', background: '#ff5000' },
  { color: '#e1251b', background: '#f5f5f5' },
  { color: '#8c8c8c', background: '#ffffff' },
];

const renderer = new ScreenRenderer();
let reader: PictureText;
beforeAll(async () => {
  reader = new PictureText(await loadModels());
});
afterAll(() => renderer.close());

/** What the apps show and know: every short text of their first pages and of their data, names of records apart. */
function texts(): string[] {
  const found = new Set<string>();
  const take = (text: string | undefined): void => {
    const line = text?.trim() ?? '';
    if ([...line].length >= 2 && [...line].length <= longest && /^[\p{Script=Han}\x20-\x7e¥（）：，、]+$/u.test(line))
      found.add(line);
  };
  const walkView = (view: View): void => {
    take(view.text);
    for (const child of view.children ?? []) walkView(child);
  };
  const walkData = (data: unknown): void => {
    if (typeof data === 'string') {
      if (/[\p{Script=Han}¥ ]/u.test(data)) for (const part of data.split(/(?<=[\p{Script=Han}】）]) /u)) take(part);
    } else if (data && typeof data === 'object') for (const part of Object.values(data)) walkData(part);
  };
  const apps = createApps({ seed: 1 });
  for (const app of apps) {
    const stage = new AppStage(apps);
    stage.open(app.identity.packageName);
    walkView(stage.root());
    walkData(app.state());
  }
  return [...found];
}

interface Written {
  readonly text: string;
  readonly bounds: Bounds;
}

/** Pages full of lines, in two columns, each in one of the looks and sizes that apps use. */
function pagesOf(lines: readonly string[], metrics: ScreenMetrics): { root: View; written: Written[] }[] {
  const full: Rect = [0, 0, metrics.widthPx, metrics.heightPx];
  const rowPx = Math.round(30 * metrics.density);
  const rows = Math.floor((metrics.heightPx - 2 * rowPx - metrics.statusBarPx) / rowPx);
  const pages: { root: View; written: Written[] }[] = [];
  for (let start = 0; start < lines.length; start += rows * 2) {
    const written: Written[] = [];
    const views = lines.slice(start, start + rows * 2).map((text, index) => {
      const [column, row] = [index % 2, Math.floor(index / 2)];
      const look = looks[row % looks.length] as (typeof looks)[number];
      const textSizePx = Math.round(([12, 14, 16, 18][(row + column) % 4] as number) * metrics.density);
      const left = Math.round((column * metrics.widthPx) / 2) + 8;
      const top = metrics.statusBarPx + row * rowPx;
      const right = left + Math.round(metrics.widthPx / 2) - 16;
      const width = Math.min(right - left, measureText(text, textSizePx));
      written.push({ text, bounds: { left, top, right: left + width, bottom: top + rowPx } });
      return label(`line:${start + index}`, [left, top, right, top + rowPx - 4], text, { ...look, textSizePx });
    });
    pages.push({ root: page(full, { background: '#ffffff' }, views), written });
  }
  return pages;
}

/** Edits that make one text of the other (Levenshtein). */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_unused, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1);
    }
    row = next;
  }
  return row[b.length] as number;
}

/** Spaces are a matter of width, and widths of signs of taste. */
function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s+/g, '').replaceAll('¥', '￥').normalize('NFKC');
}

test.runIf(installedOcr())(
  '300 lines of the apps at two densities: hardly a character is wrong, every price is right',
  async () => {
    const all = texts();
    const step = Math.max(1, Math.floor(all.length / (2 * linesPerDensity)));
    const lines = all.filter((_text, index) => index % step === 0).slice(0, 2 * linesPerDensity);
    expect(lines.length).toBe(2 * linesPerDensity);
    let [wrong, characters, exact, found] = [0, 0, 0, 0];
    const misread: string[] = [];
    for (const [index, metrics] of [DEFAULT_METRICS, small].entries()) {
      const part = lines.filter((_line, at) => at % 2 === index);
      for (const { root, written } of pagesOf(part, metrics)) {
        const overlay = { metrics, clock: '09:41', keyboardVisible: false, toasts: [] };
        const png = await renderer.png(root, overlay);
        const whole = { left: 0, top: 0, right: metrics.widthPx, bottom: metrics.heightPx };
        const [read] = await reader.read(png, [whole], () => true);
        for (const { text, bounds } of written) {
          const pieces = (read?.lines ?? []).filter(
            (line) => areaPx(intersect(line.bounds, bounds)) > areaPx(line.bounds) / 2,
          );
          const said = pieces
            .sort((a, b) => a.bounds.left - b.bounds.left)
            .map((piece) => piece.text)
            .join('');
          if (said !== '') found += 1;
          const count = edits(plain(text), plain(said));
          wrong += count;
          characters += plain(text).length;
          if (count === 0) exact += 1;
          else misread.push(`${text} -> ${said}`);
        }
      }
    }
    // Measured, with texts of up to 16 characters: 1 of 2794 characters, 299 of 300 lines.
    expect(wrong / characters, misread.join('\n')).toBeLessThan(0.005);
    expect(exact, misread.join('\n')).toBeGreaterThanOrEqual(0.97 * lines.length);
    expect(found).toBe(lines.length);
    expect(misread.filter((line) => /[¥￥]/.test(line))).toEqual([]);
  },
  240_000,
);
