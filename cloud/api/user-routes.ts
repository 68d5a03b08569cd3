// Routes for tokens and bridges: who may use this service. All need the scope `admin`, but for the two that a bridge
// without a token uses: the code it redeems and the signature it gives are what lets it in.
import { parseStrict } from '@farhand/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pairing } from '../users/pairing.js';
import type { TokenStore } from '../users/token-store.js';
import { documented } from './documented.js';
import {
  bridgeListSchema,
  challengeRequestSchema,
  challengeSchema,
  createdTokenSchema,
  pairedSchema,
  pairingCodeSchema,
  pairingRequestSchema,
  redeemSchema,
  revokedSchema,
  taskParamsSchema,
  tokenListSchema,
  tokenRequestSchema,
} from './schemas.js';

const dayMs = 24 * 3600 * 1000;
/** For each address: a code has to be typed by a person. */
const redeemingsPerMinute = 10;

/** `onRevoked` is told of each token and key that is good no more. */
export function addUserRoutes(
  app: FastifyInstance,
  tokens: TokenStore,
  pairing: Pairing,
  onRevoked: (id: string) => Promise<void>,
): void {
  app.post(
    '/v1/tokens',
    documented({
      summary: 'Make a token for a user',
      scope: 'admin',
      body: tokenRequestSchema,
      answer: [201, createdTokenSchema],
    }),
    async (request, reply) => {
      const { expires_in_days: days, ...rest } = read(tokenRequestSchema, request);
      const expiresAt = days === undefined ? undefined : new Date(Date.now() + days * dayMs);
      return reply.code(201).send(await tokens.create({ ...rest, expiresAt }));
    },
  );

  app.get(
    '/v1/tokens',
    documented({ summary: 'Tokens, newest first', scope: 'admin', answer: [200, tokenListSchema] }),
    async () => ({ tokens: await tokens.list() }),
  );

  app.delete(
    '/v1/tokens/:id',
    documented({ summary: 'Revoke a token', scope: 'admin', params: taskParamsSchema, answer: [200, revokedSchema] }),
    async (request) => {
      const { id } = parseStrict(taskParamsSchema, request.params, 'INPUT_INVALID', 'path');
      const wasRevoked = await tokens.revoke(id);
      if (wasRevoked) await onRevoked(id);
      return { id, wasRevoked };
    },
  );

  app.post(
    '/v1/pairings',
    documented({
      summary: 'A code that pairs one bridge: good once, for ten minutes',
      scope: 'admin',
      body: pairingRequestSchema,
      answer: [201, pairingCodeSchema],
    }),
    async (request, reply) => reply.code(201).send(await pairing.createCode(read(pairingRequestSchema, request).user)),
  );

  const redeem = documented({
    summary: 'Pair a bridge: its key for a code',
    scope: 'open',
    body: redeemSchema,
    answer: [201, pairedSchema],
  });
  app.post(
    '/v1/pairings/redeem',
    { ...redeem, config: { ...redeem.config, rateLimit: { max: redeemingsPerMinute, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { code, public_key, name } = read(redeemSchema, request);
      return reply.code(201).send({ keyId: await pairing.redeem(code, public_key, name) });
    },
  );

  app.post(
    '/v1/pairings/challenge',
    documented({
      summary: 'What a paired bridge signs at its next dial',
      scope: 'open',
      body: challengeRequestSchema,
      answer: [201, challengeSchema],
    }),
    async (request, reply) => {
      const { key_id } = read(challengeRequestSchema, request);
      return reply.code(201).send({ challenge: await pairing.challenge(key_id) });
    },
  );

  app.get(
    '/v1/bridges',
    documented({ summary: 'Paired bridges, newest first', scope: 'admin', answer: [200, bridgeListSchema] }),
    async () => ({ bridges: await pairing.bridges() }),
  );

  app.delete(
    '/v1/bridges/:id',
    documented({
      summary: 'Let a paired bridge in no more',
      scope: 'admin',
      params: taskParamsSchema,
      answer: [200, revokedSchema],
    }),
    async (request) => {
      const { id } = parseStrict(taskParamsSchema, request.params, 'INPUT_INVALID', 'path');
      const wasRevoked = await pairing.revoke(id);
      if (wasRevoked) await onRevoked(id);
      return { id, wasRevoked };
    },
  );
}

function read<S extends Parameters<typeof parseStrict>[0]>(schema: S, request: FastifyRequest) {
  return parseStrict(schema, request.body, 'INPUT_INVALID', 'request');
}
