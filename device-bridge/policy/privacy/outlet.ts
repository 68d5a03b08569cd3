// The one way out of the bridge: every answer, error and notice to the cloud passes here. Below `open` personal data is
// replaced by placeholders, turned back where the cloud uses them; what leaves is counted in the task's record. What the
// cloud itself has said in the call is no secret to it and stays readable.
import { type Left, type PrivacyLevel, privacyLevels } from '@farhand/shared';
import type { AuditLog } from '../../audit/log.js';
import { goesBy } from '../../hand/reading/people.js';
import { foldText } from '../../hand/reading/texts.js';
import { findPersonal, type Piece } from './finder.js';
import type { NameBook } from './names.js';
import type { PersonalKind } from './patterns.js';
import { Vault, withoutForgeries } from './vault.js';

/** Fields that name things of ours and never hold what a screen says. */
const ownFields: ReadonlySet<string> = new Set(
  'device_id session_id frame_id token package stop_reason code platform state privacy_level verified currency watch notification mark hold'.split(
    ' ',
  ),
);
/** What tells nothing of a task or a screen and is asked for all the time is not recorded. */
const unrecorded: ReadonlySet<string> = new Set(['phones', 'still']);
/** Where calls that belong to no task are recorded. */
export const noTask = 'no-task';
const keptSessions = 200;

export interface OutletOptions {
  readonly level: PrivacyLevel;
  readonly audit: AuditLog;
  readonly names: NameBook;
  /** Defaults to one whose placeholders begin at 1. */
  readonly vault?: Vault | undefined;
}

/** What the cloud said when a session began, and what it only has placeholders for. */
interface Remembered {
  readonly record: string;
  readonly known: readonly string[];
  readonly held: readonly string[];
}

interface CallInput {
  readonly task_id?: string | undefined;
  readonly session_id?: string | undefined;
  readonly privacy_level?: PrivacyLevel | undefined;
  readonly [field: string]: unknown;
}

/** Arguments in which the cloud says something. */
const spokenFields = ['task', 'request', 'values', 'reply_from_client', 'text', 'question', 'consent', 'watches'];

export class Outlet {
  readonly level: PrivacyLevel;
  readonly audit: AuditLog;
  readonly names: NameBook;
  readonly vault: Vault;
  readonly #sessions = new Map<string, Remembered>();

  constructor({ level, audit, names, vault = new Vault() }: OutletOptions) {
    this.vault = vault;
    this.level = level;
    this.audit = audit;
    this.names = names;
  }

  /** A call of the cloud with these arguments, as they came. */
  call(input: CallInput): OutgoingCall {
    const session = this.#sessions.get(input.session_id ?? '');
    const known = [...(session?.known ?? []), ...spokenFields.flatMap((field) => stringsIn(input[field]))];
    const level = stricter(this.level, input.privacy_level ?? 'open');
    return new OutgoingCall(this, level, { known, held: session?.held ?? [] }, input.task_id ?? session?.record);
  }

  /** What the cloud said when the session began is known to it in later calls, too. */
  remember(sessionId: string, remembered: Remembered): void {
    this.#sessions.delete(sessionId);
    this.#sessions.set(sessionId, remembered);
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= keptSessions) return;
      this.#sessions.delete(oldest);
    }
  }
}

export class OutgoingCall {
  readonly level: PrivacyLevel;
  readonly #outlet: Outlet;
  #known: readonly string[];
  #held: readonly string[];
  #record: string | undefined;
  #session: string | undefined;
  #left: Left = { personal: 0, held: 0, picture_bytes: 0 };

  constructor(
    outlet: Outlet,
    level: PrivacyLevel,
    { known, held }: Pick<Remembered, 'known' | 'held'>,
    record: string | undefined,
  ) {
    this.level = level;
    this.#outlet = outlet;
    this.#known = known;
    this.#held = held;
    this.#record = record;
  }

  /** The name of the record that the call belongs to. */
  get record(): string {
    return this.#record ?? noTask;
  }

  /** What has left with the call so far. */
  get left(): Left {
    return this.#left;
  }

