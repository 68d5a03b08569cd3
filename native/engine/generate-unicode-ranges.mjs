// Writes unicode-ranges.inc: which code points are letters, marks, numbers, punctuation or symbols, and white space,
// as Node's own Unicode tables have them. Run it again only to follow a newer Unicode:
//   node native/engine/generate-unicode-ranges.mjs

import fs from 'node:fs';

const CLASSES = [
  ['SPACE', /\p{White_Space}/u],
  ['LETTER', /\p{L}/u],
  ['MARK', /\p{M}/u],
  ['NUMBER', /\p{N}/u],
  ['SIGN', /[\p{P}\p{S}]/u],
];
const PER_LINE = 4;

const classOf = (codePoint) => CLASSES.find(([, pattern]) => pattern.test(String.fromCodePoint(codePoint)))?.[0];

const ranges = [];
for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
  const kind = classOf(codePoint);
  const last = ranges.at(-1);
  if (last !== undefined && last.kind === kind) last.end = codePoint;
  else ranges.push({ kind, start: codePoint, end: codePoint });
}

const hex = (number) => `0x${number.toString(16)}`;
const items = ranges
  .filter(({ kind }) => kind !== undefined)
  .map(({ kind, start, end }) => `{${hex(start)}, ${hex(end)}, ${kind}},`);
const lines = [
  `// Written by generate-unicode-ranges.mjs from Unicode ${process.versions.unicode}: first, last, class`,
];
for (let at = 0; at < items.length; at += PER_LINE) lines.push(items.slice(at, at + PER_LINE).join(' '));
fs.writeFileSync(new URL('unicode-ranges.inc', import.meta.url), `${lines.join('\n')}\n`);
