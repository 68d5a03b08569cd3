// A virtual phone in a process of its own: `node dist/virtual-phone/main.js --seed 7 --json`. Prints one line when it
// is ready. Lives as long as its standard input stays open and its parent lives, so that whoever started it leaves no
// orphan.
import { toFarhandError } from '@farhand/shared';
import { startControl } from './control.js';
import { readOptions } from './options.js';
import { readSnapshot, saveSnapshot } from './snapshot/file.js';
import { startVirtualPhone } from './start.js';
import { startViewer } from './viewer/server.js';

const parentCheckMs = 1000;
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const phone = await startVirtualPhone(options);
  try {
    if (options.snapshot !== undefined) await phone.restore(await readSnapshot(options.snapshot));
    phone.changeClock(options.clock);
    for (const { name, value } of options.switches) await phone.switches.turn(name, value);
  } catch (error) {
    await phone.close();
    throw error;
  }
  const control = await startControl(phone);
  const viewer = options.page ? await startViewer(phone) : undefined;
  let isEnding = false;
  const end = async (): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    clearInterval(parentCheck);
    if (options.save !== undefined) await saveSnapshot(options.save, phone.snapshot());
    process.stdin.destroy();
    await viewer?.close();
    await control.close();
    await phone.close();
  };
  const parent = process.ppid;
  const parentCheck = setInterval(() => {
    if (process.ppid !== parent) void end();
  }, parentCheckMs);
  process.stdin.on('end', () => void end());
  process.stdin.on('error', () => void end());
  process.stdin.resume();
  process.once('SIGTERM', () => void end());
  process.once('SIGINT', () => void end());
  const ready = { serial: phone.serial, controlUrl: control.url, ...(viewer && { pageUrl: viewer.url }) };
  if (options.json) console.log(JSON.stringify(ready));
  else console.log(`Virtual phone ready. Connect with: adb connect ${ready.serial}\nControl: ${ready.controlUrl}`);
}

main().catch((thrown: unknown) => {
  const error = toFarhandError(thrown);
  console.error(`${error.message}\n${error.hint}`);
  process.exitCode = error.exitCode;
  process.stdin.destroy();
});
