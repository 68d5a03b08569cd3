// What is sent to have something done. Only a person's click on a plan that they have seen is a yes to it: a plan that goes
// unseen, because it reaches nobody, says nothing of the kind.
import type { SubmitRequest } from '@farhand/cloud';
import type { Plan } from '@farhand/shared';
import type { Options } from './options.js';

export interface Given {
  readonly command: string;
  readonly plan: Plan | undefined;
  /** By a click. */
  readonly isApproved: boolean;
}

export function requestOf({ command, plan, isApproved }: Given, { device, budget }: Options): SubmitRequest {
  return {
    command,
    ...(plan && { plan }),
    ...(plan && isApproved && { confirmed: true }),
    ...(device && { device }),
    ...(budget.trim() && { budget: budget.trim() }),
  };
}
