// Makes docs/pictures/price-comparison.jpg from a real run: the phone's screen at chosen steps of the README's command,
// side by side. Run after a build: `node docs/pictures/make.mjs`. Needs adb on the path.
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { House } from '../../tests/dist/house.js';

const command = 'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo';
/** Subtask and step whose screen is shown. */
const shown = [
  ['s1', 3],
  ['s1', 5],
  ['s2', 4],
  ['s2', 5],
  ['s3', 4],
  ['s3', 5],
];
const heightPx = 800;
const gapPx = 16;

const run = promisify(execFile);
const adbPort = String(20_000 + (process.pid % 20_000));
const adb = (args, options) => run('adb', ['-P', adbPort, ...args], options);

const house = await House.open(1);
const pictures = [];
try {
  const signal = new AbortController().signal;
  let serial;
  for await (const event of house.cloud.events(await house.cloud.submit(command), signal)) {
    if (event.type === 'subtask_started' && !serial && event.device) {
      serial = event.device;
      await adb(['connect', serial]);
    }
    if (event.type !== 'step') continue;
    if (!shown.some(([subtask, step]) => subtask === event.subtaskId && step === event.step)) continue;
    const { stdout } = await adb(['-s', serial, 'exec-out', 'screencap', '-p'], {
      encoding: 'buffer',
      maxBuffer: 32 * 1024 * 1024,
    });
    pictures.push(await sharp(stdout).resize({ height: heightPx }).png().toBuffer());
  }
} finally {
  await adb(['kill-server']);
  await house.close();
}

const { width } = await sharp(pictures[0]).metadata();
const output = join(dirname(fileURLToPath(import.meta.url)), 'price-comparison.jpg');
await sharp({
  create: {
    width: pictures.length * (width + gapPx) + gapPx,
    height: heightPx + 2 * gapPx,
    channels: 3,
    background: '#e5e7eb',
  },
})
  .composite(pictures.map((input, index) => ({ input, top: gapPx, left: gapPx + index * (width + gapPx) })))
  .jpeg({ quality: 82 })
  .toFile(output);
console.log(`${pictures.length} screens -> ${output}`);
process.exit(0);
