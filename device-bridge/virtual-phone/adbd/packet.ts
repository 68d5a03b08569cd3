// The wire format of the Android Debug Bridge: a 24-byte little-endian header and a payload. Turns bytes into packets
// and back; knows nothing of what they mean. Format: AOSP packages/modules/adb/protocol.txt.

export const command = {
  /** Connection banner, both ways. */
  connect: 0x4e584e43,
  /** Authorisation: token, signature or public key. */
  authorise: 0x48545541,
  open: 0x4e45504f,
  ready: 0x59414b4f,
  close: 0x45534c43,
  write: 0x45545257,
} as const;

/** From this version on a peer ignores the checksum field. */
export const protocolVersion = 0x01000001;
export const maxPayloadBytes = 1024 * 1024;
const headerBytes = 24;

export interface Packet {
  readonly command: number;
  readonly arg0: number;
  readonly arg1: number;
  readonly payload: Buffer;
}

export class PacketError extends Error {}

/** Header and payload in one buffer. */
export function encodePacket(code: number, arg0: number, arg1: number, payload: Uint8Array = new Uint8Array()): Buffer {
  const packet = Buffer.alloc(headerBytes + payload.length);
  packet.writeUInt32LE(code, 0);
  packet.writeUInt32LE(arg0, 4);
  packet.writeUInt32LE(arg1, 8);
  packet.writeUInt32LE(payload.length, 12);
  packet.writeUInt32LE(0, 16);
  packet.writeUInt32LE((code ^ 0xffffffff) >>> 0, 20);
  packet.set(payload, headerBytes);
  return packet;
}

/** Collects bytes as they arrive and gives back whole packets. */
export class PacketReader {
  #chunks: Buffer[] = [];
  #available = 0;

  /** @throws PacketError when the bytes cannot be the debug bridge's: the connection is beyond repair then. */
  *push(chunk: Buffer): Generator<Packet> {
    this.#chunks.push(chunk);
    this.#available += chunk.length;
    while (this.#available >= headerBytes) {
      const header = this.#peek(headerBytes);
      const code = header.readUInt32LE(0);
      const length = header.readUInt32LE(12);
      if (header.readUInt32LE(20) !== (code ^ 0xffffffff) >>> 0) {
        throw new PacketError(`not a debug bridge packet: command 0x${code.toString(16)} does not match its magic`);
      }
      if (length > maxPayloadBytes) {
        throw new PacketError(`a packet of ${length} bytes exceeds the limit of ${maxPayloadBytes}`);
      }
      if (this.#available < headerBytes + length) return;
      const whole = this.#take(headerBytes + length);
      yield {
        command: code,
        arg0: whole.readUInt32LE(4),
        arg1: whole.readUInt32LE(8),
        payload: whole.subarray(headerBytes),
      };
    }
  }

  /** Makes the first chunk at least `count` bytes long and returns it, without consuming. */
  #peek(count: number): Buffer {
    const first = this.#chunks[0];
    if (first !== undefined && first.length >= count) return first;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #take(count: number): Buffer {
    const joined = this.#peek(count);
    this.#chunks.shift();
    if (joined.length > count) this.#chunks.unshift(joined.subarray(count));
    this.#available -= count;
    return joined.subarray(0, count);
  }
}
