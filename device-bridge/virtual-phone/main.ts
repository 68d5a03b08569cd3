// A virtual phone in a process of its own: `node dist/virtual-phone/main.js --seed 7 --json`. Prints one line when it
// is ready. Lives as long as its standard input stays open and its parent lives, so that whoever started it leaves no
// orphan.
import { parseArgs } from 'node:util';
import { FarhandError, toFarhandError } from '@farhand/shared';
import { startControl } from './control.js';
import { startVirtualPhone } from './start.js';

const parentCheckMs = 1000;
const usage = 'main.js [--seed N] [--port N] [--time-scale X] [--require-authorisation] [--json]';

async function main(): Promise<void> {
  const options = readOptions();
  const phone = await startVirtualPhone(options);
  const control = await startControl(phone);
  const end = async (): Promise<void> => {
    clearInterval(parentCheck);
    process.stdin.destroy();
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
  const ready = { serial: phone.serial, controlUrl: control.url };
  if (options.json) console.log(JSON.stringify(ready));
  else console.log(`Virtual phone ready. Connect with: adb connect ${ready.serial}\nControl: ${ready.controlUrl}`);
}

interface MainOptions {
  readonly seed: number;
  readonly port: number;
  readonly timeScale: number;
  readonly requireAuthorisation: boolean;
  readonly json: boolean;
}

function readOptions(): MainOptions {
  const values = readArguments();
  return {
    seed: wholeNumber('--seed', values.seed),
    port: wholeNumber('--port', values.port),
    timeScale: positiveNumber('--time-scale', values['time-scale']),
    requireAuthorisation: values['require-authorisation'],
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
