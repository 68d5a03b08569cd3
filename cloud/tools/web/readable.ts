// The text of a page as people read it. Pages are parsed in a thread of their own with limits on time and memory: a page
// made to take for ever costs a thread, and never the service.
import { Worker } from 'node:worker_threads';
import { abortReason, FarhandError } from '@farhand/shared';
import { builtProgram } from '../../process.js';

export interface ReadablePage {
  readonly title: string;
  /** Paragraphs, headings ("# ") and list items ("- "), one a line. */
  readonly text: string;
  readonly authors: string;
  /** As the page states it, '' when it does not. */
  readonly published: string;
}

const parseLimitMs = 10_000;
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };

/** Throws TOOL_FAILED for a page that cannot be parsed within the limits. */
export async function readablePage(
  html: string,
  url: string,
  signal: AbortSignal,
  limitMs: number = parseLimitMs,
): Promise<ReadablePage> {
  if (signal.aborted) throw abortReason(signal);
  const worker = new Worker(builtProgram('tools/web/readable-thread.js'), {
    workerData: { html },
    resourceLimits,
    env: {},
  });
  let stop: (error: Error) => void = () => undefined;
  const onAbort = () => stop(abortReason(signal));
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => stop(unreadable(url, `it takes longer than ${limitMs / 1000} s`)), limitMs);
  try {
    return await new Promise<ReadablePage>((resolve, reject) => {
      stop = reject;
      worker.once('message', resolve);
      worker.once('error', (error) => reject(unreadable(url, error.message)));
      worker.once('exit', () => reject(unreadable(url, 'it needs too much memory')));
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}

function unreadable(url: string, why: string): FarhandError {
  return new FarhandError('TOOL_FAILED', `The page ${url} cannot be read: ${why}`);
}
