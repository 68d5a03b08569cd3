// States of real virtual phones, taken in this process: what the control door would tell.
import { startVirtualPhone } from '@farhand/device-bridge';
import type { PhoneTruth } from '../checks/phone-apps.js';

export async function phoneStates(seeds: readonly number[]): Promise<Map<number, PhoneTruth>> {
  const phone = await startVirtualPhone({ seed: seeds[0] ?? 1, timeScale: 0 });
  try {
    return new Map(
      seeds.map((seed) => {
        phone.reset(seed);
        return [seed, phone.state()];
      }),
    );
  } finally {
    await phone.close();
  }
}
