// The keyboard of the phone's owner. Typing any script may put Appium's own input methods in its place for a moment; when
// that moment ends badly (a link that breaks, a bridge that dies) the phone would be left without keys. So the owner's
// keyboard is remembered when a session opens, and put back when a run ends, however it ends.
import type { Adb } from './adb.js';

/** Appium's input methods all live in its settings helper; none has keys. */
const helperPrefix = 'io.appium.settings/';
/** `package/class`: it becomes part of a shell command on the phone. */
const inputMethodId = /^[\w.]+\/[\w.$]+$/;

export class OwnKeyboard {
  readonly #serial: string;
  readonly #adb: Adb;
  #own: string | undefined;

  constructor(serial: string, adb: Adb) {
    this.#serial = serial;
    this.#adb = adb;
  }

  /** Call when a session has opened. Repairs what an earlier session may have left behind. */
  async remember(signal?: AbortSignal): Promise<void> {
    const current = await this.current(signal);
    if (!this.isHelper(current)) this.#own = current;
    else await this.restore(signal);
  }

  /** Puts the owner's keyboard back where a helper stands in its place. Costs one question when all is well. */
  async restore(signal?: AbortSignal): Promise<void> {
    if (!this.isHelper(await this.current(signal))) return;
    const own = this.#own ?? (await this.#anyWithKeys(signal));
    if (own && inputMethodId.test(own)) await this.#adb.shell(this.#serial, ['ime', 'set', own], signal);
  }

  /** Id of the input method that is chosen. */
  async current(signal?: AbortSignal): Promise<string> {
    return (await this.#adb.shell(this.#serial, ['settings', 'get', 'secure', 'default_input_method'], signal)).trim();
  }

  /** Whether this is no input method for people. */
  isHelper(id: string): boolean {
    return id === '' || id === 'null' || id.startsWith(helperPrefix);
  }

  async #anyWithKeys(signal?: AbortSignal): Promise<string | undefined> {
    const enabled = await this.#adb.shell(this.#serial, ['ime', 'list', '-s'], signal);
    return enabled
      .split('\n')
      .map((line) => line.trim())
      .find((id) => !this.isHelper(id));
  }
}
