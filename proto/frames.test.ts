import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame, type Frame, type FrameBody, FrameError } from './index.js';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
const count = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const bytes = fc.uint8Array({ maxLength: 200 });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

const body: fc.Arbitrary<FrameBody> = fc.oneof(
  fc.record({
    kind: fc.constant('hello' as const),
    hello: fc.record({ protocol: uint32, bridgeId: text, software: text, resumeToken: text }),
  }),
  fc.record({
    kind: fc.constant('welcome' as const),
    welcome: fc.record({
      protocol: uint32,
      resumeToken: text,
      maxFrameBytes: uint32,
      pingIntervalMs: uint32,
      resumed: fc.boolean(),
      parkMs: uint32,
      notResumedBecause: text,
    }),
  }),
  fc.record({ kind: fc.constant('rpc' as const), rpc: fc.record({ json: bytes, blobIds: fc.array(uint32) }) }),
  fc.record({ kind: fc.constant('blob' as const), blob: fc.record({ id: uint32, mimeType: text, data: bytes }) }),
  fc.record({ kind: fc.constant('ack' as const) }),
  fc.record({ kind: fc.constant('ping' as const), timeMs: count }),
  fc.record({ kind: fc.constant('pong' as const), timeMs: count }),
  fc.record({ kind: fc.constant('bye' as const), bye: fc.record({ code: text, message: text }) }),
);
const frame: fc.Arbitrary<Frame> = fc.record({ seq: count, ack: count, body });

/** Plain data only: the codec hands out message instances and views into its input. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain((value as Record<string, unknown>)[key])]));
}

function fields(frame: Frame): unknown {
  const { body } = frame;
  const pick: Record<string, readonly string[]> = {
    hello: ['protocol', 'bridgeId', 'software', 'resumeToken'],
    welcome: ['protocol', 'resumeToken', 'maxFrameBytes', 'pingIntervalMs', 'resumed', 'parkMs', 'notResumedBecause'],
    rpc: ['json', 'blobIds'],
    blob: ['id', 'mimeType', 'data'],
    bye: ['code', 'message'],
  };
  const keys = pick[body.kind];
  if (!keys) return plain(frame);
  const inner = (body as unknown as Record<string, Record<string, unknown>>)[body.kind] ?? {};
  return plain({ ...frame, body: { kind: body.kind, ...Object.fromEntries(keys.map((key) => [key, inner[key]])) } });
}

describe('GUI-MCP frames', () => {
  test('every frame survives encoding and decoding', () => {
    fc.assert(
      fc.property(frame, (sent) => {
        expect(fields(decodeFrame(encodeFrame(sent)))).toEqual(fields(sent));
      }),
    );
  });

  test('damaged bytes give a FrameError or a frame, never another exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          decodeFrame(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(FrameError);
        }
      }),
    );
  });

  test('the committed codec is what the definition generates', () => {
    const folder = mkdtempSync(join(tmpdir(), 'farhand-proto-'));
    try {
      const output = join(folder, 'gui-mcp.js');
      execFileSync(process.execPath, [fileURLToPath(new URL('./generate.mjs', import.meta.url)), output]);
      const committed = readFileSync(new URL('./generated/gui-mcp.js', import.meta.url), 'utf8');
      expect(readFileSync(output, 'utf8')).toBe(committed);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 30_000);
});
