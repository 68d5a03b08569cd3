// From an Authorization header to the user it speaks for. Three kinds: the service token of this checkout, which may do
// everything for the local user; tokens of users; signatures of paired bridges.
import { createHash, timingSafeEqual } from 'node:crypto';
import { keyScheme, type Pairing } from './pairing.js';
import { localPrincipal, type Principal } from './principal.js';
import type { TokenStore } from './token-store.js';

/** Undefined for a header that speaks for nobody. */
export type Authenticate = (authorization: string | undefined) => Promise<Principal | undefined>;

export function authentication(serviceToken: string, tokens: TokenStore, pairing: Pairing): Authenticate {
  const expected = digest(serviceToken);
  return async (authorization) => {
    const [scheme = '', credentials = ''] = (authorization ?? '').split(' ');
    if (scheme.toLowerCase() === keyScheme.toLowerCase()) return pairing.principal(credentials);
    const isService = timingSafeEqual(digest(credentials), expected);
    if (scheme.toLowerCase() !== 'bearer') return undefined;
    return isService ? localPrincipal : tokens.principal(credentials);
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
