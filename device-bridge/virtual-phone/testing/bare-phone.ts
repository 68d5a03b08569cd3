// A phone without debug daemon, for tests of single layers: run shell scripts on it, look at what was not understood.
import { ByteReader } from '../adbd/byte-reader.js';
import { Phone } from '../device/phone.js';
import { ScreenRenderer } from '../render/index.js';
import { allCommands } from '../shell/commands/index.js';
import { Shell } from '../shell/interpreter.js';
import { AutomationHost } from '../uiautomator2/automation-host.js';
import { createFixtureApps } from './fixture-apps.js';

export interface BarePhone {
  readonly phone: Phone;
  readonly unknown: string[];
  /** Runs a script with the given stdin. */
  run(source: string, stdin?: Buffer): Promise<{ code: number; stdout: string; stderr: string }>;
}

export function createBarePhone(): BarePhone {
  const phone = new Phone({ seed: 1, apps: createFixtureApps(), renderer: new ScreenRenderer(), timeScale: 0 });
  const unknown: string[] = [];
  const onUnknown = (what: string): void => void unknown.push(what);
  const automation = new AutomationHost(phone, onUnknown);
  const shell = new Shell({ phone, automation, commands: allCommands, onUnknown });
  return {
    phone,
    unknown,
    run: async (source, stdin = Buffer.alloc(0)) => {
      const stdout: Uint8Array[] = [];
      const stderr: Uint8Array[] = [];
      const code = await shell.run(source, {
        stdin: new ByteReader(chunksOf(stdin)),
        stdout: (data) => void stdout.push(data),
        stderr: (data) => void stderr.push(data),
        signal: AbortSignal.timeout(5000),
      });
      return { code, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') };
    },
  };
}

async function* chunksOf(data: Buffer): AsyncGenerator<Buffer> {
  if (data.length > 0) yield data;
}
