// Facts about the phone, its clipboard and panels, and the server's settings.

import { densityDpi } from '../../device/display.js';
import type { Phone } from '../../device/phone.js';
import { TIME_ZONE } from '../../ui/clock.js';
import type { Json, Routes } from '../router.js';
import type { ServerSettings } from '../server-settings.js';

const batteryLevel = 0.87;
const batteryCharging = 2;

export function deviceRoutes(phone: Phone, settings: ServerSettings): Routes {
  return {
    'GET /appium/device/info': () => deviceInfo(phone),
    'GET /appium/device/pixel_ratio': () => phone.metrics.density,
    'GET /appium/device/display_density': () => densityDpi(phone.metrics),
    'GET /appium/device/system_bars': () => ({ statusBar: phone.metrics.statusBarPx }),
    'GET /appium/device/battery_info': () => ({ level: batteryLevel, status: batteryCharging }),
    'GET /appium/device/declared_orientation': () => 'SCREEN_ORIENTATION_PORTRAIT',
    'GET /appium/device/apps': () => phone.packages.all().map((item) => item.packageName),
    'POST /appium/device/open_notifications': () => {
      phone.systemUi.showPanel('notifications');
      return null;
    },
    'POST /appium/device/set_clipboard': ({ body }) => {
      phone.clipboard = Buffer.from(String(body.content ?? ''), 'base64').toString('utf8');
      return null;
    },
    'POST /appium/device/get_clipboard': () => Buffer.from(phone.clipboard).toString('base64'),
    'GET /appium/settings': () => settings.all(),
    'POST /appium/settings': ({ body }) => {
      settings.update((body.settings ?? {}) as Json);
      return settings.all();
    },
    'POST /appium/reset_ax_cache': () => null,
  };
}

function deviceInfo(phone: Phone): Json {
  const { hardware, metrics } = phone;
  return {
    androidId: hardware.androidId,
    manufacturer: hardware.manufacturer,
    model: hardware.model,
    brand: hardware.manufacturer,
    apiVersion: String(hardware.apiLevel),
    platformVersion: hardware.release,
    carrierName: '中国移动',
    realDisplaySize: `${metrics.widthPx}x${metrics.heightPx}`,
    displayDensity: densityDpi(metrics),
    networks: [
      {
        type: 1,
        typeName: 'WIFI',
        subtype: 0,
        subtypeName: '',
        isConnected: true,
        detailedState: 'CONNECTED',
        state: 'CONNECTED',
        extraInfo: null,
        isAvailable: true,
        isFailover: false,
        isRoaming: false,
        capabilities: null,
      },
    ],
    locale: hardware.locale.replace('-', '_'),
    timeZone: TIME_ZONE,
    bluetooth: { state: 'OFF' },
  };
}
