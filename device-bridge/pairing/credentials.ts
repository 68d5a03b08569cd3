// What the bridge shows at each dial: a token it was given, or a signature of its key under a challenge asked for just
// before. A code pairs the key with the cloud first; after that the code is worth nothing.
import { sign } from 'node:crypto';
import { hostname } from 'node:os';
import { FarhandError, isErrorCode } from '@farhand/shared';
import { type BridgeKey, makeKey, readKey, writeKey } from './key-file.js';

const answerLimitMs = 10_000;

export interface CredentialOptions {
  /** http(s) or ws(s) address of the cloud. */
  readonly cloudUrl: string;
  readonly token?: string | undefined;
  /** Pairs the bridge, whether or not it was paired before. */
  readonly pairingCode?: string | undefined;
  readonly home: string;
}

/** The value of the Authorization header, for one dial. */
export type Authorization = (signal: AbortSignal) => Promise<string>;

/** Throws PAIRING_NEEDED without a token, a key or a code, and PAIRING_REFUSED for a code that is no good. */
export async function openCredentials(options: CredentialOptions): Promise<Authorization> {
  const { cloudUrl, token, pairingCode, home } = options;
  if (token !== undefined) return async () => `Bearer ${token}`;
  const origin = httpOrigin(cloudUrl);
  const key = pairingCode === undefined ? readKey(home, origin) : await pair(home, origin, pairingCode);
  if (!key) throw new FarhandError('PAIRING_NEEDED', `This bridge is not paired with the cloud at ${origin}`);
  return async (signal) => {
    const { challenge } = await ask(origin, 'challenge', { key_id: key.keyId }, signal);
    const signature = sign(null, signedBytes(key.keyId, String(challenge)), key.privateKey).toString('base64url');
    return `Farhand-Key ${key.keyId}.${challenge}.${signature}`;
  };
}

async function pair(home: string, origin: string, code: string): Promise<BridgeKey> {
  const { privateKey, publicKey } = makeKey();
  const body = { code, public_key: publicKey, name: hostname().slice(0, 100) || 'bridge' };
  const { keyId } = await ask(origin, 'redeem', body, AbortSignal.timeout(answerLimitMs));
  const key = { keyId: String(keyId), privateKey };
  writeKey(home, origin, key);
  return key;
}

/** The same bytes are checked in the cloud's users/pairing. */
function signedBytes(keyId: string, challenge: string): Buffer {
  return Buffer.from(`farhand bridge dial 1\n${keyId}\n${challenge}`);
}

/** Throws what the cloud answers, or LINK_LOST when it does not. */
async function ask(
  origin: string,
  step: 'redeem' | 'challenge',
  body: object,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${origin}/v1/pairings/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerLimitMs)]),
  }).catch((cause: unknown) => {
    throw new FarhandError('LINK_LOST', `The cloud at ${origin} does not answer`, {
      hint: 'Check the address, and that the service runs and listens there (FARHAND_HOST where it runs).',
      cause,
    });
  });
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return answer;
  const { code = '', message = `it answered ${response.status}` } = (answer.error ?? {}) as Record<string, string>;
  throw new FarhandError(isErrorCode(code) ? code : 'LINK_LOST', message);
}

function httpOrigin(cloudUrl: string): string {
  try {
    return new URL(cloudUrl.replace(/^ws/, 'http')).origin;
  } catch (cause) {
    throw new FarhandError('CONFIG_INVALID', `"${cloudUrl}" is not the address of a cloud`, {
      hint: 'Give it whole, such as https://farhand.example or http://192.168.1.20:8080.',
      cause,
    });
  }
}
