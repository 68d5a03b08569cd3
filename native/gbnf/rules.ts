// The rules of a grammar being written, beside its root.

export class Rules {
  readonly #bodies = new Map<string, string>();
  #families = 0;

  has(name: string): boolean {
    return this.#bodies.has(name);
  }

  set(name: string, body: string): void {
    this.#bodies.set(name, body);
  }

  /** The name of a new rule. */
  add(body: string): string {
    const name = this.newName();
    this.set(name, body);
    return name;
  }

  /** A name that no rule has, nor any that is made of it by adding to it. */
  newName(): string {
    return `part${this.#families++}`;
  }

  lines(): string[] {
    return [...this.#bodies].map(([name, body]) => `${name} ::= ${body}`);
  }
}
