// What a foreign client's checks run in: a process of their own, told by one environment variable where the phone is.
// Each check prints one JSON line; a check that throws has failed, and the next one runs all the same.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const { packages, ...place } = JSON.parse(process.env.CONFORMANCE ?? '{}');

/** Packages of this client, from the folder that was installed for it. */
export const foreign = createRequire(join(packages ?? process.cwd(), 'package.json'));

/** @type {{ serial: string, controlUrl: string, adb: string, adbPort: number, appiumPort: number, apk: string, folder: string }} */
export const phone = place;

export async function check(what, work) {
  try {
    const note = await work();
    tell({ what, ok: true, ...(typeof note === 'string' && { note }) });
  } catch (thrown) {
    tell({
      what,
      ok: false,
      note: String(thrown?.message ?? thrown)
        .replaceAll(/\s+/g, ' ')
        .slice(0, 300),
    });
  }
}

/** The phone's true state, which no client sees. */
export async function state() {
  return (await fetch(`${phone.controlUrl}/state`)).json();
}

export async function holds(condition, what) {
  if (!(await condition)) throw new Error(`Not so: ${what}`);
}

/** Waits until the phone's state is as it should be: a client returns before the phone has drawn. */
export async function becomes(condition, what, limitMs = 10_000) {
  const deadlineMs = performance.now() + limitMs;
  while (!condition(await state())) {
    if (performance.now() > deadlineMs) throw new Error(`Never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const shop = 'com.taobao.taobao';

/** What the shop was asked for, the newest first: where text, keys and taps show whether they arrived. */
export const searches = (now) => now.apps[shop].searches;

/** Opens the shop's search field, by the client's own way of starting apps and tapping. */
export async function openSearch(start, tap) {
  await start(shop);
  await becomes(inFront(shop), 'the shop is in front');
  await tap(...(await centreOf(/resource-id="[^"]*search[^"]*"[^>]*clickable="true"/)));
  await becomes((now) => now.keyboardVisible, 'the search field has the focus');
}

/** What `uiautomator dump` sees. */
export async function dump() {
  const { stdout } = await promisify(execFile)(phone.adb, [
    '-s',
    phone.serial,
    'exec-out',
    'uiautomator dump /dev/tty',
  ]);
  return stdout;
}

/** The middle of the first node that matches. */
export async function centreOf(pattern) {
  const node = (await dump()).match(/<node [^>]*>/g)?.find((text) => pattern.test(text)) ?? '';
  const bounds = /bounds="\[(\d+),(\d+)\]\[(\d+),(\d+)\]"/.exec(node);
  if (bounds === null) throw new Error(`Nothing on the screen matches ${pattern}`);
  const [left, top, right, bottom] = bounds.slice(1).map(Number);
  return [Math.round((left + right) / 2), Math.round((top + bottom) / 2)];
}

export const inFront = (packageName) => (now) => now.foreground.packageName === packageName;

/** Width and height from a PNG's header. */
export function pngSize(png) {
  if (png.subarray(1, 4).toString() !== 'PNG') throw new Error(`No PNG: ${png.subarray(0, 60)}`);
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

function tell(row) {
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
