// Pairing of bridges. A short code, typed once beside the phone, ties the public key of that bridge to a user; from then
// on the bridge signs a fresh challenge at every dial, and no secret ever crosses the line again.
//
// A code has two halves: the first finds it, the second may be guessed five times. So nobody who does not know the first
// half can use a code up, and who knows it has five chances in a million. Its hash is keyed with the service token: a half is
// short enough to try them all, and whoever reads the database must not be able to.
import {
  createHash,
  createHmac,
  createPublicKey,
  type KeyObject,
  randomBytes,
  randomInt,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { FarhandError } from '@farhand/shared';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../store/schema.js';
import type { Principal } from './principal.js';

const codeMinutes = 10;
const attempts = 5;
const challengeSeconds = 60;
const halfLength = 4;
/** Crockford's base 32: no letters that look like digits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The scheme of the Authorization header of a paired bridge: `Farhand-Key <key id>.<challenge>.<signature>`. */
export const keyScheme = 'Farhand-Key';

export interface PairingCode {
  /** ABCD-EFGH */
  readonly code: string;
  readonly expiresAt: Date;
}

export interface BridgeKeySummary {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
}

export class Pairing {
  readonly #db: Kysely<Database>;
  readonly #serviceToken: string;

  /** `serviceToken`: the same on all replicas. */
  constructor(db: Kysely<Database>, serviceToken: string) {
    this.#db = db;
    this.#serviceToken = serviceToken;
  }

  /** A code for one bridge of `user`: good once, for ten minutes. */
  async createCode(user: string): Promise<PairingCode> {
    await this.#db.deleteFrom('pairing_code').where('expires_at', '<', sql<Date>`clock_timestamp()`).execute();
    const lookup = randomHalf();
    const secret = randomHalf();
    const row = await this.#db
      .insertInto('pairing_code')
      .values({
        lookup,
        secret_hash: this.#keyed(secret),
        owner: user,
        attempts_left: attempts,
        expires_at: sql<Date>`clock_timestamp() + make_interval(mins => ${codeMinutes})`,
      })
      .returning('expires_at')
      .executeTakeFirstOrThrow();
    return { code: `${lookup}-${secret}`, expiresAt: row.expires_at };
  }

  /** Ties a bridge's key to the code's user; answers the key's id. Throws PAIRING_REFUSED. */
  async redeem(code: string, publicKey: string, name: string): Promise<string> {
    const id = thumbprint(readKey(publicKey));
    const plain = code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    const [lookup, secret] = [plain.slice(0, halfLength), plain.slice(halfLength)];
    const isPaired = await this.#db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('pairing_code')
        .selectAll()
        .where('lookup', '=', lookup)
        .where('attempts_left', '>', 0)
        .where('expires_at', '>', sql<Date>`clock_timestamp()`)
        .forUpdate()
        .executeTakeFirst();
      if (!row) return false;
      if (!timingSafeEqual(Buffer.from(this.#keyed(secret)), Buffer.from(row.secret_hash))) {
        const attempts_left = row.attempts_left - 1;
        await trx.updateTable('pairing_code').set({ attempts_left }).where('lookup', '=', lookup).execute();
        return false;
      }
      await trx.deleteFrom('pairing_code').where('lookup', '=', lookup).execute();
      // Every pairing makes a key of its own: one that is here already is somebody else's.
      const added = await trx
        .insertInto('bridge_key')
        .values({ id, owner: row.owner, name, public_key: publicKey })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return added.numInsertedOrUpdatedRows === 1n;
    });
    if (!isPaired) throw new FarhandError('PAIRING_REFUSED', 'The code is wrong, was used, or is too old');
    return id;
  }

  /** What a bridge has to sign to be let in next: good once, for a minute, for this key. */
  async challenge(keyId: string): Promise<string> {
    await this.#db.deleteFrom('bridge_challenge').where('expires_at', '<', sql<Date>`clock_timestamp()`).execute();
    if (!(await this.#key(keyId))) throw new FarhandError('PAIRING_REFUSED', 'No bridge with this key is paired');
    const nonce = randomBytes(32).toString('base64url');
    await this.#db
      .insertInto('bridge_challenge')
      .values({
        hash: hashOf(nonce),
        key_id: keyId,
        expires_at: sql<Date>`clock_timestamp() + make_interval(secs => ${challengeSeconds})`,
      })
      .execute();
    return nonce;
  }

  /** Whom `<key id>.<challenge>.<signature>` speaks for. The challenge is used up, whatever comes of it. */
  async principal(credentials: string): Promise<Principal | undefined> {
    const [keyId = '', nonce = '', signature = ''] = credentials.split('.');
    const used = await this.#db
      .deleteFrom('bridge_challenge')
      .where('hash', '=', hashOf(nonce))
      .where('key_id', '=', keyId)
      .where('expires_at', '>', sql<Date>`clock_timestamp()`)
      .executeTakeFirst();
    const key = used.numDeletedRows === 1n ? await this.#key(keyId) : undefined;
    if (!key) return undefined;
    const isSigned = verify(
      null,
      signedBytes(keyId, nonce),
      readKey(key.public_key),
      Buffer.from(signature, 'base64url'),
    );
    return isSigned ? { user: key.owner, scopes: new Set(['bridge']), tokenId: keyId } : undefined;
  }

  /** Newest first, revoked ones as well. */
  async bridges(): Promise<BridgeKeySummary[]> {
    const rows = await this.#db.selectFrom('bridge_key').selectAll().orderBy('created_at', 'desc').execute();
    return rows.map(({ id, owner, name, created_at, revoked_at }) => ({
      id,
      user: owner,
      name,
      createdAt: created_at,
      revokedAt: revoked_at,
    }));
  }

  /** The bridge is let in no more. False when it was not let in before. */
  async revoke(keyId: string): Promise<boolean> {
    const result = await this.#db
      .updateTable('bridge_key')
      .set({ revoked_at: sql<Date>`clock_timestamp()` })
      .where('id', '=', keyId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  #keyed(half: string): string {
    return createHmac('sha256', this.#serviceToken).update(`pairing ${half}`).digest('hex');
  }

  #key(id: string): Promise<{ owner: string; public_key: string } | undefined> {
    return this.#db
      .selectFrom('bridge_key')
      .select(['owner', 'public_key'])
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
  }
}

/** What a bridge signs; the same bytes are made in device-bridge/pairing. */
function signedBytes(keyId: string, nonce: string): Buffer {
  return Buffer.from(`farhand bridge dial 1\n${keyId}\n${nonce}`);
}

/** Throws INPUT_INVALID for what is no Ed25519 key. */
function readKey(publicKey: string): KeyObject {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  throw new FarhandError('INPUT_INVALID', 'The key of the bridge is no Ed25519 key');
}

function thumbprint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('base64url');
}

function randomHalf(): string {
  return Array.from({ length: halfLength }, () => alphabet[randomInt(alphabet.length)]).join('');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
