// The control door of a virtual phone: what is really true of it, and how it is made as it was. No agent knows this door.
import type { VirtualPhoneState } from '@farhand/device-bridge';
import { FarhandError } from '@farhand/shared';
import type { PhoneTruth } from '../checks/phone-apps.js';

export type Truth = PhoneTruth & Pick<VirtualPhoneState, 'display'>;

export interface FilmFrame {
  /** When it was looked at, of the machine's clock. */
  readonly atMs: number;
  readonly packageName: string;
  readonly jpegBase64: string;
}

/** Small enough for hundreds of them in one report, large enough to be read. */
const film = { scale: 0.3, quality: 55 };
const answerLimitMs = 30_000;

export class PhoneControl {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  state(): Promise<Truth> {
    return this.#ask('GET', 'state') as Promise<Truth>;
  }

  /** The data that the seed gives, the launcher in front, the clock at `time` where one is given; filming begins. */
  async begin(seed: number, time: string | undefined): Promise<void> {
    await this.#ask('POST', 'reset', { seed });
    await this.#ask('POST', 'clock', time === undefined ? { follow: true } : { follow: true, time });
    await this.#ask('POST', 'film', film);
  }

  /** What was looked at since, in order, and the screen as it is now. */
  takeFilm(): Promise<FilmFrame[]> {
    return this.#ask('GET', 'film') as Promise<FilmFrame[]>;
  }

  /** Throws DEVICE_LOST when the phone does not answer. */
  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const signal = AbortSignal.timeout(answerLimitMs);
    const init = body === undefined ? { method, signal } : { method, signal, body: JSON.stringify(body) };
    const response = await fetch(`${this.#url}/${path}`, init).catch((cause: unknown) => {
      throw new FarhandError('DEVICE_LOST', `The virtual phone does not answer ${method} ${path}`, { cause });
    });
    if (!response.ok) throw new FarhandError('DEVICE_LOST', `${method} ${path}: ${await response.text()}`);
    return response.json();
  }
}
