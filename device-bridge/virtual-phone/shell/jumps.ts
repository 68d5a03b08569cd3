// How `exit`, `break` and `continue` leave what they stand in: thrown, and caught where they end.

/** `exit` on its way out of loops and groups to its shell. */
export class Exit extends Error {
  readonly code: number;

  constructor(code: number) {
    super('exit');
    this.code = code;
  }
}

/** `break` or `continue` on its way to its loop. */
export class LoopJump extends Error {
  readonly isBreak: boolean;

  constructor(isBreak: boolean) {
    super('outside of a loop');
    this.isBreak = isBreak;
  }
}
