// `npm start -- phone`: virtual phones for people until Ctrl-C, each in a process of its own, with a page that shows it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { allowedValues, FarhandError, parseSwitch, phoneSwitches } from '@farhand/shared';
import { type Command, InvalidArgumentError } from 'commander';
import { printJson } from './output.js';
import { bold, dim } from './style.js';
import { jsonOption, wholeNumber } from './values.js';

/** The other package's entry, as a path: the cloud never imports the bridge. */
const phoneMain = fileURLToPath(new URL('../../../device-bridge/dist/virtual-phone/main.js', import.meta.url));
/** Each draws its own screen: more than that is no use on one machine. */
const mostPhones = 16;
const widestName = Math.max(...Object.keys(phoneSwitches).map((name) => name.length));

interface PhoneFlags {
  readonly seed: number;
  readonly port?: number;
  readonly size?: string;
  readonly density?: string;
  readonly switch: readonly string[];
  readonly count: number;
  readonly snapshot?: string;
  readonly save?: string;
  readonly time?: string;
  readonly freeze?: boolean;
  readonly speed?: string;
  readonly json?: boolean;
}

interface Ready {
  readonly serial: string;
  readonly pageUrl: string;
  readonly controlUrl: string;
}

interface Companion {
  readonly ready: Promise<Ready | undefined>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  complaint(): string;
  end(): void;
}

export function addPhoneCommand(root: Command, signal: AbortSignal): void {
  root
    .command('phone')
    .description('a virtual phone to look at and to touch, for adb and Appium, until Ctrl-C')
    .option('--seed <n>', 'decides all data in its apps', wholeNumber, 1)
    .option('--port <n>', 'port for adb, above 5585; a free one by default', wholeNumber)
    .option('--size <WxH>', 'pixels of the display, e.g. 720x1600', (text) => checked('size', text))
    .option('--density <dpi>', 'dots per inch, e.g. 280', (text) => checked('density', text))
    .option('--count <n>', 'so many phones, with the seeds from --seed on', wholeNumber, 1)
    .option('--snapshot <file>', 'begin as this snapshot has it')
    .option('--save <file>', 'write a snapshot when it ends')
    .option('--time <time>', 'what its clock shows at first, e.g. "2026-12-01 08:30"')
    .option('--freeze', 'its clock stands still')
    .option('--speed <x>', 'its clock goes so many times as fast')
    .option('--switch <name[=value]>', 'make it hard to drive, repeatable; see below', withSwitch, [])
    .addOption(jsonOption())
    .addHelpText('after', switchHelp)
    .action((_: object, self: Command) => showPhones(checkedFlags(self.optsWithGlobals<PhoneFlags>()), signal));
}

/** One file and one port are for one phone. */
function checkedFlags(flags: PhoneFlags): PhoneFlags {
  if (flags.count < 1 || flags.count > mostPhones) {
    throw new FarhandError('USAGE', `--count must be from 1 to ${mostPhones}, got ${flags.count}`);
  }
  const single = flags.save !== undefined ? '--save' : flags.port !== undefined ? '--port' : undefined;
  if (flags.count > 1 && single !== undefined)
    throw new FarhandError('USAGE', `${single} is for one phone, not for ${flags.count}`);
  return flags;
}

async function showPhones(flags: PhoneFlags, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const phones = Array.from({ length: flags.count }, (_, index) => startPhone(phoneArguments(flags, index)));
  const end = (): void => {
    for (const phone of phones) phone.end();
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    const ready = (await Promise.all(phones.map((phone) => phone.ready))).filter((line) => line !== undefined);
    if (ready.length < phones.length) return;
    if (flags.json) printJson(flags.count === 1 ? ready[0] : { phones: ready });
    else process.stdout.write(`${ready.map(told).join('\n')}${dim(farewell)}\n`);
    const first = await Promise.race(phones.map(async (phone) => ({ phone, code: await phone.ended })));
    if (!signal.aborted) {
      const message = `The virtual phone ended with code ${first.code}. ${first.phone.complaint()}`;
      throw new FarhandError('DEVICE_LOST', message);
    }
  } finally {
    signal.removeEventListener('abort', end);
    end();
    await Promise.all(phones.map((phone) => phone.ended));
  }
}

function startPhone(args: readonly string[]): Companion {
  const child = spawn(process.execPath, [phoneMain, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  return {
    ready: readyLine(child, ended, () => complaint),
    ended,
    complaint: () => complaint,
    end: () => void child.stdin.end(),
  };
}

function phoneArguments(flags: PhoneFlags, index: number): string[] {
  const { seed, port, size, density, switch: switches, snapshot, save, time, speed, freeze } = flags;
  const shape = [size && `size=${size}`, density && `density=${density}`].filter((item) => item !== undefined);
  const all = [...shape, ...switches].flatMap((setting) => ['--switch', String(setting)]);
  const valued = { snapshot, save, time, speed, port: port === undefined ? undefined : String(port) };
  const given = Object.entries(valued).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
  return ['--seed', String(seed + index), ...given, ...(freeze ? ['--freeze'] : []), ...all, '--page', '--json'];
}

/** Undefined when the phone was ended before it was ready. */
async function readyLine(
  child: ChildProcess & { stdout: NodeJS.ReadableStream },
  ended: Promise<unknown>,
  complaint: () => string,
): Promise<Ready | undefined> {
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([once(lines, 'line') as Promise<[string]>, ended.then(() => undefined)]);
  if (line !== undefined) {
    const { serial, pageUrl, controlUrl } = JSON.parse(line[0]) as Ready;
    return { serial, pageUrl, controlUrl };
  }
  if (child.exitCode === 0) return undefined;
  const [message = 'The virtual phone did not start', hint] = complaint().trim().split('\n');
  throw new FarhandError(child.exitCode === 2 ? 'CONFIG_INVALID' : 'DEVICE_LOST', message, {
    ...(hint !== undefined && { hint }),
  });
}

const farewell = 'Ctrl-C ends it. npm start -- phone --help lists the switches.';

function told({ serial, pageUrl, controlUrl }: Ready): string {
  return [
    `${bold('Virtual phone')} ${serial}`,
    `  Page:  ${pageUrl}`,
    `  adb:   adb connect ${serial}`,
    `         adb -s ${serial} shell input keyevent HOME`,
    `         adb -s ${serial} exec-out screencap -p > screen.png`,
    `  State: curl ${controlUrl}/state`,
    '',
  ].join('\n');
}

function withSwitch(text: string, before: readonly string[]): string[] {
  checkSwitch(text);
  return [...before, text];
}

function checked(name: string, value: string): string {
  checkSwitch(`${name}=${value}`);
  return value;
}

function checkSwitch(text: string): void {
  try {
    parseSwitch(text);
  } catch (thrown) {
    if (!(thrown instanceof FarhandError)) throw thrown;
    throw new InvalidArgumentError(`${thrown.message}. ${thrown.hint}`);
  }
}

function switchHelp(): string {
  const rows = Object.entries(phoneSwitches).map(
    ([name, rule]) => `  ${name.padEnd(widestName)}  ${rule.does} (${allowedValues(rule)})`,
  );
  return `\nSwitches (--switch NAME, --switch NAME=VALUE):\n${rows.join('\n')}`;
}
