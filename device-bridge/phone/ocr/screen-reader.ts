// Reads screens that say nothing to accessibility, for all phones of a bridge. The networks run in a process of their own,
// started with the first such screen: the bridge's loop never waits for them, they can be ended in the middle of a
// picture, and what goes wrong in them ends them alone. (The runtime cannot be loaded twice in threads of one process.)
// Pictures are not kept; what they say goes the way of the tree, through the same gate and the same outlet.
import { createHash } from 'node:crypto';
import { abortReason, type SizePx } from '@farhand/shared';
import { pngSize } from '../png.js';
import { builtModule, type Companion, startCompanion } from '../process.js';
import type { Bounds, ScreenNode, ScreenTree } from '../tree.js';
import { graft } from './graft.js';
import { layOut } from './layout.js';
import type { ReaderAnswer } from './messages.js';
import { installedOcr } from './models.js';
import type { Counts, PartRead } from './picture-text.js';
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
  readonly limitMs?: number;
}

/** A tree and what was read for it. */
export interface ReadScreen {
  readonly tree: ScreenTree;
  /** Equal when the same was read at the same places; empty when there was nothing to read. */
  readonly mark: string;
  /** Where something is painted that could not be read. */
  readonly unread: readonly Bounds[];
}

interface Waiting {
  readonly resolve: (read: readonly PartRead[]) => void;
  readonly reject: (error: Error) => void;
}

export class ScreenReader {
  readonly #options: ScreenReaderOptions;
  #process: Companion | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #failures = 0;
  #closed = false;
  /** The last picture and what it says: a screen that is looked at again and again is hashed and no more. */
  #last: { readonly key: string; readonly read: readonly PartRead[] } | undefined;
  /** Of the process that runs now. */
  counts: Counts | undefined;

  constructor(options: ScreenReaderOptions) {
    this.#options = options;
  }

  /**
   * The tree with what `picture` says where the tree says nothing. `picture` (a PNG, or nothing where the phone gives
   * none) is asked for only then. Throws only when `signal` aborts.
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
    if (surfaces.length === 0 || !installedOcr() || !this.#options.mayPicture(tree)) return nothing;
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
      this.#failures += 1;
      const ending = this.#failures >= mostFailures ? '; screens are no longer read from their pictures' : '';
      this.#options.log?.(`A screen could not be read from its picture: ${(error as Error).message}${ending}`);
      return { tree, mark: 'unread', unread: parts };
    }
  }

  /** May be called again. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#end('The reader was closed');
  }

  async #read(png: Buffer, parts: readonly Bounds[], signal?: AbortSignal): Promise<readonly PartRead[]> {
    const key = createHash('sha1').update(JSON.stringify(parts)).update(png).digest('base64');
    if (this.#last?.key === key) return this.#last.read;
    const id = ++this.#lastId;
    const process = this.#started();
    const limitMs = this.#options.limitMs ?? readLimitMs;
    const limit = AbortSignal.timeout(limitMs);
    const stop = signal ? AbortSignal.any([signal, limit]) : limit;
    const read = await new Promise<readonly PartRead[]>((resolve, reject) => {
      const onAbort = (): void => reject(new Error(`it was not read within ${limitMs} ms`));
      stop.addEventListener('abort', onAbort, { once: true });
      if (stop.aborted) return onAbort();
      this.#waiting.set(id, { resolve, reject });
      process.tell({ kind: 'read', id, png, parts });
    }).catch(async (error: unknown) => {
      process.tell({ kind: 'forget', id });
      // A process that does not come to an answer is not waited for again.
      if (limit.aborted) await this.#end('The reader took too long');
      throw error;
    }).finally(() => this.#waiting.delete(id));
    this.#last = { key, read };
    return read;
  }

  #started(): Companion {
    if (this.#process?.running) return this.#process;
    const started = startCompanion(builtModule('phone/ocr/main.js'), [], {
      onMessage: (message) => this.#answered(message as ReaderAnswer),
    });
    this.#process = started;
    void started.ended.then((how) => {
      if (this.#process !== started) return;
      this.#process = undefined;
      for (const { reject } of this.#waiting.values()) reject(new Error(`${how} ${started.lastLines()}`));
    });
    return started;
  }

  #answered(answer: ReaderAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if ('error' in answer) return waiting?.reject(new Error(answer.error));
    this.counts = answer.counts;
    waiting?.resolve(answer.read);
  }

  async #end(why: string): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    // It holds nothing that would be lost.
    await process?.stop(0);
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
