// Element ids. An id stands for one view key in one package's window, so it stays good while the view means the same
// thing, however often the app rebuilds its screen.
import crypto from 'node:crypto';
import type { Phone } from '../device/phone.js';
import { nodesOf, type VisibleNode } from '../device/visible-tree.js';
import { noSuchElement, staleElement } from './errors.js';

/** The key under which WebDriver sends element ids. */
const webElementKey = 'element-6066-11e4-a52e-4f735466cecf';
const legacyElementKey = 'ELEMENT';

export interface ElementReference {
  readonly [legacyElementKey]: string;
  readonly [webElementKey]: string;
}

interface KnownView {
  readonly packageName: string;
  readonly key: string;
}

export class Elements {
  readonly #phone: Phone;
  readonly #known = new Map<string, KnownView>();

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  /** Hands out the id of a node. */
  reference(node: VisibleNode): ElementReference {
    const { packageName } = node.window;
    const { key } = node.view;
    const digest = crypto.createHash('sha256').update(`${packageName}\n${key}`).digest('hex');
    const id = `00000000-${digest.slice(0, 4)}-${digest.slice(4, 8)}-${digest.slice(8, 12)}-${digest.slice(12, 24)}`;
    this.#known.set(id, { packageName, key });
    return { [legacyElementKey]: id, [webElementKey]: id };
  }

  /** @throws WebDriverError `no such element` for an id never handed out */
  isVisible(id: string): boolean {
    return this.#find(this.#keyOf(id)) !== undefined;
  }

  /** @throws WebDriverError `no such element` for an id never handed out, `stale element reference` once it is gone */
  resolve(id: string): VisibleNode {
    const known = this.#keyOf(id);
    const node = this.#find(known);
    if (node === undefined) throw staleElement(known.key);
    return node;
  }

  clear(): void {
    this.#known.clear();
  }

  #keyOf(id: string): KnownView {
    const known = this.#known.get(id);
    if (known === undefined) throw noSuchElement();
    return known;
  }

  #find(known: KnownView): VisibleNode | undefined {
    for (const node of nodesOf(this.#phone.activeTree())) {
      if (node.view.key === known.key && node.window.packageName === known.packageName) return node;
    }
    return undefined;
  }
}

/** The id inside a reference a client sent; undefined when it is none. */
export function elementIdOf(reference: unknown): string | undefined {
  if (typeof reference !== 'object' || reference === null) return undefined;
  const fields = reference as Record<string, unknown>;
  const id = fields[webElementKey] ?? fields[legacyElementKey];
  return typeof id === 'string' ? id : undefined;
}
