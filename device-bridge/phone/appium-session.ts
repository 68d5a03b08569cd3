// One Appium session on one phone, kept alive. When the link or the instrumentation on the phone breaks, it is renewed
// once: reconnect, new session, go on. Questions are then asked again; an action is not, because nobody knows whether
// it was done: its caller gets SCREEN_CHANGED, looks at the screen and decides anew.
import { abortReason, delay, FarhandError, withLimit } from '@farhand/shared';
import type { Adb, AdbState } from './adb.js';
import type { AppiumServer } from './appium-server.js';
import { CutOff } from './phone.js';

/** A webdriverio session; its commands are what the phone uses. */
export type Driver = WebdriverIO.Browser;

const commandLimitMs = 30_000;
const sessionLimitMs = 90_000;
const returnLimitMs = 8_000;
const returnPollMs = 250;

// How a broken connection reads in the errors of the driver, the instrumentation, the HTTP client and our own limit.
const brokenSigns = [
  /instrumentation process is not running/i,
  /socket hang up/i,
  /ECONNREFUSED|ECONNRESET|EPIPE|UND_ERR|fetch failed/,
  /session is either terminated or not started/i,
  /invalid session id/i,
  /could not proxy command/i,
  /device .*(offline|not found|unauthorized)/i,
  /was not in the list of connected devices/i,
  /no devices\/emulators found/i,
  /could not find a connected android device/i,
  /cannot connect to daemon/i,
  // An adb that is killed under a command says nothing.
  /Error executing adbExec.*exited with code \d+'; Command\s+when running/s,
  /did not answer within/,
];

export class AppiumSession {
  readonly #serial: string;
  readonly #adb: Adb;
  readonly #server: AppiumServer;
  #opening: Promise<Driver> | undefined;
  #closed = false;

  readonly #opened: (signal?: AbortSignal) => Promise<void>;
  /** The command that an aborted caller left behind; the phone is not used again before it has ended. */
  #left: Promise<unknown> | undefined;

  /** `opened` is called after each new session. */
  constructor(
    serial: string,
    adb: Adb,
    server: AppiumServer,
    opened: (signal?: AbortSignal) => Promise<void> = async () => {},
  ) {
    this.#opened = opened;
    this.#serial = serial;
    this.#adb = adb;
    this.#server = server;
  }

