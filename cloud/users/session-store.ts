// Sessions of the console: a browser holds 256 random bits in a cookie, the database their hash. One begins with a link
// that is good once, for ten minutes, or with a token. It ends, like a link, when the token does that it goes back to.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { FarhandError } from '@farhand/shared';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../store/schema.js';
import type { Principal, Scope } from './principal.js';

const codeMinutes = 10;
export const sessionDays = 30;
/** What cannot be a secret of ours is not looked up. */
const shape = /^[A-Za-z0-9_-]{43}$/;

export interface NewSession {
  /** For the cookie; told this once. */
  readonly secret: string;
  readonly user: string;
  readonly scopes: readonly Scope[];
}

export class SessionStore {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** A code that signs one browser in as `principal`. */
  async createCode({ user, scopes, tokenId }: Principal): Promise<{ code: string; expiresAt: Date }> {
    await this.#db.deleteFrom('sign_in_code').where('expires_at', '<', sql<Date>`clock_timestamp()`).execute();
    const code = newSecret();
    const { expires_at } = await this.#db
      .insertInto('sign_in_code')
      .values({
        hash: hashOf(code),
        owner: user,
        scopes: JSON.stringify([...scopes]),
        token_id: rootOf(tokenId),
        expires_at: sql<Date>`clock_timestamp() + make_interval(mins => ${codeMinutes})`,
      })
      .returning('expires_at')
      .executeTakeFirstOrThrow();
    return { code, expiresAt: expires_at };
  }

  /** Uses a code up and begins a session. Throws SIGN_IN_REFUSED for one that is wrong, used or too old. */
  async redeem(code: string): Promise<NewSession> {
    const row = shape.test(code)
      ? await this.#db
          .deleteFrom('sign_in_code')
          .where('hash', '=', hashOf(code))
          .where('expires_at', '>', sql<Date>`clock_timestamp()`)
          .returning(['owner', 'scopes', 'token_id'])
          .executeTakeFirst()
      : undefined;
    if (!row) throw new FarhandError('SIGN_IN_REFUSED', 'The sign-in link is wrong, was used, or is too old');
    return this.#insert(row.owner, row.scopes, row.token_id);
  }

  /** A session that ends when the token does which `principal` was known by. */
  begin({ user, scopes, tokenId }: Principal): Promise<NewSession> {
    return this.#insert(user, [...scopes], rootOf(tokenId));
  }

  async #insert(
    user: string,
    scopes: readonly Scope[],
    tokenId: string | RawBuilder<string> | null,
  ): Promise<NewSession> {
    await this.#db.deleteFrom('console_session').where('expires_at', '<', sql<Date>`clock_timestamp()`).execute();
    const secret = newSecret();
    await this.#db
      .insertInto('console_session')
      .values({
        id: randomUUID(),
        hash: hashOf(secret),
        owner: user,
        scopes: JSON.stringify(scopes),
        token_id: tokenId,
        expires_at: sql<Date>`clock_timestamp() + make_interval(days => ${sessionDays})`,
      })
      .execute();
    return { secret, user, scopes };
  }

  /** Whom the secret of a cookie speaks for; undefined for one that is unknown or over. */
  async principal(secret: string): Promise<Principal | undefined> {
    if (!shape.test(secret)) return undefined;
    const row = await this.#db
      .selectFrom('console_session as session')
      .leftJoin('api_token as token', 'token.id', 'session.token_id')
      .select(['session.id', 'session.owner', 'session.scopes'])
      .where('session.hash', '=', hashOf(secret))
      .where('session.expires_at', '>', sql<Date>`clock_timestamp()`)
      .where('token.revoked_at', 'is', null)
      .where((eb) =>
        eb.or([eb('token.expires_at', 'is', null), eb('token.expires_at', '>', sql<Date>`clock_timestamp()`)]),
      )
      .executeTakeFirst();
    return row && { user: row.owner, scopes: new Set(row.scopes), tokenId: row.id };
  }

  /** Ends the session; one that is over stays so. */
  async end(secret: string): Promise<void> {
    await this.#db.deleteFrom('console_session').where('hash', '=', hashOf(secret)).execute();
  }
}

/** The token itself, or the one that a session hangs on; null for the service token, which is in no table. */
function rootOf(tokenId: string): RawBuilder<string> {
  return sql<string>`coalesce(
    (select id from api_token where id = ${tokenId}),
    (select token_id from console_session where id = ${tokenId}))`;
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
