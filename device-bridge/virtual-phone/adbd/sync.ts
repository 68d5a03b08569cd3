// The `sync:` service behind adb push, pull and ls: a sequence of requests, each a four-letter id, a length and a path.
// Format: AOSP packages/modules/adb/SYNC.TXT and file_sync_protocol.h. Compressed transfers (v2) are not advertised.
import type { FileStatus, FileTree } from '../device/files.js';
import { type ByteReader, EndOfStream } from './byte-reader.js';
import type { AdbStream } from './stream.js';

const chunkBytes = 64 * 1024;
const noSuchFile = 2;

/** Serves requests until the host says QUIT or goes. */
export async function serveSync(stream: AdbStream, reader: ByteReader, files: FileTree): Promise<void> {
  try {
    while (await serveRequest(stream, reader, files));
  } catch (error) {
    if (!(error instanceof EndOfStream)) throw error;
  }
  stream.end();
}

async function serveRequest(stream: AdbStream, reader: ByteReader, files: FileTree): Promise<boolean> {
  const header = await reader.take(8);
  const id = header.toString('latin1', 0, 4);
  if (id === 'QUIT') return false;
  const argument = (await reader.take(header.readUInt32LE(4))).toString('utf8');
  switch (id) {
    case 'STAT':
      stream.write(statusV1('STAT', files.status(argument)));
      return true;
    case 'STA2':
    case 'LST2':
      stream.write(statusV2(id, files.status(argument)));
      return true;
    case 'LIST':
      for (const [name, status] of files.list(argument) ?? []) {
        const encoded = Buffer.from(name);
        stream.write(
          Buffer.concat([
            message('DENT', modeOf(status), status.size, status.modifiedSeconds, encoded.length),
            encoded,
          ]),
        );
      }
      stream.write(message('DONE', 0, 0, 0, 0));
      return true;
    case 'RECV':
      sendFile(stream, files.read(argument));
      return true;
    case 'SEND':
      await receiveFile(stream, reader, files, argument);
      return true;
    default:
      stream.write(failure(`unknown sync request ${id}`));
      return false;
  }
}

function sendFile(stream: AdbStream, data: Buffer | undefined): void {
  if (data === undefined) {
    stream.write(failure('open failed: No such file or directory'));
    return;
  }
  for (let offset = 0; offset < data.length; offset += chunkBytes) {
    const part = data.subarray(offset, offset + chunkBytes);
    stream.write(Buffer.concat([message('DATA', part.length), part]));
  }
  stream.write(message('DONE', 0));
}

/** `target` is `path,mode` with the mode in decimal. */
async function receiveFile(stream: AdbStream, reader: ByteReader, files: FileTree, target: string): Promise<void> {
  const comma = target.lastIndexOf(',');
  const parts: Buffer[] = [];
  for (;;) {
    const header = await reader.take(8);
    const id = header.toString('latin1', 0, 4);
    const value = header.readUInt32LE(4);
    if (id === 'DATA') {
      parts.push(await reader.take(value));
    } else if (id === 'DONE') {
      files.write(target.slice(0, comma), Buffer.concat(parts), {
        mode: Number.parseInt(target.slice(comma + 1), 10) & 0o777,
        modifiedSeconds: value,
      });
      stream.write(message('OKAY', 0));
      return;
    } else {
      throw new Error(`sync: ${id} inside a file`);
    }
  }
}

function message(id: string, ...values: number[]): Buffer {
  const buffer = Buffer.alloc(4 + 4 * values.length);
  buffer.write(id, 0, 'latin1');
  values.forEach((value, index) => {
    buffer.writeUInt32LE(value >>> 0, 4 + 4 * index);
  });
  return buffer;
}

function failure(reason: string): Buffer {
  const text = Buffer.from(reason);
  return Buffer.concat([message('FAIL', text.length), text]);
}

function modeOf(status: FileStatus): number {
  return (status.kind === 'folder' ? 0o040000 : 0o100000) | status.mode;
}

function statusV1(id: string, status: FileStatus | undefined): Buffer {
  if (status === undefined) return message(id, 0, 0, 0);
  return message(id, modeOf(status), status.size, status.modifiedSeconds);
}

/** error, device, inode, mode, links, user, group, size, and three times: 72 bytes. */
function statusV2(id: string, status: FileStatus | undefined): Buffer {
  const buffer = Buffer.alloc(72);
  buffer.write(id, 0, 'latin1');
  if (status === undefined) {
    buffer.writeUInt32LE(noSuchFile, 4);
    return buffer;
  }
  buffer.writeBigUInt64LE(1n, 16);
  buffer.writeUInt32LE(modeOf(status), 24);
  buffer.writeUInt32LE(1, 28);
  buffer.writeUInt32LE(2000, 32);
  buffer.writeUInt32LE(2000, 36);
  buffer.writeBigUInt64LE(BigInt(status.size), 40);
  for (const offset of [48, 56, 64]) buffer.writeBigInt64LE(BigInt(status.modifiedSeconds), offset);
  return buffer;
}
