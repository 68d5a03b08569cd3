// Whom a request speaks for: by its Authorization header, or by the cookie of the console. A cookie is sent by the browser
// whoever made it ask, so with one the browser must also say that a page of this very origin asks: another port of this
// machine is another origin, although the cookie goes there as well.
import type { IncomingHttpHeaders } from 'node:http';
import { FarhandError } from '@farhand/shared';
import type { Authenticate } from '../users/authentication.js';
import type { Principal } from '../users/principal.js';
import type { SessionStore } from '../users/session-store.js';

const cookieName = 'farhand_session';
const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * Undefined for a request that speaks for nobody. Throws ORIGIN_REFUSED for a cookie that another page's request carries.
 * A WebSocket's handshake changes things although it is a GET: pass `POST` for it.
 */
export type Admission = (headers: IncomingHttpHeaders, method: string) => Promise<Principal | undefined>;

export function admission(authenticate: Authenticate, sessions: SessionStore): Admission {
  return async (headers, method) => {
    const authorization = authorizationIn(headers);
    if (authorization !== undefined) return authenticate(authorization);
    const secret = sessionIn(headers);
    if (secret === undefined) return undefined;
    mustBeOwnPage(headers, method);
    return sessions.principal(secret);
  };
}

/** Clients of Anthropic's API send their key in a header of its own. */
function authorizationIn(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['x-api-key'];
  return headers.authorization ?? (typeof key === 'string' ? `Bearer ${key}` : undefined);
}

/** The secret of the console's cookie. */
export function sessionIn({ cookie = '' }: IncomingHttpHeaders): string | undefined {
  for (const pair of cookie.split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName) return value;
  }
  return undefined;
}

/** What sets the cookie, or with an age of 0 takes it back. */
export function sessionCookie(secret: string, ageSeconds: number, isSecure: boolean): string {
  const parts = [`${cookieName}=${secret}`, 'Path=/', 'HttpOnly', 'SameSite=Strict', `Max-Age=${ageSeconds}`];
  return [...parts, ...(isSecure ? ['Secure'] : [])].join('; ');
}

/** Throws ORIGIN_REFUSED. Typing an address, and following a link of this page, may read. */
export function mustBeOwnPage(headers: IncomingHttpHeaders, method: string): void {
  const site = headers['sec-fetch-site'];
  const isReading = readingMethods.has(method);
  if (site === 'same-origin' || (site === 'none' && isReading)) return;
  if (site === undefined) {
    // Browsers send it to https:// and the loopback alone; `Origin` comes with everything that changes something.
    const { origin, host } = headers;
    if (origin === undefined ? isReading : host !== undefined && hostOf(origin) === host) return;
  }
  throw new FarhandError('ORIGIN_REFUSED', 'The request carries a cookie of the console, but comes from another page');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
