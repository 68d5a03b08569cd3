// Engines in processes of their own, asked turn by turn: while one is measured, the other waits.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/** In the child: opens the engine that the parent's first message describes, then answers until it says 'close'. */
export async function serveTurns(open) {
  const [settings] = await once(process, 'message');
  const engine = await open(settings);
  process.send({ about: engine.about });
  process.on('message', async ({ kind, args }) => {
    if (kind === 'close') {
      await engine.close();
      process.disconnect();
      return;
    }
    const used = process.cpuUsage();
    const value = await engine[kind](...args);
    const { user, system } = process.cpuUsage(used);
    process.send({ value, cpuMs: (user + system) / 1000 });
  });
}

/** In the parent: one engine. */
export class Engine {
  #child;

  constructor(script, env) {
    this.#child = fork(fileURLToPath(new URL(script, import.meta.url)), { env: { ...process.env, ...env } });
  }

  async open(settings) {
    this.about = (await this.#ask(settings)).about;
    return this;
  }

  /**
   * One measurement: what the child's method of that name returned, and the share of all cores that others used
   * meanwhile. The whole call is looked at, of which the method may time only a part.
   */
  async turn(kind, ...args) {
    const before = busyMs();
    const startedMs = performance.now();
    const { value, cpuMs } = await this.#ask({ kind, args });
    const wholeMs = performance.now() - startedMs;
    const others = (busyMs() - before - cpuMs) / (wholeMs * cpus().length);
    return { value, others: Math.max(0, others) };
  }

  async close() {
    if (this.#child.exitCode !== null || !this.#child.connected) return;
    const ended = once(this.#child, 'exit');
    this.#child.send({ kind: 'close' });
    await ended;
  }

  async #ask(message) {
    const ended = new AbortController();
    const answer = once(this.#child, 'message', { signal: ended.signal });
    const death = once(this.#child, 'exit', { signal: ended.signal }).then(([code, signal]) => {
      throw new Error(`An engine ended before it answered (${signal ?? `exit code ${code}`})`);
    });
    try {
      this.#child.send(message);
      return (await Promise.race([answer, death]))[0];
    } finally {
      answer.catch(() => {});
      death.catch(() => {});
      ended.abort();
    }
  }
}

/** Milliseconds that all cores have worked for anybody */
function busyMs() {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}
