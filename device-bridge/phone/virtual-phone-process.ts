// The virtual phone as a process of its own, as far from the bridge as a real phone is: only adb leads to it.
import { FarhandError, withLimit } from '@farhand/shared';
import { z } from 'zod';
import { builtModule, startCompanion } from './process.js';

const startLimitMs = 20_000;

const readyLine = z.object({ serial: z.string(), controlUrl: z.string() });

export interface VirtualPhoneProcess {
  /** What to give to `adb connect`. */
  readonly serial: string;
  /** Where tests look at its state. */
  readonly controlUrl: string;
  readonly pid: number;
  /** Resolves with a sentence when the process has ended. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Throws DEVICE_LOST when it does not come up. */
export async function startVirtualPhoneProcess(seed: number): Promise<VirtualPhoneProcess> {
  const companion = startCompanion(builtModule('virtual-phone/main.js'), ['--seed', String(seed), '--json']);
  const ready = new Promise<z.infer<typeof readyLine>>((resolve, reject) => {
    companion.onLine((line) => {
      const parsed = readyLine.safeParse(tryJson(line));
      if (parsed.success) resolve(parsed.data);
    });
    void companion.ended.then((how) => {
      reject(new FarhandError('DEVICE_LOST', `The virtual phone did not start: ${how}. ${companion.lastLines()}`));
    });
  });
  try {
    const message = `The virtual phone was not ready within ${startLimitMs / 1000} s`;
    const { serial, controlUrl } = await withLimit(ready, startLimitMs, 'DEVICE_LOST', message);
    const { pid, ended } = companion;
    return { serial, controlUrl, pid, ended, stop: () => companion.stop() };
  } catch (error) {
    await companion.stop();
    throw error;
  }
}

function tryJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
