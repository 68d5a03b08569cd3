// The framing of the shell v2 service: one byte of channel, four of length, then data. It gives a remote command
// separate stdout and stderr, an end of stdin that does not close the stream, and an exit code. Format: AOSP
// packages/modules/adb/shell_protocol.h.
import type { ByteReader } from './byte-reader.js';
import { EndOfStream } from './byte-reader.js';

export const channel = { stdin: 0, stdout: 1, stderr: 2, exit: 3, closeStdin: 4, windowSize: 5 } as const;

export function encodeShellFrame(id: number, data: Uint8Array): Buffer {
  const frame = Buffer.alloc(5 + data.length);
  frame.writeUInt8(id, 0);
  frame.writeUInt32LE(data.length, 1);
  frame.set(data, 5);
  return frame;
}

/** The host's stdin, chunk by chunk, until it closes it or the stream ends. */
export async function* readShellStdin(reader: ByteReader): AsyncGenerator<Buffer> {
  try {
    for (;;) {
      const header = await reader.take(5);
      const data = await reader.take(header.readUInt32LE(1));
      const id = header.readUInt8(0);
      if (id === channel.closeStdin) return;
      if (id === channel.stdin) yield data;
    }
  } catch (error) {
    if (!(error instanceof EndOfStream)) throw error;
  }
}
