// The live picture of the screen (device port 7810): one JPEG after another in a multipart response, a new one whenever
// the screen changes, at most as often as the frame rate says.
import type { AdbStream } from '../adbd/stream.js';
import type { Phone } from '../device/phone.js';
import type { ServerSettings } from './server-settings.js';

const boundary = '--BoundaryString';
const head = [
  'HTTP/1.0 200 OK',
  'Server: UiAutomator2',
  'Connection: close',
  'Cache-Control: no-cache, private',
  `Content-Type: multipart/x-mixed-replace; boundary=${boundary}`,
  '',
  '',
].join('\r\n');

export async function serveMjpeg(stream: AdbStream, phone: Phone, settings: ServerSettings): Promise<void> {
  stream.resume();
  stream.write(head);
  let shownVersion: string | undefined;
  while (!stream.over.aborted) {
    const startedMs = performance.now();
    const { version } = phone.frame;
    if (version !== shownVersion && !phone.activeWindow().isSecure) {
      const scale = settings.number('mjpegScalingFactor') / 100;
      const jpeg = await phone.screenshots.jpeg(scale, settings.number('mjpegServerScreenshotQuality'));
      await writePart(stream, jpeg);
    }
    shownVersion = version;
    if (phone.frame.version === shownVersion) await nextChange(stream.over, phone);
    const intervalMs = 1000 / settings.number('mjpegServerFramerate');
    await restOf(stream.over, intervalMs - (performance.now() - startedMs));
  }
}

/** Waits until the host has taken the picture: a slow host gets fewer, never older ones. */
function writePart(stream: AdbStream, jpeg: Buffer): Promise<void> {
  const partHead = `${boundary}\r\nContent-type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`;
  return new Promise((resolve) => {
    stream.write(Buffer.concat([Buffer.from(partHead), jpeg, Buffer.from('\r\n\r\n')]), () => resolve());
  });
}

/** Resolves when the screen changes or the stream is over. */
function nextChange(over: AbortSignal, phone: Phone): Promise<void> {
  if (over.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      unsubscribe();
      over.removeEventListener('abort', finish);
      resolve();
    };
    const unsubscribe = phone.frame.onChange(finish);
    over.addEventListener('abort', finish, { once: true });
  });
}

/** Resolves after the rest of the frame interval, or when the stream is over. */
function restOf(over: AbortSignal, restMs: number): Promise<void> {
  if (over.aborted || restMs <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      over.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, restMs);
    over.addEventListener('abort', finish, { once: true });
  });
}
