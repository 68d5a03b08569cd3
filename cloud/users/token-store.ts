// Tokens of the API beside the service token: 256 random bits, kept as their hash alone, so that whoever reads the database
// can use none of them. Shown once, when they are made.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../store/schema.js';
import type { Principal, Scope } from './principal.js';

const prefix = 'fh_';
/** A token that is revoked on one replica may still be good on another for this long. */
const believedMs = 1000;
const mostBelieved = 10_000;
/** What cannot be a token is not looked up. */
const shape = /^fh_[A-Za-z0-9_-]{43}$/;

export interface NewToken {
  readonly user: string;
  /** For people: what it is for. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Without it the token is good until it is revoked. */
  readonly expiresAt?: Date | undefined;
}

export interface TokenSummary {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export class TokenStore {
  readonly #db: Kysely<Database>;
  /** By their hashes: tokens that were just looked up, or are being. */
  readonly #believed = new Map<
    string,
    { readonly principal: Promise<Principal | undefined>; readonly untilMs: number }
  >();

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** The only time that the token itself is told. */
  async create({ user, name, scopes, expiresAt }: NewToken): Promise<{ id: string; token: string }> {
    const id = randomUUID();
    const token = `${prefix}${randomBytes(32).toString('base64url')}`;
    await this.#db
      .insertInto('api_token')
      .values({
        id,
        owner: user,
        name,
        hash: hashOf(token),
        scopes: JSON.stringify(scopes),
        expires_at: expiresAt ?? null,
      })
      .execute();
    return { id, token };
  }

  /** Newest first, revoked ones as well. */
  async list(): Promise<TokenSummary[]> {
    const rows = await this.#db.selectFrom('api_token').selectAll().orderBy('created_at', 'desc').execute();
    return rows.map((row) => ({
      id: row.id,
      user: row.owner,
      name: row.name,
      scopes: row.scopes,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
    }));
  }

  /** False when there is no such token, or it was revoked before. */
  async revoke(id: string): Promise<boolean> {
    const result = await this.#db
      .updateTable('api_token')
      .set({ revoked_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    this.#believed.clear();
    return result.numUpdatedRows === 1n;
  }

  /** Whom a token speaks for; undefined for one that is unknown, revoked or over. */
  async principal(token: string): Promise<Principal | undefined> {
    if (!shape.test(token)) return undefined;
    const hash = hashOf(token);
    const known = this.#believed.get(hash);
    if (known && performance.now() < known.untilMs) return known.principal;
    if (this.#believed.size >= mostBelieved) this.#believed.clear();
    const looked = { principal: this.#lookUp(hash), untilMs: performance.now() + believedMs };
    this.#believed.set(hash, looked);
    // Only what a token is good for is believed: one that is made in a moment is good at once.
    const isGood = await looked.principal.catch(() => undefined);
    if (!isGood && this.#believed.get(hash) === looked) this.#believed.delete(hash);
    return looked.principal;
  }

  async #lookUp(hash: string): Promise<Principal | undefined> {
    const row = await this.#db
      .selectFrom('api_token')
      .select(['id', 'owner', 'scopes'])
      .where('hash', '=', hash)
      .where('revoked_at', 'is', null)
      .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<Date>`clock_timestamp()`)]))
      .executeTakeFirst();
    return row && { user: row.owner, scopes: new Set(row.scopes), tokenId: row.id };
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
