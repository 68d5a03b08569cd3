// What the virtual phone's program is told on its command line.
import { parseArgs } from 'node:util';
import { FarhandError, parseSwitch, type SwitchSetting } from '@farhand/shared';

const usage =
  'main.js [--seed N] [--port N] [--time-scale X] [--require-authorisation] [--switch NAME[=VALUE]]...\n  [--snapshot FILE] [--save FILE] [--time "YYYY-MM-DD HH:MM"] [--freeze] [--speed X] [--page] [--json]';

export interface PhoneOptions {
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

/** Throws USAGE naming what is wrong. */
export function readOptions(args: readonly string[]): PhoneOptions {
  const values = readArguments(args);
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

function readArguments(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
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
