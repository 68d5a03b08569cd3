// The version of what is on screen: changes with every `invalidate` and when the status bar's clock turns over.

export class Frame {
  readonly #clockText: () => string;
  readonly #listeners = new Set<() => void>();
  #count = 1;

  constructor(clockText: () => string) {
    this.#clockText = clockText;
  }

  /** Counts invalidations; the same count means that windows are unchanged. */
  get count(): number {
    return this.#count;
  }

  /** The same version means the same pixels. */
  get version(): string {
    return `${this.#count}@${this.#clockText()}`;
  }

  invalidate(): void {
    this.#count += 1;
    for (const listener of [...this.#listeners]) listener();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
