// The suites that belong to the repository, as a run chooses from them.
import { loadSuite, subsets } from '../suites/load.js';
import type { Suite } from './choose-tasks.js';

/** A Tuesday without holidays around it, at an hour when shops are open. */
const phoneTime = '2026-12-01 09:00';

function ours(name: string, about: string): Suite {
  const holds = (subset: string): ((task: { readonly id: string }) => boolean) => {
    let ids: ReadonlySet<string> | undefined;
    return ({ id }) => {
      ids ??= new Set(loadSuite(`${name}:${subset}`).map((task) => task.id));
      return ids.has(id);
    };
  };
  return {
    name,
    about,
    tasks: () => loadSuite(name),
    subsets: Object.fromEntries(subsets.map((subset) => [subset, holds(subset)])),
    phoneTime,
  };
}

export const suites: Readonly<Record<string, Suite>> = {
  'farhand-daily': ours('farhand-daily', 'tasks over the apps of the virtual phone, checked by its state'),
};
