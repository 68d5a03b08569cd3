// Waiting with a limit: everything that waits takes a signal, and these turn limits and signals into one.
import { type ErrorCode, FarhandError } from './errors.js';

/** Resolves after `ms`; rejects at once when the signal aborts. */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortReason(signal));
    const onAbort = () => {
      clearTimeout(timer);
      reject(abortReason(signal as AbortSignal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Awaits `work`, or throws a FarhandError of `code` with `message` after `limitMs`. The work itself is not stopped. */
export async function withLimit<T>(work: Promise<T>, limitMs: number, code: ErrorCode, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new FarhandError(code, message)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** The signal's reason as an error. */
export function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new FarhandError('CANCELLED', 'The task was cancelled');
}
