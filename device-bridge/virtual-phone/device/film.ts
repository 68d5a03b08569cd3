// What agents have seen, for whoever tells afterwards what they did: a small picture whenever somebody looks at a screen
// that has changed since the last look. Off until it is turned on; nobody on the phone can see it.
import type { Phone } from './phone.js';

/** Older ones are let go: whoever films takes them out in time. */
const mostFrames = 500;

export interface FilmOptions {
  /** Of the pictures' width and height, up to 1. */
  readonly scale: number;
  /** JPEG, 1 to 100. */
  readonly quality: number;
}

export interface FilmFrame {
  /** When it was looked at, of the machine's clock. */
  readonly atMs: number;
  readonly packageName: string;
  readonly jpegBase64: string;
}

interface Exposed {
  readonly atMs: number;
  readonly packageName: string;
  readonly jpeg: Promise<Buffer | undefined>;
}

export class Film {
  readonly #phone: Phone;
  #options: FilmOptions | undefined;
  #frames: Exposed[] = [];
  #version = '';

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  /** Undefined turns it off; what was filmed is let go either way. */
  turn(options: FilmOptions | undefined): void {
    this.#options = options;
    this.#frames = [];
    this.#version = '';
  }

  /** Call when somebody reads the screen. */
  looked(): void {
    const { version } = this.#phone.frame;
    if (!this.#options || version === this.#version) return;
    this.#version = version;
    const { scale, quality } = this.#options;
    // The picture is of now, however late it is drawn. One that cannot be drawn is left out.
    const jpeg = this.#phone.screenshots.jpeg(scale, quality).catch(() => undefined);
    const packageName = this.#phone.activities.foregroundPackage;
    this.#frames = [...this.#frames.slice(1 - mostFrames), { atMs: Date.now(), packageName, jpeg }];
  }

  /** All since they were taken out last, with the screen as it is now at the end. */
  async takeOut(): Promise<FilmFrame[]> {
    this.looked();
    const frames = this.#frames;
    this.#frames = [];
    const drawn = await Promise.all(
      frames.map(async ({ jpeg, ...frame }) => ({ ...frame, jpegBase64: (await jpeg)?.toString('base64') })),
    );
    return drawn.flatMap((frame) =>
      frame.jpegBase64 === undefined ? [] : [{ ...frame, jpegBase64: frame.jpegBase64 }],
    );
  }
}
