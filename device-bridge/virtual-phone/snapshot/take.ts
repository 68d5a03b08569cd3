// Takes a snapshot of a phone.
import type { SwitchName } from '@farhand/shared';
import type { InstalledPackage } from '../device/packages.js';
import type { Phone } from '../device/phone.js';
import type { PhoneSnapshot, PushedPackage } from './format.js';

/** Of the line to the phone, not of the phone. */
export const lineSwitches: readonly SwitchName[] = ['server-crash', 'link-drop', 'gone', 'unauthorised'];

export function takeSnapshot(phone: Phone, switches: Readonly<Record<SwitchName, string>>): PhoneSnapshot {
  const { clock, display, systemUi, packages } = phone;
  const { timeMs, isFrozen, speed, followsMachine } = clock.state();
  const { widthPx = null, heightPx = null } = display.overrideSize ?? {};
  const on = Object.entries(switches).filter(
    ([name, value]) => value !== 'off' && !lineSwitches.includes(name as SwitchName),
  );
  return {
    format: 'farhand-phone',
    version: 1,
    seed: phone.seed,
    clock: followsMachine ? null : { timeMs, isFrozen, speed },
    display: { widthPx, heightPx, dpi: display.overrideDpi ?? null, rotation: display.rotation },
    power: { isOn: systemUi.isOn, isLocked: systemUi.isLocked },
    battery: { ...phone.battery },
    location: { ...phone.location },
    clipboard: phone.clipboard,
    settings: {
      system: Object.fromEntries(phone.settings.system),
      secure: Object.fromEntries(phone.settings.secure),
      global: Object.fromEntries(phone.settings.global),
    },
    properties: Object.fromEntries([...phone.properties].filter(([name]) => !name.startsWith('ro.'))),
    inputMethods: phone.keyboard.enabled(),
    appOperations: Object.fromEntries(phone.appOperations),
    files: phone.files.below('/').map((path) => fileOf(phone, path)),
    packages: Object.fromEntries(
      packages.all().map((item) => [item.packageName, { granted: [...item.granted], pushed: pushedOf(phone, item) }]),
    ),
    apps: Object.fromEntries(
      packages.apps().flatMap((app) => (app.restore ? [[app.identity.packageName, app.state()]] : [])),
    ),
    running: phone.activities.runningPackages(),
    switches: Object.fromEntries(on),
  };
}

function fileOf(phone: Phone, path: string): PhoneSnapshot['files'][number] {
  const { kind, mode = 0, modifiedSeconds = 0 } = phone.files.status(path) ?? {};
  const base64 = kind === 'file' ? phone.files.read(path)?.toString('base64') : undefined;
  return { path, mode, modifiedSeconds, ...(base64 !== undefined && { base64 }) };
}

function pushedOf(phone: Phone, item: InstalledPackage): PushedPackage | null {
  if (phone.packages.isAsShipped(item.packageName)) return null;
  const { versionCode, versionName, permissions, app, instrumentation } = item;
  return {
    versionCode,
    versionName,
    permissions: [...permissions],
    ...(app && { mainActivity: app.identity.mainActivity }),
    ...(instrumentation && { instrumentation: { ...instrumentation } }),
  };
}
