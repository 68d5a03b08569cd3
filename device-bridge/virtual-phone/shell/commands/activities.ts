// `am` and `monkey`: starting and stopping apps.
import {
  type Command,
  type CommandContext,
  type CommandTable,
  failure,
  optionValue,
  parseOptions,
  success,
} from '../command.js';
import { broadcast } from './broadcasts.js';
import { instrument } from './instrument.js';
import { describeIntent, type Intent, parseIntent } from './intent.js';
import { startService, stopService } from './services.js';
import { settingsHelper } from './settings-helper.js';

const coldStartMs = 250;
const warmStartMs = 60;
const nothingToRun = 252;
const viewAction = 'android.intent.action.VIEW';
const settingsPackage = 'com.android.settings';

export const activityManager: Command = (context) => {
  const [subcommand, ...args] = context.args;
  switch (subcommand) {
    case 'start':
    case 'start-activity':
      return start(context, args);
    case 'start-service':
    case 'startservice':
    case 'start-foreground-service':
      return startService(context, args);
    case 'stop-service':
    case 'stopservice':
      return stopService(context, args);
    case 'force-stop':
    case 'kill':
      context.phone.processes.end(parseOptions(args, ['--user']).rest[0] ?? '');
      return success;
    case 'broadcast':
      return broadcast(context, args);
    case 'instrument':
      return instrument(context, args);
    case 'kill-all':
      for (const name of context.phone.activities.recentPackages()) {
        if (name !== context.phone.activities.foregroundPackage) context.phone.processes.end(name);
      }
      return success;
    case 'stop-app':
      context.phone.processes.end(args[0] ?? '');
      return success;
    case 'send-trim-memory':
      return success;
    case 'get-current-user':
      context.print('0');
      return success;
    default:
      return context.unknown(`Unknown command: ${subcommand}`);
  }
};

const monkey: Command = async (context) => {
  const parsed = parseOptions(context.args, ['-p', '-c', '-s', '--throttle', '--pct-syskeys']);
  const count = parsed.rest[0] ?? '';
  if (count !== '1') return context.unknown(`one event starts an app; ${count} at random are not done here`);
  const started = context.phone.startApp(optionValue(parsed, '-p') ?? '');
  if (started === undefined) {
    context.print('** No activities found to run, monkey aborted.');
    return nothingToRun;
  }
  await context.phone.clock.pause(started.isCold ? coldStartMs : warmStartMs);
  context.print('Events injected: 1');
  return success;
};

export const activityCommands: CommandTable = { am: activityManager, monkey };

/** The app for an intent that names none: its own link, the launcher's, or a page of the settings. */
function answering({ phone }: CommandContext, { action = '', categories, uri }: Intent): string | undefined {
  const scheme = uri === undefined ? undefined : /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme !== undefined && action === viewAction) {
    return phone.packages.apps().find(({ identity }) => identity.schemes?.includes(scheme))?.identity.packageName;
  }
  if (categories.includes('android.intent.category.HOME')) return phone.packages.homePackage;
  return action.startsWith('android.settings.') ? settingsPackage : undefined;
}

async function start(context: CommandContext, args: readonly string[]): Promise<number> {
  const { phone } = context;
  const intent = parseIntent(args);
  const { component, uri, switches } = intent;
  const packageName = intent.packageName ?? answering(context, intent);
  context.print(`Starting: ${describeIntent(intent)}`);
  const installed = packageName === undefined ? undefined : phone.packages.get(packageName);
  if (packageName === settingsHelper && installed !== undefined) {
    phone.processes.ensure(packageName);
    phone.foregroundServices.add(packageName);
    return success;
  }
  if (packageName === undefined || installed?.app === undefined) {
    if (component !== undefined) context.print(`Error type 3\nError: Activity class {${component}} does not exist.`);
    else context.print(`Error: Activity not started, unable to resolve ${describeIntent(intent)}`);
    return failure;
  }
  if (switches.has('-S')) {
    context.print(`Stopping: ${packageName}`);
    phone.processes.end(packageName);
  }
  const startedMs = phone.clock.nowMs();
  const isCold = phone.startApp(packageName, uri)?.isCold ?? false;
  await phone.clock.pause(isCold ? coldStartMs : warmStartMs);
  if (switches.has('-W')) {
    const totalMs = phone.clock.nowMs() - startedMs;
    context.print('Status: ok');
    context.print(`LaunchState: ${isCold ? 'COLD' : 'WARM'}`);
    context.print(`Activity: ${phone.activities.foregroundComponent()}`);
    context.print(`TotalTime: ${totalMs}\nWaitTime: ${totalMs}\nComplete`);
  }
  return success;
}
