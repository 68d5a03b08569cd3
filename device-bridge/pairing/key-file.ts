// The bridge's own key for one cloud: Ed25519, made here, never sent anywhere. One key for each cloud, so that no cloud can
// pass another's challenge on to be signed.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FarhandError } from '@farhand/shared';

export interface BridgeKey {
  /** The cloud's name for it. */
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** `origin`: the cloud's, such as https://farhand.example. Undefined before the first pairing. Throws CONFIG_INVALID. */
export function readKey(home: string, origin: string): BridgeKey | undefined {
  const path = fileFor(home, origin);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw damaged(path, error);
  }
  try {
    const { keyId, privateKey } = JSON.parse(text) as { keyId: string; privateKey: string };
    const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64url'), format: 'der', type: 'pkcs8' });
    return { keyId, privateKey: key };
  } catch (error) {
    throw damaged(path, error);
  }
}

/** For its owner alone. */
export function writeKey(home: string, origin: string, { keyId, privateKey }: BridgeKey): void {
  const path = fileFor(home, origin);
  mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
  const der = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url');
  const next = `${path}.${process.pid}`;
  writeFileSync(next, JSON.stringify({ origin, keyId, privateKey: der }), { mode: 0o600 });
  renameSync(next, path);
}

/** A new key pair; the public half as the cloud takes it (SPKI, base64url). */
export function makeKey(): { privateKey: KeyObject; publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64url');
  return { privateKey, publicKey };
}

const folder = 'keys';

function fileFor(home: string, origin: string): string {
  const name = createHash('sha256').update(origin).digest('hex').slice(0, 32);
  return join(home, folder, `${name}.json`);
}

function damaged(path: string, cause: unknown): FarhandError {
  return new FarhandError('CONFIG_INVALID', `The bridge's key ${path} cannot be read`, {
    hint: 'Remove the file and pair the bridge anew.',
    cause,
  });
}
