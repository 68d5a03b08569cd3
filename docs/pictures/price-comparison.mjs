// The phone's screen at chosen steps of the README's command, side by side.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

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

export async function priceComparison(house, folder) {
  const adbPort = String(20_000 + (process.pid % 20_000));
  const adb = (args, options) => run('adb', ['-P', adbPort, ...args], options);
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
  }
  return [await sideBySide(pictures, join(folder, 'price-comparison.jpg'))];
}

async function sideBySide(pictures, file) {
  const { width } = await sharp(pictures[0]).metadata();
  const background = '#e5e7eb';
  await sharp({
    create: {
      width: pictures.length * (width + gapPx) + gapPx,
      height: heightPx + 2 * gapPx,
      channels: 3,
      background,
    },
  })
    .composite(pictures.map((input, index) => ({ input, top: gapPx, left: gapPx + index * (width + gapPx) })))
    .jpeg({ quality: 82 })
    .toFile(file);
  return file;
}
