// `am broadcast`: delivered to nobody but the receivers of Appium's settings helper.
import { type CommandContext, success } from '../command.js';
import { parseIntent } from './intent.js';
import { receiverAnswer, settingsHelper } from './settings-helper.js';

const resultOk = -1;
const resultNobody = 0;

export function broadcast(context: CommandContext, args: readonly string[]): number {
  const { action, component, packageName } = parseIntent(args);
  const target = component === undefined ? '' : ` cmp=${component}`;
  context.print(`Broadcasting: Intent { act=${action} flg=0x400000${target} }`);
  const isInstalled = context.phone.packages.get(settingsHelper) !== undefined;
  const answer = isInstalled ? receiverAnswer(context.phone, action) : undefined;
  const isReceived = answer !== undefined || (isInstalled && packageName === settingsHelper);
  const result = isReceived ? resultOk : resultNobody;
  context.print(`Broadcast completed: result=${result}${answer === undefined ? '' : `, data="${answer}"`}`);
  return success;
}
