// System properties and the three settings namespaces, with the values a phone with Chinese locale ships with.
import type { ScreenMetrics } from '../apps/app.js';
import { densityDpi } from './display.js';

/** Fixed facts about the phone. */
export interface Hardware {
  readonly manufacturer: string;
  readonly model: string;
  readonly device: string;
  readonly serialNumber: string;
  readonly androidId: string;
  readonly release: string;
  readonly apiLevel: number;
  readonly locale: string;
}

export function createHardware(seed: number): Hardware {
  const suffix = (seed >>> 0).toString(16).padStart(8, '0');
  return {
    manufacturer: 'Farhand',
    model: 'Virtual Phone',
    device: 'virtual_phone',
    serialNumber: `VP${suffix.toUpperCase()}`,
    androidId: `5f3a9c0d${suffix}`,
    release: '14',
    apiLevel: 34,
    locale: 'zh-CN',
  };
}

export function createProperties(hardware: Hardware, metrics: ScreenMetrics): Map<string, string> {
  return new Map([
    ['ro.build.version.sdk', String(hardware.apiLevel)],
    ['ro.build.version.release', hardware.release],
    ['ro.build.characteristics', 'phone'],
    ['ro.product.manufacturer', hardware.manufacturer],
    ['ro.product.brand', hardware.manufacturer],
    ['ro.product.model', hardware.model],
    ['ro.product.device', hardware.device],
    ['ro.product.name', hardware.device],
    ['ro.product.cpu.abi', 'arm64-v8a'],
    ['ro.product.cpu.abilist', 'arm64-v8a,armeabi-v7a,armeabi'],
    ['ro.product.locale', hardware.locale],
    ['ro.serialno', hardware.serialNumber],
    ['ro.sf.lcd_density', String(densityDpi(metrics))],
    ['ro.debuggable', '0'],
    ['ro.secure', '1'],
    ['persist.sys.locale', hardware.locale],
    ['persist.sys.timezone', 'Asia/Shanghai'],
    ['service.adb.root', '0'],
    ['sys.boot_completed', '1'],
    ['init.svc.bootanim', 'stopped'],
  ]);
}

export const settingsNamespaces = ['system', 'secure', 'global'] as const;
export type SettingsNamespace = (typeof settingsNamespaces)[number];

export function isSettingsNamespace(name: string): name is SettingsNamespace {
  return settingsNamespaces.some((known) => known === name);
}

export type Settings = Readonly<Record<SettingsNamespace, Map<string, string>>>;

export function createSettings(hardware: Hardware): Settings {
  return {
    system: new Map([
      ['accelerometer_rotation', '0'],
      ['screen_off_timeout', '600000'],
      ['screen_brightness', '128'],
      ['time_12_24', '24'],
      ['user_rotation', '0'],
    ]),
    secure: new Map([['android_id', hardware.androidId]]),
    global: new Map([
      ['adb_enabled', '1'],
      ['airplane_mode_on', '0'],
      ['animator_duration_scale', '1.0'],
      ['bluetooth_on', '0'],
      ['mobile_data', '1'],
      ['transition_animation_scale', '1.0'],
      ['wifi_on', '1'],
      ['window_animation_scale', '1.0'],
    ]),
  };
}
