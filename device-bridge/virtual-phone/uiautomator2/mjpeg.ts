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
    const { version } = phone.frame;
    if (version !== shownVersion && !phone.activeWindow().isSecure) {
      const scale = settings.number('mjpegScalingFactor') / 100;
      const jpeg = await phone.screenshots.jpeg(scale, settings.number('mjpegServerScreenshotQuality'));
      shownVersion = version;
      await writePart(stream, jpeg);
    }
    await nextFrame(stream, phone, 1000 / settings.number('mjpegServerFramerate'));
  }
}

/** Waits until the host has taken the picture: a slow host gets fewer, never older ones. */
function writePart(stream: AdbStream, jpeg: Buffer): Promise<void> {
  const partHead = `${boundary}\r\nContent-type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`;
  return new Promise((resolve) => {
    stream.write(Buffer.concat([Buffer.from(partHead), jpeg, Buffer.from('\r\n\r\n')]), () => resolve());
  });
}

/** Resolves once the screen has changed and the frame interval has passed, or the stream is over. */
async function nextFrame(stream: AdbStream, phone: Phone, intervalMs: number): Promise<void> {
  const startedMs = performance.now();
  await new Promise<void>((resolve) => {
    const unsubscribe = phone.frame.onChange(() => finish());
    const finish = (): void => {
      unsubscribe();
      stream.over.removeEventListener('abort', finish);
      resolve();
    };
    stream.over.addEventListener('abort', finish, { once: true });
    if (stream.over.aborted) finish();
  });
  const restMs = intervalMs - (performance.now() - startedMs);
  if (restMs <= 0 || stream.over.aborted) return;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      stream.over.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, restMs);
    stream.over.addEventListener('abort', finish, { once: true });
  });
}
