// Waiting for news without missing any: a ring that comes while nobody waits is remembered.

export class Bell {
  #ringing = false;
  #wake: (() => void) | undefined;

  /** Bound, so that it can be handed out as a listener. */
  readonly ring = (): void => {
    this.#ringing = true;
    this.#wake?.();
  };

  /** Resolves when it has rung since this last resolved, or after the limit. */
  async rung(limitMs?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    if (!this.#ringing) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (limitMs !== undefined) timer = setTimeout(resolve, limitMs).unref();
      });
    }
    clearTimeout(timer);
    this.#wake = undefined;
    this.#ringing = false;
  }
}
