// What is on screen, from the shell: `screencap`, `uiautomator dump`, `screenrecord`.
import type { RawPicture } from '../../device/screenshots.js';
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
  const parsed = parseOptions(args, ['-d', '--display-id']);
  const path = parsed.rest[0];
  const isPng = parsed.options.has('-p') || path?.endsWith('.png');
  const picture = isPng ? await phone.screenshots.png() : withHeader(await phone.screenshots.rgba());
  if (path === undefined) write(picture);
  else phone.files.write(path, picture);
  return success;
};

/** Without -p: width, height, format and colour space, then the pixels. AOSP frameworks/base/cmds/screencap. */
function withHeader({ widthPx, heightPx, pixels }: RawPicture): Buffer {
  const rgba8888 = 1;
  const standardColours = 1;
  return Buffer.concat([Buffer.from(Uint32Array.of(widthPx, heightPx, rgba8888, standardColours).buffer), pixels]);
}

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
