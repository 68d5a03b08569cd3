// `dumpsys`: the lines of system service state that tools look for, in the services' own words.
import { densityDpi } from '../../device/display.js';
import { usualBattery } from '../../device/phone.js';
import { type Command, type CommandContext, type CommandTable, success } from '../command.js';
import { dumpPackage } from './dumpsys-package.js';
import { dumpPower, dumpWindow } from './dumpsys-window.js';
import { dumpNotifications } from './notifications.js';

type Dump = (context: CommandContext, args: readonly string[]) => void;

const services: Readonly<Record<string, Dump>> = {
  activity: dumpActivity,
  battery: dumpBattery,
  deviceidle: dumpDeviceIdle,
  display: dumpDisplay,
  input: dumpInput,
  input_method: dumpInputMethod,
  notification: dumpNotifications,
  package: dumpPackage,
  power: dumpPower,
  SurfaceFlinger: dumpSurfaceFlinger,
  window: dumpWindow,
};

const dumpsys: Command = (context) => {
  const [service = '', ...args] = context.args;
  if (service === '-l') {
    context.print(
      `Currently running services:\n${Object.keys(services)
        .map((name) => `  ${name}`)
        .join('\n')}`,
    );
    return success;
  }
  const dump = Object.hasOwn(services, service) ? services[service] : undefined;
  if (dump === undefined) {
    context.unknown(`Can't find service: ${service}`);
    return success;
  }
  dump(context, args);
  return success;
};

export const dumpsysCommands: CommandTable = { dumpsys };

/** Physical display id, as SurfaceFlinger counts them. */
export const displayId = '4619827259835644672';

function dumpActivity(context: CommandContext, args: readonly string[]): void {
  const { phone } = context;
  switch (args[0]) {
    case 'services': {
      const target = args[1] ?? '';
      context.print('ACTIVITY MANAGER SERVICES (dumpsys activity services)');
      if (!phone.foregroundServices.has(target)) {
        context.print('  (nothing)');
        return;
      }
      context.print('  User 0 active services:');
      context.print(`  * ServiceRecord{5b1f8c u0 ${target}/.ForegroundService}`);
      context.print(`    intent={cmp=${target}/.ForegroundService}`);
      context.print('    isForeground=true foregroundId=1');
      return;
    }
    case 'processes':
      for (const { processId, name } of phone.processes.all()) {
        context.print(`  *APP* UID 10123 ProcessRecord{8d2f3b ${processId}:${name}/u0a123}`);
      }
      return;
    default: {
      const record = `ActivityRecord{9d8e7f u0 ${phone.activities.foregroundComponent()} t12}`;
      context.print('ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)');
      context.print(`  topResumedActivity=${record}`);
      context.print(`  ResumedActivity: ${record}`);
    }
  }
}

/** `set level N`, `unplug` and `reset` pretend, as on a phone; without them the state. */
function dumpBattery(context: CommandContext, args: readonly string[]): void {
  const { battery } = context.phone;
  const [operation, name, value] = args;
  if (operation === 'set' && name === 'level' && /^\d{1,3}$/.test(value ?? '')) battery.level = Number(value);
  else if (operation === 'unplug') battery.isPlugged = false;
  else if (operation === 'reset') Object.assign(battery, usualBattery());
  else if (operation !== undefined) context.unknown(`battery ${args.join(' ')}`);
  if (operation !== undefined) return;
  context.print('Current Battery Service state:');
  context.print(`  AC powered: false\n  USB powered: ${battery.isPlugged}\n  status: ${battery.isPlugged ? 2 : 3}`);
  context.print(`  health: 2\n  present: true\n  level: ${battery.level}\n  scale: 100\n  temperature: 301`);
}

/** `whitelist +PACKAGE` adds an exception from battery saving. */
function dumpDeviceIdle(context: CommandContext, args: readonly string[]): void {
  for (const argument of args) {
    if (argument.startsWith('+')) context.print(`Added: ${argument.slice(1)}`);
  }
}

function dumpDisplay(context: CommandContext): void {
  const { metrics, display } = context.phone;
  const { widthPx, heightPx } = metrics;
  context.print('DISPLAY MANAGER (dumpsys display)');
  context.print(
    `  mBaseDisplayInfo=DisplayInfo{"内置屏幕", displayId 0, real ${widthPx} x ${heightPx}, rotation ${display.rotation}, density ${densityDpi(metrics)}}`,
  );
}

function dumpInput(context: CommandContext): void {
  context.print(`INPUT MANAGER (dumpsys input)\n      SurfaceOrientation: ${context.phone.display.rotation}`);
}

function dumpInputMethod(context: CommandContext): void {
  const { keyboard } = context.phone;
  context.print('Current Input Method Manager state:');
  context.print(`  mCurMethodId=${keyboard.current}`);
  context.print(`  mInputShown=${keyboard.isShown}`);
  context.print(`  mIsInputViewShown=${keyboard.isShown}`);
}

/** `--list` names the layers; else the display. */
function dumpSurfaceFlinger(context: CommandContext, args: readonly string[]): void {
  if (args[0] === '--list') {
    context.print('StatusBar#0\nNavigationBar0#0');
    context.print(`${context.phone.activities.foregroundComponent()}#0`);
    return;
  }
  context.print(`Display ${displayId} (HWC display 0): port=0 pnpId=FHV displayName="virtual phone"`);
}
