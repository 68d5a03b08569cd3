// `input`: touches, keys and text from the shell.

import { actionInputMethod, unicodeInputMethod } from '../../device/keyboard.js';
import { keyCode } from '../../device/keys.js';
import { longPressMs } from '../../device/touch.js';
import { type Command, type CommandContext, type CommandTable, success } from '../command.js';
import { decodeModifiedUtf7 } from './modified-utf7.js';

const sources = ['touchscreen', 'keyboard', 'mouse', 'touchpad', 'trackball', 'stylus'];
const defaultSwipeMs = 300;
const keySettleMs = 20;
const exceptionCode = 255;

const input: Command = (context) => {
  const words = [...context.args];
  if (sources.includes(words[0] ?? '')) words.shift();
  if (words[0] === '-d') words.splice(0, 2);
  const [subcommand, ...args] = words;
  switch (subcommand) {
    case 'tap':
      context.phone.touch.tap({ x: Number(args[0]), y: Number(args[1]) });
      return success;
    case 'swipe':
      return swipe(context, args);
    case 'draganddrop':
      return drag(context, args);
    case 'motionevent':
      return motion(context, args);
    case 'press':
      context.phone.keys.press(keyCode.dpadCenter);
      return success;
    case 'roll':
      // A trackball, which this phone has not: as on any other without one, nothing moves.
      return success;
    case 'keyevent':
      return keyEvents(context, args);
    case 'text':
      return text(context, args.join(' '));
    default:
      return context.unknown(`Error: Unknown command: ${subcommand}`);
  }
};

export const inputCommands: CommandTable = { input };

async function swipe(context: CommandContext, args: readonly string[]): Promise<number> {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, durationMs = defaultSwipeMs] = args.map(Number);
  const { clock, touch } = context.phone;
  await clock.pause(durationMs);
  const from = { x: x1, y: y1 };
  if (x1 !== x2 || y1 !== y2) touch.swipe(from, { x: x2, y: y2 }, durationMs);
  else if (durationMs >= longPressMs) touch.longPress(from);
  else touch.tap(from);
  return success;
}

/** The finger rests where it begins, so that what lies there is picked up; without something to pick up it draws a line. */
async function drag(context: CommandContext, args: readonly string[]): Promise<number> {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, durationMs = defaultSwipeMs] = args.map(Number);
  const { clock, touch } = context.phone;
  await clock.pause(longPressMs + durationMs);
  touch.swipe({ x: x1, y: y1 }, { x: x2, y: y2 }, longPressMs + durationMs);
  return success;
}

/** One finger over several commands: `DOWN`, any number of `MOVE`, then `UP` or `CANCEL`. */
function motion(context: CommandContext, args: readonly string[]): number {
  const { touch } = context.phone;
  const [kind = '', x, y] = args;
  const at = { x: Number(x), y: Number(y) };
  switch (kind.toUpperCase()) {
    case 'DOWN':
      touch.down(at);
      return success;
    case 'MOVE':
      // What counts is where it goes up.
      return success;
    case 'UP':
      touch.up(at);
      return success;
    case 'CANCEL':
      touch.cancel();
      return success;
    default:
      return context.unknown(`Error: Unknown motion event ${kind}`);
  }
}

async function keyEvents(context: CommandContext, args: readonly string[]): Promise<number> {
  for (const key of args) {
    if (key.startsWith('-')) continue;
    const code = /^\d+$/.test(key) ? Number(key) : keyNamed(key);
    if (code === undefined) return context.unknown(`Error: Unknown key ${key}`);
    context.phone.keys.press(code);
  }
  await context.phone.clock.pause(keySettleMs);
  return success;
}

/** `KEYCODE_APP_SWITCH` or `APP_SWITCH` is `appSwitch`. */
function keyNamed(name: string): number | undefined {
  const words = name
    .replace(/^KEYCODE_/, '')
    .toLowerCase()
    .split('_');
  const camelCase = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)));
  const aliases: Record<string, string> = { del: 'delete', wakeup: 'wakeUp' };
  const key = camelCase.join('');
  return (keyCode as Record<string, number>)[aliases[key] ?? key];
}

/** Where `%s` stands for a space. What the text means depends on the input method that is chosen. */
function text(context: CommandContext, argument: string): number {
  const { keyboard, keys } = context.phone;
  const typed = argument.replaceAll('%s', ' ');
  if (keyboard.current === unicodeInputMethod) {
    keys.type(decodeModifiedUtf7(typed));
  } else if (keyboard.current === actionInputMethod && /^\/.*\/$/.test(typed)) {
    keys.submit();
  } else if (/^[\x20-\x7e]*$/.test(typed)) {
    keys.type(typed);
  } else {
    context.complain("Exception occurred while executing 'text':");
    context.complain('java.lang.NullPointerException: Attempt to get length of null array');
    context.complain('\tat com.android.server.input.InputShellCommand.sendText(InputShellCommand.java:370)');
    return exceptionCode;
  }
  return success;
}
