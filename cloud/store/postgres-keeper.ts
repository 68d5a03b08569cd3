// A program: reads which server it keeps from its first line of input, starts it anew when it was killed, and lets go of
// it when the input ends, that is when its owner has closed or died. Runs in a session of its own, so that no signal to
// the owner's terminal reaches it. One starts with every cloud and mostly sleeps: it loads what it needs when it needs it.
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { isServing, type ServerCharge, stopIfLast } from './postgres-keeping.js';

const lookIntervalMs = 200;
const pauseAfterFailureMs = 1000;

const released = new AbortController();
let kept: Promise<ServerCharge> | undefined;
const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  kept = keep(JSON.parse(line) as ServerCharge);
});
lines.once('close', () => {
  released.abort();
  void kept?.then(stopIfLast);
});

/** Resolves with the last server when it is let go of; one that is just being started is waited for. */
async function keep(charge: ServerCharge): Promise<ServerCharge> {
  let { pid } = charge;
  while (!released.signal.aborted) {
    await delay(lookIntervalMs, undefined, released).catch(() => undefined);
    if (released.signal.aborted || (await isServing(pid))) continue;
    pid = await revive(charge).catch(async () => {
      await delay(pauseAfterFailureMs, undefined, released).catch(() => undefined);
      return pid;
    });
  }
  return { ...charge, pid };
}

async function revive(charge: ServerCharge): Promise<number> {
  const { reviveServer } = await import('./postgres.js');
  return reviveServer(charge, new AbortController().signal);
}
