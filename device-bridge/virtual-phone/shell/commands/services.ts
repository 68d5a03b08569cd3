// Background services: `am start-service`, `start-foreground-service` and `stop-service`.
import { type CommandContext, failure, success } from '../command.js';
import { describeIntent, parseIntent } from './intent.js';
import { moveLocation, settingsHelper } from './settings-helper.js';

export function startService(context: CommandContext, args: readonly string[]): number {
  const intent = parseIntent(args);
  const { packageName = '', component = '', extras } = intent;
  context.print(`Starting service: ${describeIntent(intent)}`);
  if (context.phone.packages.get(packageName) === undefined) {
    context.print('Error: Not found; no service started.');
    return failure;
  }
  context.phone.processes.ensure(packageName);
  if (component === `${settingsHelper}/.LocationService`) moveLocation(context.phone, extras);
  else context.phone.foregroundServices.add(packageName);
  return success;
}

export function stopService(context: CommandContext, args: readonly string[]): number {
  const intent = parseIntent(args);
  const wasRunning = context.phone.foregroundServices.delete(intent.packageName ?? '');
  context.print(`Stopping service: ${describeIntent(intent)}`);
  context.print(wasRunning ? 'Service stopped' : 'Service not stopped: was not running.');
  return success;
}
