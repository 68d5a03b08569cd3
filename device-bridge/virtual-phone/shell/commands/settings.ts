// Properties, settings and display: `getprop`, `setprop`, `settings`, `wm`.
import { type DisplayShape, densityDpi, type Rotation } from '../../device/display.js';
import { isSettingsNamespace } from '../../device/settings.js';
import { type Command, type CommandContext, type CommandTable, failure, success } from '../command.js';

const invalidNamespace = 255;
const invalidShape = 255;

const getprop: Command = ({ args, phone, print }) => {
  const [name, fallback = ''] = args;
  if (name !== undefined) print(phone.properties.get(name) ?? fallback);
  else for (const [key, value] of phone.properties) print(`[${key}]: [${value}]`);
  return success;
};

const setprop: Command = ({ args, phone, complain }) => {
  const [name = '', value = ''] = args;
  if (name.startsWith('ro.')) {
    complain(`setprop: failed to set property '${name}' to '${value}'`);
    return failure;
  }
  phone.properties.set(name, value);
  return success;
};

const settings: Command = (context) => {
  const words = [...context.args];
  const user = words.indexOf('--user');
  if (user >= 0) words.splice(user, 2);
  const [operation, namespace = '', key = '', ...value] = words;
  if (!isSettingsNamespace(namespace)) {
    context.complain(`Invalid namespace '${namespace}'`);
    return invalidNamespace;
  }
  const values = context.phone.settings[namespace];
  switch (operation) {
    case 'get':
      context.print(values.get(key) ?? 'null');
      return success;
    case 'put':
      context.phone.putSetting(namespace, key, value.join(' '));
      return success;
    case 'delete':
      context.print(`Deleted ${values.delete(key) ? 1 : 0} rows`);
      return success;
    case 'list':
      for (const [name, stored] of values) context.print(`${name}=${stored}`);
      return success;
    default:
      return context.unknown(`Unknown command: ${operation}`);
  }
};

const wm: Command = (context) => {
  const { phone, args } = context;
  const [subcommand, value] = args;
  switch (subcommand) {
    case 'size':
      return value === undefined ? printSize(context) : reshape(context, sizeOf(value));
    case 'density':
      return value === undefined ? printDensity(context) : reshape(context, densityOf(value));
    case 'user-rotation':
      return userRotation(context, args.slice(1));
    case 'dismiss-keyguard':
      phone.systemUi.unlock();
      return success;
    default:
      return context.unknown(`Unknown command: ${context.args[0]}`);
  }
};

export const settingsCommands: CommandTable = { getprop, setprop, settings, wm };

function printSize({ phone, print }: CommandContext): number {
  const { physical, overrideSize } = phone.display;
  print(`Physical size: ${physical.widthPx}x${physical.heightPx}`);
  if (overrideSize) print(`Override size: ${overrideSize.widthPx}x${overrideSize.heightPx}`);
  return success;
}

function printDensity({ phone, print }: CommandContext): number {
  const { physical, overrideDpi } = phone.display;
  print(`Physical density: ${densityDpi(physical)}`);
  if (overrideDpi !== undefined) print(`Override density: ${overrideDpi}`);
  return success;
}

/** `reset`, or width and height around an x. */
function sizeOf(text: string): DisplayShape {
  if (text === 'reset') return { widthPx: undefined, heightPx: undefined };
  const [widthPx, heightPx] = text.split('x').map(Number);
  return { widthPx: widthPx ?? Number.NaN, heightPx: heightPx ?? Number.NaN };
}

function densityOf(text: string): DisplayShape {
  return { dpi: text === 'reset' ? undefined : Number(text) };
}

/** `lock`, with the rotation that is kept, or `free`: no hand turns this phone, so it stays as it is. */
function userRotation(context: CommandContext, [mode, rotation]: readonly string[]): number {
  if (mode === undefined) context.print('lock');
  if (mode !== 'lock' || rotation === undefined) return success;
  return reshape(context, { rotation: Number(rotation) as Rotation });
}

function reshape({ phone, complain }: CommandContext, shape: DisplayShape): number {
  try {
    phone.display.change(shape);
    return success;
  } catch (error) {
    complain(`Error: ${(error as RangeError).message}`);
    return invalidShape;
  }
}
