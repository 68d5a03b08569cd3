// A virtual phone in a process of its own: `node dist/virtual-phone/main.js --seed 7 --json`. Prints one line when it
// is ready. Lives as long as its standard input stays open and its parent lives, so that whoever started it leaves no
// orphan.
import { parseArgs } from 'node:util';
import { FarhandError, parseSwitch, type SwitchSetting, toFarhandError } from '@farhand/shared';
import { startControl } from './control.js';
import { startVirtualPhone } from './start.js';
import { startViewer } from './viewer/server.js';

const parentCheckMs = 1000;
const usage =
  'main.js [--seed N] [--port N] [--time-scale X] [--require-authorisation]\n  [--switch NAME[=VALUE]]... [--page] [--json]';

async function main(): Promise<void> {
  const options = readOptions();
  const phone = await startVirtualPhone(options);
  const control = await startControl(phone);
  for (const { name, value } of options.switches) await phone.switches.turn(name, value);
  const viewer = options.page ? await startViewer(phone) : undefined;
  const end = async (): Promise<void> => {
    clearInterval(parentCheck);
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

function positiveNumber(name: string, text: string): number {
  const value = Number(text);
  if (text === '' || !(value >= 0 && value <= 100))
    throw usageError(`${name} must lie between 0 and 100, got '${text}'`);
  return value;
}

main().catch((thrown: unknown) => {
  const error = toFarhandError(thrown);
  console.error(`${error.message}\n${error.hint}`);
  process.exitCode = error.exitCode;
  process.stdin.destroy();
});
