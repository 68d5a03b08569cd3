import fc from 'fast-check';
import { expect, test } from 'vitest';
import { command, encodePacket, PacketError, PacketReader } from './packet.js';

const packetArbitrary = fc.record({
  command: fc.constantFrom(...Object.values(command)),
  arg0: fc.nat({ max: 0xffffffff }),
  arg1: fc.nat({ max: 0xffffffff }),
  payload: fc.uint8Array({ maxLength: 300 }),
});

test('packets come out as they went in, wherever the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(packetArbitrary),
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1 }),
      (packets, cuts) => {
        const bytes = Buffer.concat(packets.map((p) => encodePacket(p.command, p.arg0, p.arg1, p.payload)));
        const reader = new PacketReader();
        const read = [];
        let offset = 0;
        for (let index = 0; offset < bytes.length; index++) {
          const length = cuts[index % cuts.length] as number;
          read.push(...reader.push(bytes.subarray(offset, offset + length)));
          offset += length;
        }
        expect(read.map((packet) => ({ ...packet, payload: [...packet.payload] }))).toEqual(
          packets.map((packet) => ({ ...packet, payload: [...packet.payload] })),
        );
      },
    ),
  );
});

test('bytes that are no packets are refused', () => {
  const reader = new PacketReader();
  expect(() => [...reader.push(Buffer.from('GET / HTTP/1.1\r\nHost: phone\r\n\r\n'))]).toThrow(PacketError);
});

test('a packet beyond the payload limit is refused before it is collected', () => {
  const header = encodePacket(command.write, 1, 1);
  header.writeUInt32LE(0x7fffffff, 12);
  expect(() => [...new PacketReader().push(header)]).toThrow(/exceeds the limit/);
});
