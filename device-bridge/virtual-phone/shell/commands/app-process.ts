// `app_process`: runs classes of pushed archives, whose code cannot run here. One helper is known by its commands, as
// Midscene and others type with it: what it does to the phone is done by the phone itself, once its archive was pushed.
import { type Command, type CommandTable, failure, success } from '../command.js';

const yadbMain = 'com.ysbing.yadb.Main';

const appProcess: Command = async (context) => {
  const { phone, args } = context;
  const archive = args.find((argument) => argument.startsWith('-Djava.class.path='))?.split('=')[1] ?? '';
  const place = args.indexOf(yadbMain);
  if (place < 0) return context.unknown('code in archives cannot run on this phone');
  if (phone.files.read(archive) === undefined) {
    context.complain(`Error: could not find or load ${yadbMain} from ${archive}`);
    return failure;
  }
  const [command, value = ''] = args.slice(place + 1);
  switch (command) {
    case '-keyboard':
      phone.keys.type(value, 'pasted');
      return success;
    case '-keyboardClear':
      phone.keys.clear();
      return success;
    case '-screenshot':
      return context.runWords(['screencap', '-p', value || '/sdcard/yadb_screenshot.png']);
    default:
      return context.unknown(`${yadbMain} ${command}`);
  }
};

export const appProcessCommands: CommandTable = { app_process: appProcess };
