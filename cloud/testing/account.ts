// An account for tests that pays for everything and remembers it.
import type { Account, BrainCharge } from '../brain/account.js';

export function richAccount(): Account & { readonly charges: BrainCharge[] } {
  const charges: BrainCharge[] = [];
  return {
    charges,
    admit: async () => undefined,
    charge: async (charge) => {
      charges.push(charge);
    },
  };
}
