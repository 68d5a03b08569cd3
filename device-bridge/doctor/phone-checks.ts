// The phones: are they there, do they let themselves be steered, and have they a keyboard that a person can use?
import { delay } from '@farhand/shared';
import type { Adb, AdbDevice } from '../phone/adb.js';
import { OwnKeyboard } from '../phone/own-keyboard.js';
import type { Finding } from './check.js';
import { vendorSwitches } from './vendors.js';

const returnWaitMs = 1000;
/** A key that no app reacts to: whether it may be pressed at all is what is asked. */
const harmlessKey = ['input', 'keyevent', '0'];
const debugging =
  'Settings > About phone: tap the build number seven times; then developer options > USB debugging; plug the cable in ' +
  'and accept the dialog';

export async function checkPhones(adb: Adb | undefined, fix: boolean): Promise<Finding[]> {
  const devices = (await adb?.devices()) ?? [];
  if (!adb || devices.length === 0) {
    return [
      {
        check: 'phone',
        state: 'notice',
        found: 'no phone is connected',
        means: 'Commands are carried out on the virtual phone.',
        next: `For a real one: ${debugging}. Then: npm start -- devices`,
      },
    ];
  }
  const findings = await Promise.all(devices.map((device) => checkPhone(adb, device, fix)));
  return findings.flat();
}

async function checkPhone(adb: Adb, device: AdbDevice, fix: boolean): Promise<Finding[]> {
  const { serial } = device;
  const check = `phone ${serial}`;
  if (device.state === 'unauthorized') {
    const means = 'The phone has not accepted this computer.';
    const next =
      'Unlock it, tick "Always allow from this computer" in the dialog and accept. No dialog: unplug and plug in again';
    return [{ check, state: 'failed', found: 'unauthorized', means, next, code: 'DEVICE_UNAUTHORIZED' }];
  }
  if (device.state !== 'device') {
    if (fix && (await returns(adb, serial))) return [{ check, state: 'ok', found: 'connected again', fixed: true }];
    const means = 'adb knows the phone but does not reach it.';
    const next = serial.includes(':')
      ? `npm start -- doctor --fix, or: adb disconnect ${serial} && adb connect ${serial}`
      : 'Unplug the cable and plug it in again; try another cable or port';
    return [{ check, state: 'failed', found: device.state, means, next, code: 'DEVICE_LOST' }];
  }
  try {
    return [await checkControl(adb, device), await checkKeyboard(adb, serial, fix)];
  } catch (error) {
    const found = (error as Error).message;
    return [
      {
        check,
        state: 'failed',
        found,
        means: 'The phone does not answer.',
        next: 'Plug it in again',
        code: 'DEVICE_LOST',
      },
    ];
  }
}

async function returns(adb: Adb, serial: string): Promise<boolean> {
  await adb.reconnect(serial);
  await delay(returnWaitMs);
  return (await adb.devices()).some((device) => device.serial === serial && device.state === 'device');
}

/** Makers that guard against automation let adb in, and then refuse its touches. */
async function checkControl(adb: Adb, { serial, model }: AdbDevice): Promise<Finding> {
  const check = `phone ${serial}`;
  const maker = (await adb.shell(serial, ['getprop', 'ro.product.manufacturer'])).trim();
  const name = model?.startsWith(maker) ? model : `${maker} ${model ?? ''}`.trim();
  const turnOn = vendorSwitches(maker);
  const refused = await adb.shell(serial, harmlessKey).then(
    (said) => /SecurityException|INJECT_EVENTS/.test(said),
    () => true,
  );
  if (!refused)
    return {
      check,
      state: 'ok',
      found: `${name}, lets itself be touched`,
      ...(turnOn && { means: `If taps have no effect, look at the maker's switches: ${turnOn}.` }),
    };
  return {
    check,
    state: 'failed',
    found: `${name} refuses touches that come from adb`,
    means: 'USB debugging is on, but the maker of the phone asks for more before it may be steered.',
    next:
      turnOn ?? 'Look in the developer options for a switch about simulated input or security settings, and turn it on',
    code: 'NEEDS_TAKEOVER',
  };
}

async function checkKeyboard(adb: Adb, serial: string, fix: boolean): Promise<Finding> {
  const check = `keyboard of ${serial}`;
  const keyboard = new OwnKeyboard(serial, adb);
  const before = await keyboard.current();
  if (!keyboard.isHelper(before)) return { check, state: 'ok', found: before };
  if (fix) {
    await keyboard.restore();
    const now = await keyboard.current();
    if (!keyboard.isHelper(now))
      return { check, state: 'ok', found: `${now}, put back in the place of ${before}`, fixed: true };
  }
  return {
    check,
    state: 'failed',
    found: `${before || 'none'} is chosen`,
    means: 'An earlier run ended while it typed; people cannot type with this input method.',
    next: 'npm start -- doctor --fix',
    code: 'DEVICE_LOST',
  };
}
