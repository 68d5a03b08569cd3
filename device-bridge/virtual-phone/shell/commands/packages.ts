// `pm` and `cmd package`: what is installed, installing, permissions.
import { describeApk } from '../../device/apk.js';
import { apkPath, componentName, fullActivityName, type InstalledPackage } from '../../device/packages.js';
import {
  type Command,
  type CommandContext,
  type CommandTable,
  failure,
  optionValue,
  parseOptions,
  success,
} from '../command.js';
import { dumpPackage } from './dumpsys-package.js';
import { parseIntent } from './intent.js';

const launcherCategory = 'android.intent.category.LAUNCHER';
const exceptionCode = 255;
const features = ['android.hardware.touchscreen', 'android.hardware.wifi', 'android.hardware.location'];

export const packageManager: Command = (context) => {
  const [subcommand, ...args] = context.args;
  switch (subcommand) {
    case 'list':
      return list(context, args);
    case 'path':
      return path(context, args);
    case 'install':
      return install(context, args);
    case 'uninstall':
      return uninstall(context, args);
    case 'grant':
    case 'revoke':
      return changePermission(context, subcommand, args);
    case 'clear':
      return clear(context, args);
    case 'resolve-activity':
      return resolveActivity(context, args);
    case 'query-activities':
      return queryActivities(context, args);
    case 'dump':
      dumpPackage(context, args);
      return success;
    case 'has-feature':
      context.print(String(features.includes(args[0] ?? '')));
      return features.includes(args[0] ?? '') ? success : failure;
    default:
      return context.unknown(`Unknown command: ${subcommand}`);
  }
};

export const packageCommands: CommandTable = { pm: packageManager };

function list(context: CommandContext, args: readonly string[]): number {
  const [kind, ...others] = args;
  const { options, rest } = parseOptions(others, ['--user', '--uid']);
  switch (kind) {
    case 'packages':
      for (const item of context.phone.packages.all()) {
        if (options.has('-3') && item.isSystem) continue;
        if (options.has('-s') && !item.isSystem) continue;
        if (rest[0] !== undefined && !item.packageName.includes(rest[0])) continue;
        const file = options.has('-f') ? `${apkPath(item)}=` : '';
        const version = options.has('--show-versioncode') ? ` versionCode:${item.versionCode}` : '';
        context.print(`package:${file}${item.packageName}${version}`);
      }
      return success;
    case 'instrumentation':
      for (const { packageName, instrumentation } of context.phone.packages.all()) {
        if (instrumentation === undefined) continue;
        const { runner, targetPackage } = instrumentation;
        context.print(`instrumentation:${packageName}/${runner} (target=${targetPackage})`);
      }
      return success;
    case 'features':
      for (const feature of features) context.print(`feature:${feature}`);
      return success;
    case 'users':
      context.print('Users:\n\tUserInfo{0:机主:c13} running');
      return success;
    default:
      return context.unknown(`Error: unknown list type '${kind}'`);
  }
}

function path(context: CommandContext, args: readonly string[]): number {
  const item = find(context, parseOptions(args, ['--user']).rest[0]);
  if (item === undefined) return failure;
  context.print(`package:${apkPath(item)}`);
  return success;
}

/** With `-S BYTES` the APK comes on stdin, else from a file on the phone. */
async function install(context: CommandContext, args: readonly string[]): Promise<number> {
  const parsed = parseOptions(args, ['-S', '-i', '--user', '--abi', '--install-location', '--pkg']);
  const size = optionValue(parsed, '-S');
  const file = parsed.rest[0];
  const apk = size === undefined ? context.phone.files.read(file ?? '') : await context.stdin.take(Number(size));
  if (apk === undefined) {
    context.print(`Error: Unable to open file: ${file}`);
    return failure;
  }
  try {
    const description = describeApk(apk);
    context.phone.processes.end(description.packageName);
    context.phone.packages.install(description);
    context.phone.log.write('PackageManager', `Package ${description.packageName} installed`);
    context.phone.frame.invalidate();
  } catch (error) {
    context.print(`Failure [INSTALL_PARSE_FAILED_NOT_APK: ${(error as Error).message}]`);
    return failure;
  }
  context.print('Success');
  return success;
}

function uninstall(context: CommandContext, args: readonly string[]): number {
  const packageName = parseOptions(args, ['--user']).rest[0] ?? '';
  if (!context.phone.packages.uninstall(packageName)) {
    context.print('Failure [DELETE_FAILED_INTERNAL_ERROR]');
    return failure;
  }
  context.phone.processes.end(packageName);
  context.phone.frame.invalidate();
  context.print('Success');
  return success;
}

function changePermission(context: CommandContext, action: 'grant' | 'revoke', args: readonly string[]): number {
  const [packageName, permission = ''] = parseOptions(args, ['--user']).rest;
  const item = find(context, packageName);
  if (item === undefined) {
    context.complain(`Exception occurred while executing '${action}':`);
    context.complain(`java.lang.IllegalArgumentException: Unknown package: ${packageName}`);
    return exceptionCode;
  }
  if (action === 'grant') item.granted.add(permission);
  else item.granted.delete(permission);
  return success;
}

/** Stops the app and makes it what it was when it was installed: without granted permissions, with the data of the seed. */
function clear(context: CommandContext, args: readonly string[]): number {
  const { phone } = context;
  const item = find(context, parseOptions(args, ['--user']).rest[0]);
  if (item === undefined) {
    context.print('Failed');
    return failure;
  }
  phone.processes.end(item.packageName);
  item.app?.reset(phone.seed);
  item.granted.clear();
  context.print('Success');
  return success;
}

function resolveActivity(context: CommandContext, args: readonly string[]): number {
  const { options, rest } = parseOptions(args, ['-a', '-c', '-d', '--user']);
  const item = find(context, rest[0]);
  const activity = item?.app?.identity.mainActivity;
  if (item === undefined || activity === undefined) {
    context.print('No activity found');
  } else if (options.has('--brief')) {
    context.print('priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false');
    context.print(componentName(item.packageName, activity));
  } else {
    context.print(`  ActivityInfo:\n    name=${activity}\n    packageName=${item.packageName}`);
  }
  return success;
}

/** Whose activities answer an intent. Here an app has one that is known from outside: what a launcher starts. */
function queryActivities(context: CommandContext, args: readonly string[]): number {
  const { action, categories, packageName, switches } = parseIntent(args);
  const isLaunch = action === 'android.intent.action.MAIN' && !categories.some((name) => name !== launcherCategory);
  const items = context.phone.packages
    .all()
    .filter(({ app }) => isLaunch && app !== undefined && (categories.length === 0 || app.identity.icon !== undefined))
    .filter((item) => packageName === undefined || item.packageName === packageName);
  if (items.length === 0) {
    context.print('No activities found');
    return success;
  }
  if (!switches.has('--brief') && !switches.has('--components')) context.print(`${items.length} activities found:`);
  for (const [index, { packageName: name, app }] of items.entries()) {
    const activity = app?.identity.mainActivity ?? '';
    if (switches.has('--components')) context.print(componentName(name, activity));
    else if (switches.has('--brief')) context.print(`  priority=0 match=0x108000\n  ${componentName(name, activity)}`);
    else {
      context.print(`  Activity #${index}:\n    priority=0 preferredOrder=0 match=0x108000 isDefault=false`);
      context.print(`    ActivityInfo:\n      name=${fullActivityName(name, activity)}\n      packageName=${name}`);
    }
  }
  return success;
}

function find(context: CommandContext, packageName: string | undefined): InstalledPackage | undefined {
  return packageName === undefined ? undefined : context.phone.packages.get(packageName);
}
