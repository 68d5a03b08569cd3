// Properties, settings and display: `getprop`, `setprop`, `settings`, `wm`.
import { densityDpi, type SettingsNamespace } from '../../device/settings.js';
import { type Command, type CommandTable, failure, success } from '../command.js';

const invalidNamespace = 255;

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
  if (!Object.hasOwn(context.phone.settings, namespace)) {
    context.complain(`Invalid namespace '${namespace}'`);
    return invalidNamespace;
  }
  const values = context.phone.settings[namespace as SettingsNamespace];
  switch (operation) {
    case 'get':
      context.print(values.get(key) ?? 'null');
      return success;
    case 'put':
      values.set(key, value.join(' '));
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
  const { metrics, systemUi } = context.phone;
  switch (context.args[0]) {
    case 'size':
      context.print(`Physical size: ${metrics.widthPx}x${metrics.heightPx}`);
      return success;
    case 'density':
      context.print(`Physical density: ${densityDpi(metrics)}`);
      return success;
    case 'dismiss-keyguard':
      systemUi.unlock();
      return success;
    default:
      return context.unknown(`Unknown command: ${context.args[0]}`);
  }
};

export const settingsCommands: CommandTable = { getprop, setprop, settings, wm };
