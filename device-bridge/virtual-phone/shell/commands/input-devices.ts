// `getevent -p`: the devices that a finger and the keys come from. Events themselves do not pass through files here.
import { type Command, type CommandTable, success } from '../command.js';

const getevent: Command = (context) => {
  const flags = context.args.filter((argument) => argument.startsWith('-')).join('');
  if (!/[pi]/.test(flags)) return context.unknown('events are not written to /dev/input on this phone');
  const { widthPx, heightPx } = context.phone.display.physical;
  const isNamed = flags.includes('l');
  const axis = (code: string, name: string, max: number): string =>
    `${isNamed ? name.padEnd(21) : code.padEnd(5)} : value 0, min 0, max ${max}, fuzz 0, flat 0, resolution 0`;
  const indent = '                ';
  context.print('add device 1: /dev/input/event1\n  name:     "virtual keys"\n  events:');
  context.print(
    `    ${isNamed ? 'KEY (0001): KEY_VOLUMEDOWN        KEY_VOLUMEUP          KEY_POWER' : 'KEY (0001): 0072  0073  0074'}`,
  );
  context.print('  input props:\n    <none>');
  context.print('add device 2: /dev/input/event2\n  name:     "virtual touchscreen"\n  events:');
  context.print(`    ABS (0003): ${axis('002f', 'ABS_MT_SLOT', 9)}`);
  context.print(`${indent}${axis('0035', 'ABS_MT_POSITION_X', widthPx - 1)}`);
  context.print(`${indent}${axis('0036', 'ABS_MT_POSITION_Y', heightPx - 1)}`);
  context.print(`${indent}${axis('0039', 'ABS_MT_TRACKING_ID', 65535)}`);
  context.print(`  input props:\n    ${isNamed ? 'INPUT_PROP_DIRECT' : '0001'}`);
  return success;
};

export const inputDeviceCommands: CommandTable = { getevent };
