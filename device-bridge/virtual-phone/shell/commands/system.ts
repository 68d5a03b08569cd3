// The system at large: time, identity, app operations, and `cmd`, the shell door to system services.
import { timeZoneOffset } from '../../device/clock.js';
import { type Command, type CommandContext, type CommandTable, success } from '../command.js';
import { activityManager } from './activities.js';
import { packageManager } from './packages.js';

const noSuchService = 20;
/** Services whose commands change nothing that can be seen here. */
const silentServices = new Set([
  'appops',
  'bluetooth_manager',
  'connectivity',
  'notification',
  'phone',
  'uimode',
  'wifi',
]);

const cmd: Command = (context) => {
  const words = context.args[0] === '-w' ? context.args.slice(1) : context.args;
  const [service = '', ...args] = words;
  const inner: CommandContext = { ...context, args };
  if (service === 'package') return packageManager(inner);
  if (service === 'activity') return activityManager(inner);
  if (service === 'statusbar') return statusBar(inner);
  if (service === 'location') return location(inner);
  if (service === 'uimode') return uiMode(inner);
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

/** The `+FORMAT` of date(1), for the fields that tools ask for. */
const date: Command = ({ args, phone, print }) => {
  const nowMs = phone.clock.nowMs();
  const { year, month, day, hour, minute, second } = phone.clock.civil(nowMs);
  const fields: Record<string, string> = {
    Y: year,
    m: month,
    d: day,
    H: hour,
    M: minute,
    S: second,
    F: `${year}-${month}-${day}`,
    T: `${hour}:${minute}:${second}`,
    s: String(Math.floor(nowMs / 1000)),
    z: timeZoneOffset,
    Z: 'CST',
    '%': '%',
  };
  const format = args.find((argument) => argument.startsWith('+'))?.slice(1) ?? '%F %T %Z';
  print(format.replace(/%(.)/g, (whole, field: string) => fields[field] ?? whole));
  return success;
};

const service: Command = (context) => {
  if (context.args[0] !== 'check') return context.unknown(`service: Unknown command ${context.args[0]}`);
  context.print(`Service ${context.args[1]}: found`);
  return success;
};

const svc: Command = () => success;

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

const uptime: Command = ({ phone, print }) => {
  const { hour, minute, second } = phone.clock.civil();
  print(` ${hour}:${minute}:${second} up 3 days,  0 users,  load average: 1.00, 1.00, 1.00`);
  return success;
};

const sleep: Command = async ({ args, phone }) => {
  await phone.clock.pause(Number(args[0] ?? 0) * 1000);
  return success;
};

export const systemCommands: CommandTable = {
  cmd,
  appops,
  date,
  service,
  svc,
  locksettings,
  id,
  whoami,
  uname,
  uptime,
  sleep,
};
