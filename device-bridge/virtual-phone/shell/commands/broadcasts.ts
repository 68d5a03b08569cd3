// `am broadcast`: the receivers of Appium's settings helper, through which clipboard and notifications are read.
import { type CommandContext, optionValue, parseOptions, success } from '../command.js';

const settingsHelper = 'io.appium.settings';
const resultOk = -1;

export function broadcast(context: CommandContext, args: readonly string[]): number {
  const parsed = parseOptions(args, ['-n', '-a', '-p', '--es', '--ez', '--ei', '--user']);
  const action = optionValue(parsed, '-a');
  const component = optionValue(parsed, '-n');
  const target = component === undefined ? '' : ` cmp=${component}`;
  context.print(`Broadcasting: Intent { act=${action} flg=0x400000${target} }`);
  const data = helperData(context, action);
  const isHelper = data !== undefined || (component?.startsWith(`${settingsHelper}/`) ?? false);
  const result = isHelper && context.phone.packages.get(settingsHelper) !== undefined ? resultOk : 0;
  context.print(`Broadcast completed: result=${result}${data === undefined ? '' : `, data="${data}"`}`);
  return success;
}

function helperData(context: CommandContext, action: string | undefined): string | undefined {
  switch (action) {
    case `${settingsHelper}.clipboard.get`:
      return Buffer.from(context.phone.clipboard).toString('base64');
    case `${settingsHelper}.notifications`:
      return JSON.stringify({ statusBarNotifications: [] });
    default:
      return undefined;
  }
}
