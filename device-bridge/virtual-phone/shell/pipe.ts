// The connection between two commands of a pipeline: one writes, the other reads at its own pace.

export class Pipe implements AsyncIterable<Buffer> {
  readonly #queue: Buffer[] = [];
  #isEnded = false;
  #wake: (() => void) | undefined;

  write(data: Uint8Array): void {
    this.#queue.push(Buffer.from(data));
    this.#wake?.();
  }

  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const next = this.#queue.shift();
      if (next !== undefined) {
        yield next;
      } else if (this.#isEnded) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
