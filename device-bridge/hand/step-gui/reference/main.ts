// `npm run gelab-template -- CHECKOUT [--write FILE]`: takes the literal prompt out of a checkout of gelab-zero, compares what
// the hand sends with it to what the reference sends, byte for byte, and writes it down as a template of one's own.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FarhandError, toFarhandError } from '@farhand/shared';
import sharp from 'sharp';
import { parseTree } from '../../../phone/tree.js';
import { compareWithReference } from './compare.js';
import { templateOfReference } from './extract.js';

const sizePx = { widthPx: 72, heightPx: 160 };

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { write: { type: 'string' } }, allowPositionals: true });
  const [checkout] = positionals;
  if (checkout === undefined) {
    throw new FarhandError('USAGE', 'The folder of a checkout of gelab-zero is needed', {
      hint: 'Usage: npm run gelab-template -- CHECKOUT [--write FILE]',
    });
  }
  const template = await templateOfReference(resolve(checkout));
  const tree = parseTree('<hierarchy rotation="0"/>', sizePx);
  const screen = { frameId: 'none', tree, packageName: '', sizePx, takenAtMs: 0, unread: [] };
  const blank = { width: sizePx.widthPx, height: sizePx.heightPx, channels: 3, background: '#fff' } as const;
  const png = await sharp({ create: blank }).png().toBuffer();
  const compared = await compareWithReference(resolve(checkout), template, screen, png);
  for (const { what, isSame, ours, reference } of compared) {
    console.log(`${isSame ? '✔' : '✗'} ${what}: ${Buffer.byteLength(reference)} bytes${isSame ? ', the same' : ''}`);
    if (!isSame) console.log(`  reference ${reference}\n  ours      ${ours}`);
  }
  if (compared.some(({ isSame }) => !isSame)) return 1;
  if (values.write !== undefined) {
    writeFileSync(values.write, `${JSON.stringify(template, null, 2)}\n`);
    console.log(`Written: FARHAND_HAND_TEMPLATE=${resolve(values.write)}`);
  }
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (thrown: unknown) => {
    const error = toFarhandError(thrown);
    console.error(`${error.message}\n${error.hint}`);
    process.exitCode = error.exitCode;
  },
);
