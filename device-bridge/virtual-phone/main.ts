// A virtual phone in a process of its own: `node dist/virtual-phone/main.js --seed 7 --json`. Prints one line when it
// is ready. Lives as long as its standard input stays open and its parent lives, so that whoever started it leaves no
// orphan.
import { parseArgs } from 'node:util';
import { FarhandError, parseSwitch, type SwitchSetting, toFarhandError } from '@farhand/shared';
import { startControl } from './control.js';
import { readSnapshot, saveSnapshot } from './snapshot/file.js';
import { startVirtualPhone } from './start.js';
import { startViewer } from './viewer/server.js';

const parentCheckMs = 1000;
const usage =
  'main.js [--seed N] [--port N] [--time-scale X] [--require-authorisation] [--switch NAME[=VALUE]]...\n  [--snapshot FILE] [--save FILE] [--time "YYYY-MM-DD HH:MM"] [--freeze] [--speed X] [--page] [--json]';

async function main(): Promise<void> {
  const options = readOptions();
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

interface MainOptions {
  readonly seed: number;
  readonly port: number;
  readonly timeScale: number;
  readonly requireAuthorisation: boolean;
  readonly switches: readonly SwitchSetting[];
  /** File that the phone begins with. */
  readonly snapshot: string | undefined;
  /** File that gets the phone as it is when it ends. */
  readonly save: string | undefined;
  readonly clock: object;
  /** Whether people get a page that shows the phone. */
  readonly page: boolean;
  readonly json: boolean;
}

function readOptions(): MainOptions {
  const values = readArguments();
  return {
    seed: wholeNumber('--seed', values.seed),
    port: wholeNumber('--port', values.port),
    timeScale: positiveNumber('--time-scale', values['time-scale']),
    requireAuthorisation: values['require-authorisation'],
    switches: values.switch.map(parseSwitch),
    snapshot: values.snapshot,
    save: values.save,
    clock: {
      ...(values.time !== undefined && { time: values.time }),
      ...(values.speed !== undefined && { speed: positiveNumber('--speed', values.speed, 1000) }),
      ...(values.freeze && { freeze: true }),
    },
    page: values.page,
    json: values.json,
  };
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        port: { type: 'string', default: '0' },
        'time-scale': { type: 'string', default: '1' },
        'require-authorisation': { type: 'boolean', default: false },
        switch: { type: 'string', multiple: true, default: [] },
        snapshot: { type: 'string' },
        save: { type: 'string' },
        time: { type: 'string' },
        freeze: { type: 'boolean', default: false },
        speed: { type: 'string' },
        page: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw usageError((error as Error).message);
  }
}

function usageError(message: string): FarhandError {
  return new FarhandError('USAGE', message, { hint: `Usage: ${usage}` });
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw usageError(`${name} must be a whole number, got '${text}'`);
  return Number(text);
}

function positiveNumber(name: string, text: string, max = 100): number {
  const value = Number(text);
  if (text === '' || !(value >= 0 && value <= max))
    throw usageError(`${name} must lie between 0 and ${max}, got '${text}'`);
  return value;
}

main().catch((thrown: unknown) => {
  const error = toFarhandError(thrown);
  console.error(`${error.message}\n${error.hint}`);
  process.exitCode = error.exitCode;
  process.stdin.destroy();
});
