// `am` and `monkey`: starting and stopping apps.
import { componentName } from '../../device/packages.js';
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

const intentOptions = ['-n', '-a', '-c', '-d', '-f', '-t', '-p', '--user', '--es', '--ez', '--ei', '--display'];
const coldStartMs = 250;
const warmStartMs = 60;
/** Its activity starts a service, then finishes at once without ever being seen. */
const settingsHelper = 'io.appium.settings';
const nothingToRun = 252;

export const activityManager: Command = (context) => {
  const [subcommand, ...args] = context.args;
  switch (subcommand) {
    case 'start':
    case 'start-activity':
      return start(context, args);
    case 'start-foreground-service':
    case 'startservice':
      return startService(context, args);
    case 'force-stop':
    case 'kill':
      context.phone.processes.end(parseOptions(args, ['--user']).rest[0] ?? '');
      return success;
    case 'broadcast':
      return broadcast(context, args);
    case 'instrument':
      return instrument(context, args);
    case 'get-current-user':
      context.print('0');
      return success;
    default:
      return context.unknown(`Unknown command: ${subcommand}`);
  }
};

const monkey: Command = async (context) => {
  const parsed = parseOptions(context.args, ['-p', '-c']);
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

async function start(context: CommandContext, args: readonly string[]): Promise<number> {
  const { phone } = context;
  const parsed = parseOptions(args, intentOptions);
  const target = parsed.rest[0];
  const component = optionValue(parsed, '-n') ?? (target?.includes('/') ? target : undefined);
  const packageName = component?.split('/')[0] ?? optionValue(parsed, '-p') ?? target;
  const uri = optionValue(parsed, '-d');
  const intent = describeIntent({
    action: optionValue(parsed, '-a'),
    category: optionValue(parsed, '-c'),
    uri,
    component,
  });
  context.print(`Starting: Intent { ${intent} }`);
  const installed = packageName === undefined ? undefined : phone.packages.get(packageName);
  if (packageName === settingsHelper && installed !== undefined) {
    phone.processes.ensure(packageName);
    phone.foregroundServices.add(packageName);
    return success;
  }
  if (packageName === undefined || installed?.app === undefined) {
    if (component !== undefined) context.print(`Error type 3\nError: Activity class {${component}} does not exist.`);
    else context.print(`Error: Activity not started, unable to resolve Intent { ${intent} }`);
    return failure;
  }
  if (parsed.options.has('-S')) {
    context.print(`Stopping: ${packageName}`);
    phone.processes.end(packageName);
  }
  const startedMs = phone.clock.nowMs();
  const isCold = phone.startApp(packageName, uri)?.isCold ?? false;
  await phone.clock.pause(isCold ? coldStartMs : warmStartMs);
  if (parsed.options.has('-W')) {
    const totalMs = phone.clock.nowMs() - startedMs;
    context.print('Status: ok');
    context.print(`LaunchState: ${isCold ? 'COLD' : 'WARM'}`);
    context.print(`Activity: ${phone.activities.foregroundComponent()}`);
    context.print(`TotalTime: ${totalMs}\nWaitTime: ${totalMs}\nComplete`);
  }
  return success;
}

function startService(context: CommandContext, args: readonly string[]): number {
  const parsed = parseOptions(args, intentOptions);
  const component = optionValue(parsed, '-n') ?? parsed.rest[0] ?? '';
  const packageName = component.split('/')[0] ?? '';
  if (context.phone.packages.get(packageName) === undefined) {
    context.print(`Error: Not found; no service started.`);
    return failure;
  }
  context.print(`Starting service: Intent { cmp=${componentName(packageName, component.split('/')[1] ?? '')} }`);
  context.phone.processes.ensure(packageName);
  context.phone.foregroundServices.add(packageName);
  return success;
}

interface IntentParts {
  readonly action: string | undefined;
  readonly category: string | undefined;
  readonly uri: string | undefined;
  readonly component: string | undefined;
}

function describeIntent({ action, category, uri, component }: IntentParts): string {
  const parts: string[] = [];
  if (action !== undefined) parts.push(`act=${action}`);
  if (category !== undefined) parts.push(`cat=[${category}]`);
  if (uri !== undefined) parts.push(`dat=${uri}`);
  if (component !== undefined) parts.push(`cmp=${component}`);
  return parts.join(' ');
}
