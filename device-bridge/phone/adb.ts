// adb, as much of it as a bridge needs: which phones there are, what state each is in, and what a phone's shell prints when
// it is asked. Everything done *on* a phone goes through Appium. Each bridge has an adb server of its own, so that several bridges, checkouts and test
// runs never meddle with each other; only a server that already holds the user's USB phones is shared.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { delay, FarhandError } from '@farhand/shared';
import { printedBytes, serverEnd } from './adb-stream.js';
import { freePort, isListening } from './free-port.js';
import { type RunResult, run } from './process.js';

const commandLimitMs = 15_000;
const usualPort = 5037;
/** Of two commands that find no server, both start one: one fails before it has done anything, and is run again. */
const lostRace = /cannot connect to daemon/;
const daemonAttempts = 4;
const daemonPauseMs = 300;

/** As adb names it: "device" is ready for use. */
export type AdbState = 'device' | 'offline' | 'unauthorized' | 'other';

export interface AdbDevice {
  readonly serial: string;
  readonly state: AdbState;
  readonly model?: string;
}

export class Adb {
  readonly file: string;
  readonly port: number;
  /** A shared server is the user's: it is left running. */
  readonly #own: boolean;
  #stopped = false;

  private constructor(file: string, port: number, own: boolean) {
    this.file = file;
    this.port = port;
    this.#own = own;
  }

  /** A server of our own on a free port. Throws ADB_MISSING. */
  static async start(signal?: AbortSignal): Promise<Adb> {
    const adb = new Adb(findAdb(), await freePort(), true);
    await adb.#must(['start-server'], signal);
    return adb;
  }

  /** The server that runs on adb's usual port, or nothing. Two servers cannot hold the same USB phone. */
  static async running(): Promise<Adb | undefined> {
    const port = Number(process.env.ANDROID_ADB_SERVER_PORT ?? usualPort);
    return (await isListening(port)) ? new Adb(findAdb(), port, false) : undefined;
  }

  async devices(signal?: AbortSignal): Promise<AdbDevice[]> {
    const { stdout } = await this.#must(['devices', '-l'], signal);
    return parseDevices(stdout);
  }

  /** Attaches a phone that listens on TCP. Throws DEVICE_LOST when nobody answers there. */
  async connect(address: string, signal?: AbortSignal): Promise<void> {
    const { stdout } = await this.#must(['connect', address], signal);
    if (!/^(already )?connected to/m.test(stdout)) {
      throw new FarhandError('DEVICE_LOST', `No phone answers at ${address}: ${stdout.trim()}`);
    }
  }

  /** Tries once to get a phone on the network back; does nothing for one on a cable. */
  async reconnect(serial: string, signal?: AbortSignal): Promise<void> {
    if (!serial.includes(':')) return;
    // adb calls an offline phone connected; only after a disconnect does it dial again.
    await this.disconnect(serial, signal);
    await this.connect(serial, signal).catch(() => {});
  }

  /** Forgets a phone that listens on TCP: one that has ended is listed as offline until then. */
  async disconnect(address: string, signal?: AbortSignal): Promise<void> {
    await this.#run(['disconnect', address], signal);
  }

  /** What a command prints on the phone. The words are joined by spaces and read by the phone's shell: nothing unchecked. */
  async shell(serial: string, command: readonly string[], signal?: AbortSignal): Promise<string> {
    return (await this.#must(['-s', serial, 'shell', ...command], signal)).stdout;
  }

  /** The bytes that a command prints on the phone; it is read by the phone's shell: nothing unchecked. */
  bytes(serial: string, command: string, signal?: AbortSignal): Promise<Buffer> {
    return printedBytes(this.port, serial, command, signal);
  }

  /** Resolves when the server is gone, with all it knew of phones; rejects when the signal aborts. */
  serverEnd(signal: AbortSignal): Promise<void> {
    return serverEnd(this.port, signal);
  }

  async stop(): Promise<void> {
    if (this.#stopped || !this.#own) return;
    this.#stopped = true;
    await this.#run(['kill-server']).catch(() => {});
  }

  /** The command that ends this server, for a process that outlives us; nothing for a shared one. */
  killCommand(): readonly string[] {
    return this.#own ? [this.file, '-P', String(this.port), 'kill-server'] : [];
  }

  async #must(args: readonly string[], signal?: AbortSignal): Promise<RunResult> {
    const result = await this.#run(args, signal);
    if (result.code === 0) return result;
    const said = (result.stderr || result.stdout).trim().split('\n')[0];
    throw new FarhandError('DEVICE_LOST', `adb ${args.join(' ')} failed: ${said}`);
  }

  async #run(args: readonly string[], signal?: AbortSignal): Promise<RunResult> {
    // The server looks for emulators on local ports by itself unless told that there are none.
    const env = { ...process.env, ADB_LOCAL_TRANSPORT_MAX_PORT: '0' };
    for (let attempt = 1; ; attempt++) {
      const result = await run(this.file, ['-P', String(this.port), ...args], { limitMs: commandLimitMs, signal, env });
      if (!lostRace.test(result.stderr) || attempt === daemonAttempts) return result;
      await delay(daemonPauseMs, signal);
    }
  }
}

/** Reads `adb devices -l`: serial, state, then key:value pairs. */
export function parseDevices(output: string): AdbDevice[] {
  const devices: AdbDevice[] = [];
  for (const line of output.split('\n')) {
    const match = /^(\S+)\s+(device|offline|unauthorized|no permissions|[a-z]+)\b(.*)$/.exec(line);
    if (!match || line.startsWith('List of devices') || line.startsWith('*')) continue;
    const [, serial = '', state = '', rest = ''] = match;
    const model = /\bmodel:(\S+)/.exec(rest)?.[1]?.replaceAll('_', ' ');
    devices.push({ serial, state: toState(state), ...(model ? { model } : {}) });
  }
  return devices;
}

function toState(state: string): AdbState {
  return state === 'device' || state === 'offline' || state === 'unauthorized' ? state : 'other';
}

/** adb of the Android SDK that the environment names, else of PATH. */
export function findAdb(env: NodeJS.ProcessEnv = process.env): string {
  const sdks = [env.ANDROID_HOME, env.ANDROID_SDK_ROOT].filter((folder) => folder !== undefined && folder !== '');
  const folders = [
    ...sdks.map((sdk) => join(sdk as string, 'platform-tools')),
    ...(env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''),
  ];
  for (const folder of folders) {
    const file = join(folder, 'adb');
    if (isExecutable(file)) return file;
  }
  throw new FarhandError(
    'ADB_MISSING',
    `adb was found neither in ANDROID_HOME nor in the ${folders.length} folders of PATH`,
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
