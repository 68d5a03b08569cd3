// Radios and power from the shell: `svc`, and what `cmd wifi` and `cmd connectivity` say of the same settings.
import { type Command, type CommandContext, type CommandTable, success } from '../command.js';

/** The setting behind each service of `svc`. */
const radioSettings: Readonly<Record<string, string>> = {
  wifi: 'wifi_on',
  data: 'mobile_data',
  bluetooth: 'bluetooth_on',
};

const svc: Command = (context) => {
  const [service = '', operation = '', value = ''] = context.args;
  const setting = Object.hasOwn(radioSettings, service) ? radioSettings[service] : undefined;
  if (setting !== undefined && (operation === 'enable' || operation === 'disable')) {
    return turn(context, setting, operation === 'enable');
  }
  if (service === 'power' && operation === 'stayon') {
    const kinds: Record<string, string> = { true: '15', false: '0', usb: '2', ac: '1', wireless: '4' };
    const kind = kinds[value];
    if (kind !== undefined) {
      context.phone.putSetting('global', 'stay_on_while_plugged_in', kind);
      return success;
    }
  }
  return context.unknown(`${service} ${operation} is not known here`);
};

export function wifi(context: CommandContext): number {
  const [operation, value] = context.args;
  if (operation === 'set-wifi-enabled') return turn(context, 'wifi_on', value === 'enabled');
  if (operation !== 'status') return context.unknown(`Unknown command: ${operation}`);
  const isOn = context.phone.settings.global.get('wifi_on') === '1';
  context.print(`Wifi is ${isOn ? 'enabled' : 'disabled'}\nWifi scanning is only available when wifi is enabled`);
  return success;
}

export function connectivity(context: CommandContext): number {
  const [operation, value] = context.args;
  if (operation !== 'airplane-mode') return context.unknown(`Unknown command: ${operation}`);
  const { global } = context.phone.settings;
  if (value === undefined) context.print(global.get('airplane_mode_on') === '1' ? 'enabled' : 'disabled');
  else turn(context, 'airplane_mode_on', value === 'enable');
  return success;
}

export const radioCommands: CommandTable = { svc };

function turn({ phone }: CommandContext, setting: string, isOn: boolean): number {
  phone.putSetting('global', setting, isOn ? '1' : '0');
  return success;
}
