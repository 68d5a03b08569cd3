// The `framebuffer:` service: a header that says how pixels lie, then one picture of the screen. Format: AOSP
// packages/modules/adb/daemon/framebuffer_service.cpp, version 1.
import type { AdbStream } from '../adbd/stream.js';
import type { Phone } from '../device/phone.js';

const version = 1;
const bitsPerPixel = 32;
const bitsPerColour = 8;
/** Where in a pixel each colour begins, in the header's order: red, blue, green, alpha. */
const offsets = [0, 16, 8, 24];

/** A window that forbids screenshots ends the stream without a picture. */
export async function serveFramebuffer(stream: AdbStream, phone: Phone): Promise<void> {
  if (phone.activeWindow().isSecure) {
    stream.end();
    return;
  }
  await phone.looks.begin();
  const { widthPx, heightPx, pixels } = await phone.screenshots.rgba();
  const fields = [version, bitsPerPixel, pixels.length, widthPx, heightPx];
  for (const offset of offsets) fields.push(offset, bitsPerColour);
  stream.write(Buffer.from(Uint32Array.from(fields).buffer));
  stream.end(pixels);
}
