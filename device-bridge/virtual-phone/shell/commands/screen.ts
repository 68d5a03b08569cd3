// What is on screen, from the shell: `screencap`, `uiautomator dump`, `screenrecord`.
import { uiautomatorDump } from '../../uiautomator2/page-source.js';
import { type Command, type CommandTable, failure, parseOptions, success } from '../command.js';

const defaultDump = '/sdcard/window_dump.xml';

/** A window that forbids screenshots comes out as an error here, so that nobody takes a black picture for a screen. */
const screencap: Command = async ({ args, phone, write, complain }) => {
  if (phone.activeWindow().isSecure) {
    complain('Failed to take screenshot. Status: -1');
    return failure;
  }
  await phone.looks.begin();
  const png = await phone.screenshots.png();
  const path = parseOptions(args, ['-d']).rest[0];
  if (path === undefined) write(png);
  else phone.files.write(path, png);
  return success;
};

const uiautomator: Command = async (context) => {
  if (context.args[0] !== 'dump') return context.unknown(`Unknown command: ${context.args[0]}`);
  const path = parseOptions(context.args.slice(1)).rest[0] ?? defaultDump;
  await context.phone.looks.begin();
  const xml = uiautomatorDump(context.phone.activeTree(), context.phone.display.rotation);
  if (path === '/dev/tty') {
    context.write(xml);
  } else {
    context.phone.files.write(path, Buffer.from(xml));
  }
  context.phone.looked();
  context.print(`UI hierchary dumped to: ${path}`);
  return success;
};

const screenrecord: Command = ({ complain }) => {
  complain('screenrecord: this phone has no video encoder');
  return failure;
};

export const screenCommands: CommandTable = { screencap, uiautomator, screenrecord };
