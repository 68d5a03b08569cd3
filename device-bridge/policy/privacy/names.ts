// Names of people, learnt where people are listed: in programs for chats, calls and contacts a label of its own that is
// a person's name. Once learnt, a name is known wherever it stands.
import { apps } from '@farhand/shared';
import { clean } from '../../hand/reading/texts.js';
import type { Observation } from '../../phone/phone.js';
import { personName } from './patterns.js';

/** Names beyond this forget the oldest. */
const mostNames = 5000;
const peopleCategories = new Set(['chat', 'contacts', 'phone']);

const peoplePackages: ReadonlySet<string> = new Set(
  apps.filter(({ category }) => peopleCategories.has(category)).flatMap(({ packages }) => packages),
);

export class NameBook implements Iterable<string> {
  readonly #names = new Set<string>();

  learn(screen: Observation): void {
    if (!peoplePackages.has(screen.packageName)) return;
    for (const { text, description, editable } of screen.tree.nodes) {
      if (editable) continue;
      for (const label of [text, description]) this.#take(clean(label).replace(/\s*[(（]\d+[)）]$/, ''));
    }
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#names.values();
  }

  #take(label: string): void {
    if (!personName.test(label)) return;
    this.#names.add(label);
    for (const oldest of this.#names) {
      if (this.#names.size <= mostNames) return;
      this.#names.delete(oldest);
    }
  }
}
