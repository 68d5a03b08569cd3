// Puts a phone back to a snapshot. What can be wrong with one is found before anything is changed, except data that an app
// refuses: then the apps before it get their own data back.
import { FarhandError, parseStrict, type SwitchName, switchNames, switchSetting } from '@farhand/shared';
import type { AppDefinition } from '../apps/app.js';
import type { DisplayShape } from '../device/display.js';
import type { Phone } from '../device/phone.js';
import { settingsNamespaces } from '../device/settings.js';
import type { SwitchBoard } from '../hostile/switch-board.js';
import { type PhoneSnapshot, snapshotSchema } from './format.js';
import { lineSwitches } from './take.js';

/** @throws FarhandError INPUT_INVALID: the phone is as it was before */
export async function restoreSnapshot(phone: Phone, switches: SwitchBoard, value: unknown): Promise<void> {
  const snapshot = parseStrict(snapshotSchema, value, 'INPUT_INVALID', 'snapshot');
  checkPackages(phone, snapshot);
  for (const [name, setting] of Object.entries(snapshot.switches)) switchSetting(name, setting);
  restoreDisplayAndApps(phone, snapshot);
  phone.activities.restart();
  await restoreSwitches(switches, {});
  restoreDevice(phone, snapshot);
  for (const name of snapshot.running) phone.activities.start(name);
  await restoreSwitches(switches, snapshot.switches);
  restorePower(phone, snapshot);
}

function checkPackages(phone: Phone, { packages, apps, running }: PhoneSnapshot): void {
  for (const [name, { pushed }] of Object.entries(packages)) {
    if (pushed === null && !phone.packages.isShipped(name)) throw refusal(`This phone never came with ${name}`);
  }
  for (const name of phone.packages.required()) {
    if (packages[name] === undefined) throw refusal(`The snapshot has no ${name}, without which a phone cannot be`);
  }
  for (const name of Object.keys(apps)) {
    if (packages[name] === undefined) throw refusal(`The snapshot has data of ${name}, which is not installed in it`);
    if (phone.packages.shippedApp(name)?.restore === undefined) throw refusal(`${name} cannot be given data back`);
  }
  for (const name of running) {
    const item = packages[name];
    const canRun = item?.pushed ? item.pushed.mainActivity !== undefined : phone.packages.shippedApp(name);
    if (!canRun) throw refusal(`${name} cannot run: it has no activity`);
  }
}

/** The two that may still refuse. */
function restoreDisplayAndApps(phone: Phone, { display, apps, seed, packages }: PhoneSnapshot): void {
  const before: DisplayShape = { ...phone.display.overrideSize, dpi: phone.display.overrideDpi };
  const own = { widthPx: undefined, heightPx: undefined };
  const done: [app: AppDefinition, state: unknown, seed: number][] = [];
  try {
    phone.display.change({
      widthPx: display.widthPx ?? undefined,
      heightPx: display.heightPx ?? undefined,
      dpi: display.dpi ?? undefined,
      rotation: display.rotation,
    });
    for (const name of Object.keys(packages)) {
      const app = phone.packages.shippedApp(name);
      if (app === undefined) continue;
      done.unshift([app, app.state(), phone.seed]);
      app.reset(seed);
      if (name in apps) app.restore?.(apps[name]);
    }
  } catch (thrown) {
    for (const [app, state, formerSeed] of done) {
      app.reset(formerSeed);
      app.restore?.(state);
    }
    phone.display.change({ ...own, ...before });
    throw thrown instanceof FarhandError ? thrown : refusal((thrown as Error).message);
  }
}

function restoreDevice(phone: Phone, snapshot: PhoneSnapshot): void {
  phone.seed = snapshot.seed;
  restoreClock(phone, snapshot.clock);
  phone.packages.restore(snapshot.packages);
  phone.files.restore(
    snapshot.files.map(({ base64, ...file }) => ({
      ...file,
      ...(base64 !== undefined && { data: Buffer.from(base64, 'base64') }),
    })),
  );
  for (const namespace of settingsNamespaces) refill(phone.settings[namespace], snapshot.settings[namespace]);
  const fixed = [...phone.properties].filter(([name]) => name.startsWith('ro.'));
  refill(phone.properties, { ...Object.fromEntries(fixed), ...snapshot.properties });
  refill(phone.appOperations, snapshot.appOperations);
  phone.keyboard.restore(snapshot.inputMethods, snapshot.settings.secure.default_input_method);
  phone.clipboard = snapshot.clipboard;
  phone.location = snapshot.location;
  Object.assign(phone.battery, snapshot.battery);
}

function restoreClock({ clock }: Phone, wanted: PhoneSnapshot['clock']): void {
  clock.follow();
  if (wanted === null) return;
  clock.setSpeed(wanted.speed);
  // Frozen before it is set, or a millisecond could pass in between.
  clock.freeze(wanted.isFrozen);
  clock.set(wanted.timeMs);
}

async function restoreSwitches(switches: SwitchBoard, wanted: PhoneSnapshot['switches']): Promise<void> {
  const settings = switches.settings();
  for (const name of switchNames) {
    // The display has been put back already.
    if (lineSwitches.includes(name) || displaySwitches.includes(name)) continue;
    const value = wanted[name] ?? 'off';
    if (settings[name] !== value) await switches.turn(name, value);
  }
  switches.note(displaySwitches, wanted);
}

const displaySwitches: readonly SwitchName[] = ['landscape', 'size', 'density', 'fold'];

function restorePower({ systemUi }: Phone, { power }: PhoneSnapshot): void {
  systemUi.showPanel('none');
  systemUi.unlock();
  if (power.isOn && !power.isLocked) return;
  systemUi.setPower(false);
  if (power.isOn) systemUi.setPower(true);
}

function refill(map: Map<string, string>, values: Readonly<Record<string, string>>): void {
  map.clear();
  for (const [name, value] of Object.entries(values)) map.set(name, value);
}

function refusal(message: string): FarhandError {
  return new FarhandError('INPUT_INVALID', message, {
    hint: 'Take snapshots from a phone with the same apps, and change nothing in them.',
  });
}
