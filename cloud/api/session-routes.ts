// Signing in to the console and out again. A link's code travels in the fragment of its address, so that no server, proxy or
// history of requests sees it.
import { FarhandError, parseStrict } from '@farhand/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate } from '../users/authentication.js';
import type { Principal } from '../users/principal.js';
import { type SessionStore, sessionDays } from '../users/session-store.js';
import { mustBeOwnPage, sessionCookie, sessionIn } from './admission.js';
import { documented } from './documented.js';
import { sessionSchema, signedOutSchema, signInCodeSchema, signInSchema } from './schemas.js';

/** For each address; codes and tokens have 256 bits, so this only keeps the log quiet. */
const signInsPerMinute = 30;

export function addSessionRoutes(app: FastifyInstance, sessions: SessionStore, authenticate: Authenticate): void {
  app.post(
    '/v1/session/codes',
    documented({
      summary: "A code that signs one browser in as the token's user: good once, for ten minutes, at /#sign-in=CODE",
      scope: 'tasks',
      answer: [201, signInCodeSchema],
    }),
    async ({ principal }, reply) => reply.code(201).send(await sessions.createCode(principal)),
  );

  const signIn = documented({
    summary: 'Sign a browser in with a code or a token: sets a cookie',
    scope: 'open',
    body: signInSchema,
    answer: [201, sessionSchema],
  });
  app.post(
    '/v1/session',
    { ...signIn, config: { ...signIn.config, rateLimit: { max: signInsPerMinute, timeWindow: '1 minute' } } },
    async (request, reply) => {
      mustBeOwnPage(request.headers, request.method);
      const { code, token } = parseStrict(signInSchema, request.body, 'INPUT_INVALID', 'request');
      if ((code === undefined) === (token === undefined)) {
        throw new FarhandError('INPUT_INVALID', 'Signing in takes either a code or a token');
      }
      const { secret, user, scopes } =
        code === undefined ? await sessions.begin(await holderOf(token, authenticate)) : await sessions.redeem(code);
      reply.header('set-cookie', sessionCookie(secret, sessionDays * 24 * 3600, isSecure(request)));
      return reply.code(201).send({ user, scopes });
    },
  );

  app.get(
    '/v1/session',
    documented({ summary: 'Who is asking', scope: 'any', answer: [200, sessionSchema] }),
    async ({ principal: { user, scopes } }) => ({ user, scopes: [...scopes] }),
  );

  app.delete(
    '/v1/session',
    documented({ summary: 'Sign this browser out', scope: 'any', answer: [200, signedOutSchema] }),
    async (request, reply) => {
      const secret = sessionIn(request.headers);
      if (secret !== undefined) await sessions.end(secret);
      reply.header('set-cookie', sessionCookie('', 0, isSecure(request)));
      return { signedOut: secret !== undefined };
    },
  );
}

async function holderOf(token: string | undefined, authenticate: Authenticate): Promise<Principal> {
  const principal = await authenticate(`Bearer ${token}`);
  if (principal) return principal;
  throw new FarhandError('SIGN_IN_REFUSED', 'This is not a token of this service');
}

/** Behind a proxy that ends TLS, the page itself was asked for by https. */
function isSecure({ protocol, headers }: FastifyRequest): boolean {
  return protocol === 'https' || headers.origin?.startsWith('https:') === true;
}
