// The system at large: identity, app operations, and `cmd`, the shell door to system services.
import { type Command, type CommandContext, type CommandTable, success } from '../command.js';
import { activityManager } from './activities.js';
import { displayId } from './dumpsys.js';
import { notificationManager } from './notifications.js';
import { packageManager } from './packages.js';
import { connectivity, wifi } from './radios.js';
import { alarm } from './time.js';

const noSuchService = 20;
/** Services whose commands change nothing that can be seen here. */
const silentServices = new Set(['bluetooth_manager', 'phone']);
const services: Readonly<Record<string, Command>> = {
  activity: (context) => activityManager(context),
  alarm,
  appops: (context) => appops(context),
  connectivity,
  display,
  location,
  notification: notificationManager,
  package: packageManager,
  statusbar: statusBar,
  uimode: uiMode,
  wifi,
};

const cmd: Command = (context) => {
  const words = context.args[0] === '-w' ? context.args.slice(1) : context.args;
  const [service = '', ...args] = words;
  const inner: CommandContext = { ...context, args };
  const run = Object.hasOwn(services, service) ? services[service] : undefined;
  if (run !== undefined) return run(inner);
  if (silentServices.has(service)) return success;
  context.unknown(`Can't find service: ${service}`);
  return noSuchService;
};

function statusBar(context: CommandContext): number {
  const panels: Record<string, 'notifications' | 'none'> = {
    'expand-notifications': 'notifications',
    'expand-settings': 'notifications',
    collapse: 'none',
  };
  const panel = panels[context.args[0] ?? ''];
  if (panel === undefined) return context.unknown(`Unknown command: ${context.args[0]}`);
  context.phone.systemUi.showPanel(panel);
  return success;
}

/** One display, as `get-displays` tells of it; its size and density are changed by `wm`. */
function display(context: CommandContext): number {
  if (context.args[0] !== 'get-displays') return context.unknown(`Unknown command: ${context.args[0]}`);
  const { widthPx, heightPx } = context.phone.metrics;
  const state = context.phone.systemUi.isOn ? 'ON' : 'OFF';
  context.print('Displays:');
  context.print(
    `Display id 0: DisplayInfo{"内置屏幕", displayId 0, state ${state}, real ${widthPx} x ${heightPx}}, uniqueId "local:${displayId}"`,
  );
  return success;
}

/** Whether apps may know where the phone is. */
function location(context: CommandContext): number {
  const { secure } = context.phone.settings;
  switch (context.args[0]) {
    case 'is-location-enabled':
      context.print(String(secure.get('location_mode') !== '0'));
      return success;
    case 'set-location-enabled':
      secure.set('location_mode', context.args[1] === 'true' ? '3' : '0');
      return success;
    default:
      return context.unknown(`Unknown command: ${context.args[0]}`);
  }
}

/** `night` and `car` modes; screens here look the same in all of them. */
function uiMode(context: CommandContext): number {
  const [mode = '', value] = context.args;
  const titles: Record<string, string> = { night: 'Night mode', car: 'Car mode' };
  const title = titles[mode];
  if (title === undefined) return context.unknown(`Unknown command: ${mode}`);
  const { secure } = context.phone.settings;
  if (value !== undefined) secure.set(`ui_${mode}_mode`, value);
  context.print(`${title}: ${secure.get(`ui_${mode}_mode`) ?? 'no'}`);
  return success;
}

const appops: Command = (context) => {
  const [operation, packageName, name, mode = ''] = context.args;
  const key = `${packageName} ${name}`;
  if (operation === 'set') {
    context.phone.appOperations.set(key, mode);
    return success;
  }
  if (operation === 'get') {
    context.print(`${name}: ${context.phone.appOperations.get(key) ?? 'default'}`);
    return success;
  }
  return context.unknown(`Error: Unknown command: ${operation}`);
};

const service: Command = (context) => {
  if (context.args[0] !== 'check') return context.unknown(`service: Unknown command ${context.args[0]}`);
  context.print(`Service ${context.args[1]}: found`);
  return success;
};

const locksettings: Command = (context) => {
  if (context.args[0] === 'get-disabled') context.print('true');
  else context.print('lockSettings service commands:\n  get-disabled\n  clear\n  verify');
  return success;
};

const id: Command = ({ print }) => {
  print('uid=2000(shell) gid=2000(shell) groups=2000(shell),1004(input),1007(log) context=u:r:shell:s0');
  return success;
};

const whoami: Command = ({ print }) => {
  print('shell');
  return success;
};

const uname: Command = ({ args, print }) => {
  print(args.length > 0 ? 'Linux localhost 5.15.123-android14 #1 SMP aarch64 Toybox' : 'Linux');
  return success;
};

export const systemCommands: CommandTable = {
  cmd,
  appops,
  service,
  locksettings,
  id,
  whoami,
  uname,
};