  /**
   * The call is one of this session. `record` is that of the session's task, by default one named after the session;
   * `said` is what the cloud said when it began, `held` what stood behind placeholders in that.
   */
  belongsTo(
    sessionId: string,
    record: string = sessionId,
    said: readonly string[] = [],
    held: readonly string[] = [],
  ): void {
    this.#record ??= record;
    this.#known = [...new Set([...this.#known, ...said.filter((text) => text.trim() !== '')])];
    this.#held = [...new Set([...this.#held, ...held])];
    this.#session = sessionId;
    this.#outlet.remember(sessionId, { record: this.#record, known: this.#known, held: this.#held });
  }

  /** The arguments with what their placeholders stand for. */
  reveal<T>(input: T): T {
    const held = new Set(this.#held);
    const revealed = mapStrings(input, (text) => this.#outlet.vault.reveal(text, (value) => held.add(value))) as T;
    this.#held = [...held];
    return revealed;
  }

  /** What stood behind placeholders: the cloud has used it and still does not know it. */
  get held(): readonly string[] {
    return this.#held;
  }

  /** What may leave of a message, counted. `copies`: how often it is in what is sent. */
  send<T extends object>(what: string, message: T, copies = 1): T {
    const count: Count = { left: {}, held: {} };
    const outgoing = mapStrings(message, (text) => this.#pass(text, count)) as T;
    this.#book(what, Buffer.byteLength(JSON.stringify(outgoing)) * copies, count);
    return outgoing;
  }

  /** What of a text may leave, without letting it: a question whose answer leaves must not tell more than that. */
  readable(text: string): string {
    return this.#pass(text, { left: {}, held: {} });
  }

  /** A picture leaves: nothing in it is counted but its bytes. */
  sendPicture(bytes: number): void {
    this.#book('picture', bytes, { left: {}, held: {} });
  }

  /** Text for the record: personal data never goes into it, whatever the level. */
  forRecord(text: string): string {
    return this.#replace(withoutForgeries(text), () => true);
  }

  #pass(text: string, count: Count): string {
    const safe = withoutForgeries(text);
    return this.#replace(safe, (piece, value) => {
      if (this.#isKnown(piece.kind, value)) return false;
      const hides = this.level !== 'open';
      const side = hides ? count.held : count.left;
      side[piece.kind] = (side[piece.kind] ?? 0) + 1;
      return hides;
    });
  }

  #replace(text: string, hides: (piece: Piece, value: string) => boolean): string {
    let result = '';
    let from = 0;
    for (const piece of findPersonal(text, this.#outlet.names)) {
      const value = text.slice(piece.start, piece.end);
      if (!hides(piece, value)) continue;
      result += text.slice(from, piece.start) + this.#outlet.vault.hide(piece.kind, value);
      from = piece.end;
    }
    return result + text.slice(from);
  }

  /** The cloud has said it, or said it in the other script; or it is one of several who go by the name that was said. */
  #isKnown(kind: PersonalKind, value: string): boolean {
    const folded = foldText(value);
    if (this.#held.some((held) => foldText(held) === folded)) return false;
    return this.#known.some((said) => {
      if (foldText(said).includes(folded)) return true;
      return kind === 'NAME' && (goesBy(value, said) || (/^\p{Script=Han}{1,4}$/u.test(said) && value.includes(said)));
    });
  }

  #book(what: string, bytes: number, { left, held }: Count): void {
    const { personal, held: heldBefore, picture_bytes: pictureBytes } = this.#left;
    this.#left = {
      personal: personal + sum(left),
      held: heldBefore + sum(held),
      picture_bytes: pictureBytes + (what === 'picture' ? bytes : 0),
    };
    if (unrecorded.has(what)) return;
    this.#outlet.audit.write(this.record, {
      kind: 'sent',
      session: this.#session,
      to: 'cloud',
      class: what,
      bytes,
      ...(Object.keys(left).length > 0 && { left }),
      ...(Object.keys(held).length > 0 && { held }),
    });
  }
}

interface Count {
  readonly left: Record<string, number>;
  readonly held: Record<string, number>;
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

export function stricter(a: PrivacyLevel, b: PrivacyLevel): PrivacyLevel {
  return privacyLevels.indexOf(a) >= privacyLevels.indexOf(b) ? a : b;
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    ownFields.has(key) ? item : mapStrings(item, change),
  ]);
  return Object.fromEntries(entries);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(stringsIn);
}
