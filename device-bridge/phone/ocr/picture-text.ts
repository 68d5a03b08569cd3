// Reads parts of a picture. What was read before is known by its pixels: a part that did not change costs its hash, a
// line that only moved costs no recognition.
import { createHash } from 'node:crypto';
import type { Bounds } from '../tree.js';
import { findLines } from './detect.js';
import { groundsOf } from './grounds.js';
import { tighten } from './ink.js';
import type { Models } from './models.js';
import { cut, decodePng, type Raster } from './raster.js';
import { Recent } from './recent.js';
import { type Reading, readLine } from './recognise.js';

export interface TextLine {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** In pixels of the picture. */
  readonly bounds: Bounds;
}

export interface PartRead {
  /** In no order. */
  readonly lines: readonly TextLine[];
  /** What is painted behind the lines; see grounds.ts. */
  readonly grounds: readonly Bounds[];
}

export interface Counts {
  readonly parts: { readonly hits: number; readonly misses: number };
  readonly lines: { readonly hits: number; readonly misses: number };
}

/** A foldable phone's display has 6 million. */
const mostPixels = 40_000_000;
/** More than a screen of small print holds. */
const mostLines = 400;
/** Readings below are noise: icons, patterns, pictures. */
const leastConfidence = 0.6;
/** The shorter side of the display as the detector sees it: body text is about 20 px then. */
const detectedSidePx = 544;
const keptLines = 8000;
const keptParts = 60;

export class PictureText {
  readonly #models: Models;
  readonly #lines = new Recent<Reading>(keptLines);
  readonly #parts = new Recent<PartRead>(keptParts);

  constructor(models: Models) {
    this.#models = models;
  }

  get counts(): Counts {
    const of = ({ hits, misses }: { hits: number; misses: number }) => ({ hits, misses });
    return { parts: of(this.#parts), lines: of(this.#lines) };
  }

  /** One answer per part. `isWanted` is asked between lines; when it says no, this throws. */
  async read(png: Uint8Array, parts: readonly Bounds[], isWanted: () => boolean): Promise<PartRead[]> {
    const picture = await decodePng(png, mostPixels);
    const scale = Math.min(1, detectedSidePx / Math.min(picture.widthPx, picture.heightPx));
    const reads: PartRead[] = [];
    for (const part of parts) {
      const area = cut(picture, part);
      const read = await this.#parts.get(`${scale} ${hashOf(area)}`, () => this.#readPart(area, scale, isWanted));
      reads.push(moved(read, part.left, part.top));
    }
    return reads;
  }

  async #readPart(area: Raster, scale: number, isWanted: () => boolean): Promise<PartRead> {
    const found = await findLines(this.#models, area, scale);
    // What is written large is what can be pressed.
    const boxes = found.sort((a, b) => b.bottom - b.top - (a.bottom - a.top)).slice(0, mostLines);
    const lines: TextLine[] = [];
    for (const box of boxes) {
      if (!isWanted()) throw new Error('Nobody waits for this picture any more');
      const bounds = tighten(area, box);
      const line = cut(area, bounds);
      const { text, confidence } = await this.#lines.get(hashOf(line), () => readLine(this.#models, line));
      if (text !== '' && confidence >= leastConfidence) lines.push({ text, confidence, bounds });
    }
    const grounds = groundsOf(area).filter((ground) => lines.some(({ bounds }) => covers(ground, bounds)));
    return { lines, grounds };
  }
}

/** Whether the middle of `inner` and most of it lie in `outer`. */
export function covers(outer: Bounds, inner: Bounds): boolean {
  const slackPx = (inner.bottom - inner.top) / 4;
  return (
    inner.left >= outer.left - slackPx &&
    inner.right <= outer.right + slackPx &&
    inner.top >= outer.top - slackPx &&
    inner.bottom <= outer.bottom + slackPx
  );
}

function moved({ lines, grounds }: PartRead, dx: number, dy: number): PartRead {
  const by = ({ left, top, right, bottom }: Bounds): Bounds => ({
    left: left + dx,
    top: top + dy,
    right: right + dx,
    bottom: bottom + dy,
  });
  return { lines: lines.map((line) => ({ ...line, bounds: by(line.bounds) })), grounds: grounds.map(by) };
}

function hashOf({ data, widthPx, heightPx }: Raster): string {
  return `${widthPx}x${heightPx} ${createHash('sha1').update(data).digest('base64')}`;
}
