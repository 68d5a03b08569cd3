// Reads screens that say nothing to accessibility, for all phones of a bridge. Pictures are not kept; what they say goes
// the way of the tree, through the same gate and the same outlet. What could not be read is said, so that nothing is
// pressed there that nobody has read.
import { createHash } from 'node:crypto';
import { abortReason, type SizePx } from '@farhand/shared';
import { pngSize } from '../png.js';
import type { Bounds, ScreenNode, ScreenTree } from '../tree.js';
import { graft } from './graft.js';
import { layOut } from './layout.js';
import { installedOcr } from './models.js';
import type { Counts, PartRead } from './picture-text.js';
import { NotReadInTime, ReaderProcess } from './reader-process.js';
import { isCovered, partOf, surfacesOf } from './surfaces.js';

/** Of one picture, the start of the process included. */
const readLimitMs = 20_000;
/** So often in a row the process may fail before it is left alone. */
const mostFailures = 3;

export interface ScreenReaderOptions {
  /** Whether a screen with this tree may be pictured at all. */
  readonly mayPicture: (tree: ScreenTree) => boolean;
  /** Whether a picture shows nothing, as that of a screen that forbids pictures. */
  readonly isBlank: (png: Buffer) => Promise<boolean>;
  readonly log?: ((message: string) => void) | undefined;
  /** Defaults to 20 s. */
  readonly limitMs?: number;
  /** Whether the packages are there; defaults to looking. */
  readonly isInstalled?: () => boolean;
}

/** A tree and what was read for it. */
export interface ReadScreen {
  readonly tree: ScreenTree;
  /** Equal when the same was read at the same places; empty when there was nothing to read. */
  readonly mark: string;
  /** Where something is painted that could not be read. */
  readonly unread: readonly Bounds[];
}

export class ScreenReader {
  readonly #options: ScreenReaderOptions;
  readonly #process = new ReaderProcess();
  #failures = 0;
  #closed = false;
  /** The last picture and what it says: a screen that is looked at again and again is hashed and no more. */
  #last: { readonly key: string; readonly read: readonly PartRead[] } | undefined;

  constructor(options: ScreenReaderOptions) {
    this.#options = options;
  }

  get counts(): Counts | undefined {
    return this.#process.counts;
  }

  /**
   * The tree with what `picture` says where the tree says nothing. `picture` (a PNG, or nothing where the phone gives
   * none) is asked for only then. Throws what `picture` throws, and when `signal` aborts.
   */
  async complete(
    tree: ScreenTree,
    display: SizePx,
    picture: () => Promise<Buffer | undefined>,
    signal?: AbortSignal,
  ): Promise<ReadScreen> {
    const nothing = { tree, mark: '', unread: [] };
    if (this.#closed || this.#failures >= mostFailures) return nothing;
    const surfaces = surfacesOf(tree, display);
    if (surfaces.length === 0 || !this.#isInstalled() || !this.#options.mayPicture(tree)) return nothing;
    const parts = surfaces.map((surface) => partOf(surface, display));
    const png = await picture();
    if (!png || (await this.#options.isBlank(png))) return nothing;
    const { widthPx, heightPx } = pngSize(png);
    // Turned or resized in between: the next look is of one screen again.
    if (widthPx !== display.widthPx || heightPx !== display.heightPx) return { tree, mark: 'unread', unread: parts };
    try {
      const read = await this.#read(png, parts, signal);
      this.#failures = 0;
      return completed(tree, surfaces, read);
    } catch (error) {
      if (signal?.aborted) throw abortReason(signal);
      this.#note(error as Error);
      return { tree, mark: 'unread', unread: parts };
    }
  }

  /** May be called again. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#process.close();
  }

  #isInstalled(): boolean {
    return this.#options.isInstalled?.() ?? installedOcr() !== undefined;
  }

  async #read(png: Buffer, parts: readonly Bounds[], signal?: AbortSignal): Promise<readonly PartRead[]> {
    const key = createHash('sha1').update(JSON.stringify(parts)).update(png).digest('base64');
    if (this.#last?.key === key) return this.#last.read;
    const read = await this.#process.read(png, parts, this.#options.limitMs ?? readLimitMs, signal);
    this.#last = { key, read };
    return read;
  }

  #note(error: Error): void {
    if (!(error instanceof NotReadInTime)) this.#failures += 1;
    const ending = this.#failures >= mostFailures ? '; no screen is read from its picture any more' : '';
    this.#options.log?.(`A screen could not be read from its picture: ${error.message}${ending}`);
  }
}

function completed(tree: ScreenTree, surfaces: readonly ScreenNode[], read: readonly PartRead[]): ReadScreen {
  const pieces = new Map(
    surfaces.map((surface, index) => {
      const { lines, grounds } = read[index] as PartRead;
      const shown = lines.filter(({ bounds }) => {
        const [x, y] = [(bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2];
        return !isCovered(surface, tree, x, y);
      });
      return [surface, layOut({ lines: shown, grounds })] as const;
    }),
  );
  const said = [...pieces.values()].map((part) => JSON.stringify(part, ['bounds', 'left', 'top', 'text', 'children']));
  return {
    tree: graft(tree, pieces),
    mark: createHash('sha1').update(said.join()).digest('hex'),
    unread: [],
  };
}
