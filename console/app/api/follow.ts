// Server-sent events that outlive everything a browser does to them: a reload, a laptop that sleeps, a service that is
// started anew. The number of the last event goes with every new request, so none is missed and none comes twice.
// EventSource would do most of it, but gives up for good on the first answer that is an error.
import { ApiError, fetchApi } from './client.js';
import { eventReader, type Received } from './event-reader.js';

const firstPauseMs = 400;
const longestPauseMs = 8000;
/** The service says something every 15 s; a connection that is silent for longer is dead, however open it looks. */
const silenceMs = 40_000;

export interface Following {
  readonly signal: AbortSignal;
  /** Only what comes after this event. */
  readonly after?: number;
  readonly onEvent: (event: Received) => void;
  /** True when the connection stands, false while it is being made anew. */
  readonly onConnected?: (isConnected: boolean) => void;
}

/** Resolves when nothing follows any more. Throws ApiError for what asking again does not mend, and what aborts it. */
export async function follow(path: string, { signal, after, onEvent, onConnected }: Following): Promise<void> {
  let last = after;
  let pauseMs = firstPauseMs;
  for (;;) {
    signal.throwIfAborted();
    const silence = new AbortController();
    const timer = new Watch(() => silence.abort(), silenceMs);
    try {
      const response = await fetchApi(path, {
        headers: { accept: 'text/event-stream', ...(last !== undefined && { 'last-event-id': String(last) }) },
        signal: AbortSignal.any([signal, silence.signal]),
      });
      if (response.status === 204 || !response.body) return;
      onConnected?.(true);
      const read = eventReader((event) => {
        last = event.id ?? last;
        onEvent(event);
      });
      const chunks = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await chunks.read();
        if (done) break;
        pauseMs = firstPauseMs;
        timer.wind();
        read(value);
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) throw error;
    } finally {
      timer.stop();
    }
    onConnected?.(false);
    await pause(pauseMs, signal);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

/** Ends early when the page is looked at again or the network is back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const end = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const heard = { signal: over.signal };
    window.addEventListener('online', end, heard);
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && end(), heard);
    signal.addEventListener('abort', end, heard);
  });
}

/** Rings once when it has not been wound for `ms`. */
class Watch {
  readonly #ring: () => void;
  readonly #ms: number;
  #timer: ReturnType<typeof setTimeout>;

  constructor(ring: () => void, ms: number) {
    this.#ring = ring;
    this.#ms = ms;
    this.#timer = setTimeout(ring, ms);
  }

  wind(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ring, this.#ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