  /** For what may be done twice. Throws DEVICE_LOST when a renewed connection fails too. */
  async ask<T>(question: (driver: Driver) => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await this.#attempt(question, signal);
    } catch (error) {
      if (!isBroken(error)) throw error;
      await this.#renew(error, signal);
      return this.#attempt(question, signal).catch((again: unknown) => {
        throw isBroken(again) ? this.#lost(again) : again;
      });
    }
  }

  /** What a question to the phone's shell prints; the command is one of ours. Mended like any other question. */
  printed(command: string, signal?: AbortSignal): Promise<Buffer> {
    return this.ask(() => {
      return this.#adb.bytes(this.#serial, command, signal).catch((error: unknown) => {
        throw error instanceof FarhandError && error.code === 'DEVICE_LOST' ? new AdbSilent(error) : error;
      });
    }, signal);
  }

  /** For what must not be done twice. Throws CutOff after a renewed connection. */
  async act<T>(action: (driver: Driver) => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await this.#attempt(action, signal);
    } catch (error) {
      if (!isBroken(error)) throw error;
      await this.#renew(error, signal);
      throw new CutOff(this.#serial, error);
    }
  }

  /** Resolves when the command that an aborted caller left behind has ended. */
  async idle(): Promise<void> {
    await this.#left;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const driver = await this.#opening?.catch(() => undefined);
    await driver?.deleteSession().catch(() => {});
  }

  async #attempt<T>(work: (driver: Driver) => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted) throw abortReason(signal);
    if (this.#closed) throw new FarhandError('DEVICE_LOST', `The session on ${this.#serial} was closed`);
    const driver = await this.#driver(signal);
    await this.#left;
    const running = withLimit(work(driver), commandLimitMs, 'APPIUM_FAILED', this.#silence(commandLimitMs));
    const left = () => {
      const ended = running.then(nothing, nothing).then(() => {
        if (this.#left === ended) this.#left = undefined;
      });
      this.#left = ended;
    };
    return abortable(running, left, signal);
  }

  #driver(signal?: AbortSignal): Promise<Driver> {
    this.#opening ??= this.#open(signal).catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #open(signal?: AbortSignal): Promise<Driver> {
    // Appium itself would wait long for a phone that adb has lost.
    if ((await this.#state(signal)) !== 'device') await this.#waitForPhone(undefined, signal);
    const [{ remote }, port] = await Promise.all([import('webdriverio'), this.#server.ready(signal)]);
    const session = remote({
      hostname: '127.0.0.1',
      port,
      logLevel: 'silent',
      connectionRetryCount: 0,
      connectionRetryTimeout: sessionLimitMs,
      capabilities: this.#capabilities(),
    });
    try {
      const driver = await withLimit(session, sessionLimitMs, 'APPIUM_FAILED', this.#silence(sessionLimitMs));
      await this.#opened(signal);
      return driver;
    } catch (error) {
      throw error instanceof FarhandError || isBroken(error) ? error : sessionError(this.#serial, error);
    }
  }

  #capabilities(): WebdriverIO.Capabilities {
    return {
      platformName: 'Android',
      'appium:automationName': 'UiAutomator2',
      'appium:udid': this.#serial,
      'appium:adbPort': this.#adb.port,
      'appium:noReset': true,
      'appium:autoLaunch': false,
      // A model or a person may think for long; the session ends with the bridge.
      'appium:newCommandTimeout': 24 * 60 * 60,
      'appium:adbExecTimeout': 60_000,
      'appium:suppressKillServer': true,
      'appium:skipLogcatCapture': true,
      // Busy feeds never go idle; the screen is watched by us instead.
      'appium:settings[waitForIdleTimeout]': 0,
      'appium:settings[waitForSelectorTimeout]': 0,
      'appium:settings[actionAcknowledgmentTimeout]': 300,
    } as WebdriverIO.Capabilities;
  }

  async #renew(cause: unknown, signal?: AbortSignal): Promise<void> {
    const old = await this.#opening?.catch(() => undefined);
    this.#opening = undefined;
    const left = old?.deleteSession().catch(() => {});
    if (left) await withLimit(left, 2000, 'APPIUM_FAILED', 'The old session did not end').catch(() => {});
    await this.#waitForPhone(cause, signal);
  }

  async #waitForPhone(cause: unknown, signal?: AbortSignal): Promise<void> {
    const deadlineMs = performance.now() + returnLimitMs;
    while (performance.now() < deadlineMs) {
      const state = await this.#state(signal);
      if (state === 'device') return;
      if (state === 'unauthorized') {
        throw new FarhandError('DEVICE_UNAUTHORIZED', `Phone ${this.#serial} has not accepted this computer`);
      }
      await this.#adb.reconnect(this.#serial, signal);
      await delay(returnPollMs, signal);
    }
    throw this.#lost(cause);
  }

  async #state(signal?: AbortSignal): Promise<AdbState | undefined> {
    const devices = await this.#adb.devices(signal);
    return devices.find(({ serial }) => serial === this.#serial)?.state;
  }

  #lost(cause: unknown): FarhandError {
    return new FarhandError('DEVICE_LOST', `Phone ${this.#serial} is no longer connected`, { cause });
  }

  #silence(limitMs: number): string {
    return `Phone ${this.#serial} did not answer within ${limitMs / 1000} s`;
  }
}

function nothing(): void {}

/** adb has lost the phone, or itself; unlike a phone that did not come back, this can be mended. */
class AdbSilent extends Error {
  constructor(cause: FarhandError) {
    super(cause.message, { cause });
  }
}

function isBroken(error: unknown): boolean {
  if (error instanceof AdbSilent) return true;
  if (error instanceof FarhandError && error.code !== 'APPIUM_FAILED') return false;
  const message =
    error instanceof Error ? `${error.name} ${error.message} ${String(error.cause ?? '')}` : String(error);
  return brokenSigns.some((sign) => sign.test(message));
}

function sessionError(serial: string, error: unknown): FarhandError {
  const said = (error instanceof Error ? error.message : String(error)).split('\n')[0];
  return new FarhandError('APPIUM_FAILED', `Appium could not open a session on ${serial}: ${said}`, { cause: error });
}

/** The work's result, or the signal's reason as soon as it aborts; webdriverio commands themselves cannot be stopped. */
function abortable<T>(work: Promise<T>, left: () => void, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      left();
      reject(abortReason(signal));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
