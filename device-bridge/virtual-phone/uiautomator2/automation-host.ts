// The life of the automation server: starts with `am instrument`, listens on two device ports while it lives, and ends
// with its session, with its process, or with the command that started it.

import type { Service } from '../adbd/daemon.js';
import type { AdbStream } from '../adbd/stream.js';
import type { Phone } from '../device/phone.js';
import type { Automation } from '../shell/command.js';
import { serveMjpeg } from './mjpeg.js';
import { UiAutomator2Server } from './server.js';

const restPort = 6790;
const mjpegPort = 7810;
export const automationPorts: readonly number[] = [restPort, mjpegPort];
/** A host that connects a moment before the server is up waits this long instead of trying again a second later. */
const startGraceMs = 500;

interface Run {
  readonly targetPackage: string;
  readonly server: UiAutomator2Server;
  readonly stop: () => void;
}

export class AutomationHost implements Automation {
  readonly #phone: Phone;
  readonly #onUnknown: (request: string) => void;
  readonly #onStarted = new Set<() => void>();
  #run: Run | undefined;
  #requestCount = 0;

  constructor(phone: Phone, onUnknown: (request: string) => void) {
    this.#phone = phone;
    this.#onUnknown = onUnknown;
    phone.processes.onExit((name) => {
      if (name === this.#run?.targetPackage) this.stop();
    });
  }

  get isRunning(): boolean {
    return this.#run !== undefined;
  }

  get requestCount(): number {
    return this.#requestCount;
  }

  run(targetPackage: string, signal: AbortSignal): Promise<void> {
    this.stop();
    const installed = this.#phone.packages.get(targetPackage);
    return new Promise((resolve) => {
      const stop = (): void => {
        signal.removeEventListener('abort', stop);
        if (this.#run?.stop === stop) this.#run = undefined;
        server.close();
        this.#phone.processes.end(targetPackage);
        resolve();
      };
      const server = new UiAutomator2Server({
        phone: this.#phone,
        version: { name: installed?.versionName ?? '', code: installed?.versionCode ?? 0 },
        onRequest: () => {
          this.#requestCount += 1;
        },
        onUnknown: this.#onUnknown,
        onSessionDeleted: stop,
      });
      this.#phone.processes.ensure(targetPackage);
      this.#run = { targetPackage, server, stop };
      this.#phone.log.write('appium', `AndroidServer started on port ${restPort}`);
      signal.addEventListener('abort', stop, { once: true });
      for (const notify of [...this.#onStarted]) notify();
    });
  }

  /** Ends the server as a crash would; `am instrument` ends with it. */
  stop(): void {
    this.#run?.stop();
  }

  /** What listens on one of `automationPorts`; undefined when nothing does and nothing is about to. */
  service(port: number): Service | undefined {
    const run = this.#run;
    if (port === restPort) return (stream) => (run === undefined ? this.#awaitRun(stream) : run.server.accept(stream));
    if (port !== mjpegPort) return undefined;
    return run && ((stream) => serveMjpeg(stream, this.#phone, run.server.settings));
  }

  #awaitRun(stream: AdbStream): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#onStarted.delete(finish);
        stream.over.removeEventListener('abort', finish);
        if (this.#run === undefined || stream.over.aborted) stream.end();
        else this.#run.server.accept(stream);
        resolve();
      };
      const timer = setTimeout(finish, startGraceMs);
      this.#onStarted.add(finish);
      stream.over.addEventListener('abort', finish, { once: true });
    });
  }
}
