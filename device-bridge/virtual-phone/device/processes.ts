// Which processes run, by name, and who wants to know when one ends.

export interface ProcessInfo {
  readonly processId: number;
  readonly name: string;
}

const bootProcesses = ['system_server', 'com.android.systemui', 'com.android.phone', 'com.android.inputmethod.pinyin'];

export class Processes {
  readonly #running = new Map<number, ProcessInfo>([[1, { processId: 1, name: 'init' }]]);
  readonly #exitListeners = new Set<(name: string) => void>();
  #lastId = 4000;

  constructor() {
    for (const name of bootProcesses) this.ensure(name);
  }

  all(): ProcessInfo[] {
    return [...this.#running.values()];
  }

  get(processId: number): ProcessInfo | undefined {
    return this.#running.get(processId);
  }

  named(name: string): ProcessInfo | undefined {
    return this.all().find((process) => process.name === name);
  }

  /** Starts a process of that name unless one runs. */
  ensure(name: string): ProcessInfo {
    const existing = this.named(name);
    if (existing !== undefined) return existing;
    this.#lastId += 1;
    const process = { processId: this.#lastId, name };
    this.#running.set(process.processId, process);
    return process;
  }

  end(name: string): void {
    const process = this.named(name);
    if (process === undefined) return;
    this.#running.delete(process.processId);
    for (const listener of this.#exitListeners) listener(name);
  }

  onExit(listener: (name: string) => void): void {
    this.#exitListeners.add(listener);
  }
}
