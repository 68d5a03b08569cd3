// `npm start -- phone`: a virtual phone for people until Ctrl-C, in a process of its own, with a page that shows it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { allowedValues, FarhandError, parseSwitch, phoneSwitches } from '@farhand/shared';
import { type Command, InvalidArgumentError } from 'commander';
import { printJson } from './output.js';
import { bold, dim } from './style.js';

/** The other package's entry, as a path: the cloud never imports the bridge. */
const phoneMain = fileURLToPath(new URL('../../../device-bridge/dist/virtual-phone/main.js', import.meta.url));
const widestName = Math.max(...Object.keys(phoneSwitches).map((name) => name.length));

interface PhoneFlags {
  readonly seed: number;
  readonly port?: number;
  readonly size?: string;
  readonly density?: string;
  readonly switch: readonly string[];
  readonly json?: boolean;
}

interface Ready {
  readonly serial: string;
  readonly pageUrl: string;
}

export function addPhoneCommand(root: Command, wholeNumber: (text: string) => number, signal: AbortSignal): void {
  root
    .command('phone')
    .description('a virtual phone to look at and to touch, for adb and Appium, until Ctrl-C')
    .option('--seed <n>', 'decides all data in its apps', wholeNumber, 1)
    .option('--port <n>', 'port for adb, above 5585; a free one by default', wholeNumber)
    .option('--size <WxH>', 'pixels of the display, e.g. 720x1600', (text) => checked('size', text))
    .option('--density <dpi>', 'dots per inch, e.g. 280', (text) => checked('density', text))
    .option('--switch <name[=value]>', 'make it hard to drive, repeatable; see below', withSwitch, [])
    .option('--json', 'print exactly one JSON object on stdout')
    .addHelpText('after', switchHelp)
    .action((_: object, self: Command) => showPhone(self.optsWithGlobals<PhoneFlags>(), signal));
}

async function showPhone(flags: PhoneFlags, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const child = spawn(process.execPath, [phoneMain, ...phoneArguments(flags)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  const end = (): void => void child.stdin.end();
  signal.addEventListener('abort', end, { once: true });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  try {
    const ready = await readyLine(child, ended, () => complaint);
    if (ready === undefined) return;
    if (flags.json) printJson(ready);
    else process.stdout.write(told(ready));
    const [code] = (await ended) as [number | null];
    if (!signal.aborted)
      throw new FarhandError('DEVICE_LOST', `The virtual phone ended with code ${code}. ${complaint}`);
  } finally {
    signal.removeEventListener('abort', end);
    end();
    await ended;
  }
}

function phoneArguments({ seed, port, size, density, switch: switches }: PhoneFlags): string[] {
  const shape = [size && `size=${size}`, density && `density=${density}`].filter((item) => item !== undefined);
  const all = [...shape, ...switches].flatMap((setting) => ['--switch', String(setting)]);
  return ['--seed', String(seed), ...(port === undefined ? [] : ['--port', String(port)]), ...all, '--page', '--json'];
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
    const { serial, pageUrl } = JSON.parse(line[0]) as Ready;
    return { serial, pageUrl };
  }
  if (child.exitCode === 0) return undefined;
  const [message = 'The virtual phone did not start', hint] = complaint().trim().split('\n');
  throw new FarhandError(child.exitCode === 2 ? 'CONFIG_INVALID' : 'DEVICE_LOST', message, {
    ...(hint !== undefined && { hint }),
  });
}

function told({ serial, pageUrl }: Ready): string {
  return [
    `${bold('Virtual phone')} ${serial}`,
    `  Page:  ${pageUrl}`,
    `  adb:   adb connect ${serial}`,
    `         adb -s ${serial} shell input keyevent HOME`,
    `         adb -s ${serial} exec-out screencap -p > screen.png`,
    dim('Ctrl-C ends it. npm start -- phone --help lists the switches.'),
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
