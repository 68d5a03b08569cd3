// `dumpsys package NAME`: version, permissions and the activity that a launcher would start.
import { apkPath, componentName } from '../../device/packages.js';
import type { CommandContext } from '../command.js';

export function dumpPackage(context: CommandContext, args: readonly string[]): void {
  const item = context.phone.packages.get(args[0] ?? '');
  if (item === undefined) {
    context.print(`Unable to find package: ${args[0]}`);
    return;
  }
  const { packageName, versionCode, versionName, permissions, granted, app } = item;
  if (app !== undefined) {
    context.print('Activity Resolver Table:\n  Non-Data Actions:\n      android.intent.action.MAIN:');
    context.print(`        8af3b1c ${componentName(packageName, app.identity.mainActivity)} filter 5a2c9d1`);
    context.print('          Action: "android.intent.action.MAIN"');
    context.print('          Category: "android.intent.category.LAUNCHER"');
  }
  context.print('Packages:');
  context.print(`  Package [${packageName}] (7c3a9e0):`);
  context.print('    userId=10123');
  context.print(`    codePath=${apkPath(item).replace(/\/base\.apk$/, '')}`);
  context.print(`    versionCode=${versionCode} minSdk=26 targetSdk=34`);
  context.print(`    versionName=${versionName}`);
  context.print('    requested permissions:');
  for (const permission of permissions) context.print(`      ${permission}`);
  context.print('    install permissions:');
  for (const permission of permissions) context.print(`      ${permission}: granted=true`);
  context.print('    User 0: ceDataInode=1 installed=true hidden=false suspended=false stopped=false enabled=0');
  context.print('      runtime permissions:');
  for (const permission of granted) context.print(`        ${permission}: granted=true, flags=[ USER_SET]`);
}
