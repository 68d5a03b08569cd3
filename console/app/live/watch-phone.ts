// Watching a phone over its WebSocket: each view is asked for when the one before has been painted, so that a slow page
// misses some and lags behind none. Goes on by itself after sleep, a cut and a restart of the service; a page that nobody
// looks at asks for nothing.
import type { LiveView } from '@farhand/cloud';

const protocol = 'farhand.live.1';
const firstPauseMs = 300;
const longestPauseMs = 5000;
/** The service answers at least this often, if only that all is still. */
const silenceMs = 12_000;

export interface Watching {
  /** Longest edge of pictures, in pixels. */
  readonly edgePx: number;
  /** Of the person who drives the phone. */
  readonly hold?: string | undefined;
  /** Resolves when the view has been painted. */
  readonly onView: (view: LiveView, jpeg: Blob | undefined) => Promise<void>;
  readonly onConnected: (isConnected: boolean) => void;
}

/** Returns the function that ends it. */
export function watchPhone(deviceId: string, { edgePx, hold, onView, onConnected }: Watching): () => void {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const url = `${scheme}//${location.host}/v1/devices/${encodeURIComponent(deviceId)}/live`;
  const ended = new AbortController();
  let socket: WebSocket | undefined;
  let mark: string | undefined;
  let pauseMs = firstPauseMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAwaiting = false;

  const ask = () => {
    if (isAwaiting || socket?.readyState !== WebSocket.OPEN || document.hidden) return;
    isAwaiting = true;
    timer = setTimeout(() => socket?.close(), silenceMs);
    const next = { max_edge: edgePx, ...(mark !== undefined && { after: mark }), ...(hold !== undefined && { hold }) };
    socket.send(JSON.stringify({ next }));
  };
  const dial = () => {
    if (ended.signal.aborted) return;
    clearTimeout(timer);
    const dialled = new WebSocket(url, protocol);
    socket = dialled;
    dialled.binaryType = 'arraybuffer';
    dialled.onopen = () => {
      pauseMs = firstPauseMs;
      onConnected(true);
      ask();
    };
    dialled.onmessage = async ({ data }: MessageEvent<ArrayBuffer>) => {
      clearTimeout(timer);
      const { view, jpeg } = read(data);
      mark = view.mark;
      if (!view.still) await onView(view, jpeg);
      isAwaiting = false;
      ask();
    };
    dialled.onclose = () => {
      clearTimeout(timer);
      isAwaiting = false;
      // What was seen before may have changed to the same again.
      mark = undefined;
      if (ended.signal.aborted) return;
      onConnected(false);
      timer = setTimeout(dial, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
  };
  const wake = () => {
    if (document.hidden) return;
    if (socket?.readyState === WebSocket.CLOSED) dial();
    else ask();
  };
  const heard = { signal: ended.signal };
  document.addEventListener('visibilitychange', wake, heard);
  window.addEventListener('online', wake, heard);
  dial();
  return () => {
    ended.abort();
    clearTimeout(timer);
    socket?.close();
  };
}

/** Four bytes of length, that many of JSON, and the JPEG. */
function read(data: ArrayBuffer): { view: LiveView; jpeg: Blob | undefined } {
  const length = new DataView(data).getUint32(0);
  const view = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length))) as LiveView;
  const rest = data.byteLength - 4 - length;
  return { view, jpeg: rest > 0 ? new Blob([new Uint8Array(data, 4 + length)], { type: 'image/jpeg' }) : undefined };
}
