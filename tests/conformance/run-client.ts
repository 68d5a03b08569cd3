// Runs one foreign client's checks (clients/*.mjs) in a process of their own, and brings back what each came to.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type AdbServer, type AppiumServer, virtualPhoneMain } from '@farhand/device-bridge';

const limitMs = 180_000;
/** Also from `dist`, where the compiled copy of this file runs. */
const clients = fileURLToPath(new URL('.', import.meta.url)).replace(/dist[\\/]conformance[\\/]$/, 'conformance/');

export interface Row {
  readonly what: string;
  readonly ok: boolean;
  readonly note?: string;
}

export interface ClientPlace {
  readonly phone: { readonly serial: string; readonly controlUrl: string };
  readonly adb: AdbServer;
  readonly appium?: AppiumServer | undefined;
  /** For what it writes. */
  readonly folder: string;
  /** Where its own packages were installed. */
  readonly packages?: string | undefined;
}

export interface Conformance {
  readonly rows: readonly Row[];
  /** Commands that the phone did not know. */
  readonly unknown: readonly string[];
}

/** The phone has to be connected to the adb server. */
export async function runClient(name: string, place: ClientPlace): Promise<Conformance> {
  const { adb, appium, phone, folder, packages } = place;
  const told = {
    serial: phone.serial,
    controlUrl: phone.controlUrl,
    adb: join(adb.androidHome, 'platform-tools', 'adb'),
    adbPort: adb.port,
    appiumPort: appium?.port,
    apk: helperApk(),
    folder,
    packages,
  };
  const env = {
    ...process.env,
    HOME: adb.home,
    ANDROID_HOME: adb.androidHome,
    ANDROID_ADB_SERVER_PORT: String(adb.port),
    CONFORMANCE: JSON.stringify(told),
  };
  const child = spawn(process.execPath, [join(clients, 'clients', `${name}.mjs`)], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
  });
  const rows: Row[] = [];
  let complaint = '';
  child.stderr.on('data', (data) => {
    complaint += data;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{"what"')) rows.push(JSON.parse(line) as Row);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) rows.push({ what: 'its checks run to the end', ok: false, note: complaint.slice(-1000) });
  const { unknownCommands } = (await (await fetch(`${phone.controlUrl}/state`)).json()) as {
    unknownCommands: string[];
  };
  return { rows, unknown: [...new Set(unknownCommands)] };
}

/** A real app package to install: Appium's own helper. */
function helperApk(): string {
  const driver = createRequire(virtualPhoneMain).resolve('appium-uiautomator2-driver/package.json');
  const helper = createRequire(driver).resolve('io.appium.settings/package.json');
  return join(dirname(helper), 'apks/settings_apk-debug.apk');
}
