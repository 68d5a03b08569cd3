// `ime`: input methods.
import { type Command, type CommandContext, type CommandTable, failure, success } from '../command.js';

const ime: Command = (context) => {
  const { keyboard } = context.phone;
  const [operation, id = ''] = context.args;
  switch (operation) {
    case 'list': {
      const ids = context.args.includes('-a') ? keyboard.installed() : keyboard.enabled();
      for (const item of ids) context.print(context.args.includes('-s') ? item : `${item}:\n  mId=${item}`);
      return success;
    }
    case 'enable':
      return report(context, keyboard.enable(id), `Input method ${id}: now enabled for user #0`);
    case 'disable':
      return report(context, keyboard.disable(id), `Input method ${id}: now disabled for user #0`);
    case 'set':
      return report(context, keyboard.choose(id), `Input method ${id} selected for user #0`);
    case 'reset':
      keyboard.reset();
      return success;
    default:
      return context.unknown(`Unknown command: ${operation}`);
  }
};

export const imeCommands: CommandTable = { ime };

function report(context: CommandContext, isDone: boolean, message: string): number {
  if (isDone) {
    context.print(message);
    return success;
  }
  context.complain(`Unknown input method ${context.args[1]} cannot be changed for user #0`);
  return failure;
}
