// "Allow USB debugging?": decides whether a host may connect. A host proves a key by signing a random token; an unknown
// key is remembered as pending until the phone's owner accepts it. Format of keys and signatures: AOSP
// system/core/libcrypto_utils/android_pubkey.c and packages/modules/adb/client/auth.cpp.
import crypto from 'node:crypto';

const tokenBytes = 20;

export class Authorisation {
  readonly #trusted = new Set<string>();
  readonly #pending = new Map<string, () => void>();

  newToken(): Buffer {
    return crypto.randomBytes(tokenBytes);
  }

  /** True when one of the trusted keys made this signature of the token. */
  accepts(token: Buffer, signature: Buffer): boolean {
    return [...this.#trusted].some((key) => verifySignature(key, token, signature));
  }

  /** Asks the owner about a key; `onAccepted` runs when `acceptPending` is called. */
  ask(key: string, onAccepted: () => void): void {
    this.#pending.set(key, onAccepted);
  }

  get isAsking(): boolean {
    return this.#pending.size > 0;
  }

  /** The owner taps "Always allow from this computer". */
  acceptPending(): void {
    for (const [key, onAccepted] of [...this.#pending]) {
      this.#pending.delete(key);
      this.#trusted.add(key);
      onAccepted();
    }
  }
}

/**
 * Checks a PKCS#1 v1.5 signature over a token that stands for a SHA-1 digest.
 * @param key the base64 blob of adbkey.pub, with or without the user name after it
 */
export function verifySignature(key: string, token: Buffer, signature: Buffer): boolean {
  try {
    const blob = Buffer.from(key.split(' ')[0] ?? '', 'base64');
    const modulusBytes = blob.readUInt32LE(0) * 4;
    const modulus = Buffer.from(blob.subarray(8, 8 + modulusBytes)).reverse();
    const exponent = Buffer.alloc(4);
    exponent.writeUInt32BE(blob.readUInt32LE(8 + 2 * modulusBytes));
    const publicKey = crypto.createPublicKey({
      key: { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.subarray(1).toString('base64url') },
      format: 'jwk',
    });
    const digestInfo = crypto.publicDecrypt({ key: publicKey, padding: crypto.constants.RSA_PKCS1_PADDING }, signature);
    return digestInfo.subarray(-tokenBytes).equals(token);
  } catch {
    return false;
  }
}
