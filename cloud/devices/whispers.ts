// Calls between processes of one cloud that leave nothing behind: what a person sees of a phone and types into it must not
// be stored, and a row of a table is, in the database's log as well. So question and answer go as notices, which Postgres
// writes down nowhere, in pieces as long as a notice may be. What is lost with a connection is asked again by whoever asked.
import { randomUUID } from 'node:crypto';
import { type ErrorBody, FarhandError, toFarhandError } from '@farhand/shared';
import { longestPayloadBytes, type Pulse } from '../store/pulse.js';

/** For name, number and count of a piece beside the piece itself. */
const pieceHeadBytes = 200;
const pieceBytes = longestPayloadBytes - pieceHeadBytes;
const askLimitMs = 30_000;
/** Of pieces that are not whole. */
const mostIncomplete = 100;

interface Question {
  readonly id: string;
  readonly bridge: string;
  readonly method: string;
  readonly input: unknown;
}

type Reply = { readonly value: unknown } | { readonly error: ErrorBody };

export type Answer = (bridge: string, method: string, input: unknown) => Promise<unknown>;

export class Whispers {
  readonly #pulse: Pulse;
  readonly #waiting = new Map<string, (reply: Reply) => void>();
  readonly #asked = new Pieces();
  readonly #answered = new Pieces();
  readonly #ends: (() => void)[];

  /** `replica` names this process; `answer` is asked what others whisper to it. */
  constructor(pulse: Pulse, replica: string, answer: Answer) {
    this.#pulse = pulse;
    this.#ends = [
      pulse.on('whisper', (to, piece) => {
        if (to !== replica) return;
        const whole = this.#asked.add(piece);
        if (whole !== undefined) void this.#reply(JSON.parse(whole) as Question, answer);
      }),
      pulse.on('whispered', (id, piece) => {
        const reply = this.#waiting.get(id);
        const whole = reply && this.#answered.add(piece);
        if (whole !== undefined) reply?.(JSON.parse(whole) as Reply);
      }),
      pulse.on('again', () => {
        for (const reply of this.#waiting.values()) reply({ error: lost('The connection broke').toBody() });
      }),
    ];
  }

  /** Throws what the other process throws, or LINK_LOST when it does not answer. */
  async ask<T>(replica: string, bridge: string, method: string, input: object): Promise<T> {
    const id = randomUUID();
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<Reply>((resolve) => {
      this.#waiting.set(id, resolve);
      const late = lost(`The bridge ${bridge} did not answer within ${askLimitMs / 1000} s`);
      timer = setTimeout(() => resolve({ error: late.toBody() }), askLimitMs);
    });
    try {
      await this.#say('whisper', replica, id, { id, bridge, method, input } satisfies Question);
      const reply = await answered;
      if ('value' in reply) return reply.value as T;
      const { code, message, hint } = reply.error;
      throw new FarhandError(code, message, { hint });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  /** Hears no more. May be called again. */
  close(): void {
    for (const end of this.#ends.splice(0)) end();
  }

  async #reply({ id, bridge, method, input }: Question, answer: Answer): Promise<void> {
    const reply = await answer(bridge, method, input).then(
      (value = null): Reply => ({ value }),
      (thrown: unknown): Reply => ({ error: toFarhandError(thrown).toBody() }),
    );
    // Whoever asked gets no answer then, and asks again.
    await this.#say('whispered', id, id, reply).catch(() => undefined);
  }

  async #say(news: 'whisper' | 'whispered', subject: string, id: string, message: object): Promise<void> {
    // Base64, so that a piece never ends within a character.
    const text = Buffer.from(JSON.stringify(message)).toString('base64');
    const count = Math.ceil(text.length / pieceBytes);
    const sent = Array.from({ length: count }, (_, index) => {
      const piece = text.slice(index * pieceBytes, (index + 1) * pieceBytes);
      return this.#pulse.send(news, subject, `${id} ${index} ${count} ${piece}`);
    });
    await Promise.all(sent);
  }
}

/** Pieces of messages, each `<id> <index> <count> <base64>`, until they are whole. */
class Pieces {
  readonly #incomplete = new Map<string, (string | undefined)[]>();

  /** The whole message with its last piece. */
  add(piece: string): string | undefined {
    const [id = '', index = '', count = '', text = ''] = piece.split(' ');
    const pieces = this.#incomplete.get(id) ?? new Array<string | undefined>(Number(count)).fill(undefined);
    pieces[Number(index)] = text;
    this.#incomplete.set(id, pieces);
    if (pieces.includes(undefined)) {
      for (const oldest of this.#incomplete.keys()) {
        if (this.#incomplete.size <= mostIncomplete) break;
        this.#incomplete.delete(oldest);
      }
      return undefined;
    }
    this.#incomplete.delete(id);
    return Buffer.from(pieces.join(''), 'base64').toString();
  }
}

function lost(what: string): FarhandError {
  return new FarhandError('LINK_LOST', what);
}
