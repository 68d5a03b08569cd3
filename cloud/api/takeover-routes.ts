// The routes by which a person takes a phone into their hands from afar, drives it, and gives it back. Their scope is one of
// its own: what a person does passes no gate, so a token that merely looks at phones must not be able to.
import { parseStrict, personsActSchema } from '@farhand/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Operations } from '../operations.js';
import { documented } from './documented.js';
import { idIn, operationsOf } from './requests.js';
import { drivenSchema, driveRequestSchema, handedBackSchema, takenOverSchema, taskParamsSchema } from './schemas.js';

export function addTakeoverRoutes(app: FastifyInstance, operations: Operations): void {
  const mine = (request: FastifyRequest) => operationsOf(operations, request);

  app.post(
    '/v1/devices/:id/take-over',
    documented({
      summary: 'Take a phone into your hands: what runs on it stops and waits for you',
      scope: 'drive',
      params: taskParamsSchema,
      answer: [201, takenOverSchema],
    }),
    async (request, reply) => {
      const device = idIn(request);
      return reply.code(201).send({ device, hold: await mine(request).decisions.takeOver(device) });
    },
  );

  app.post(
    '/v1/devices/:id/drive',
    documented({
      summary: 'Tap, swipe, type or press a key on a phone that you have taken over; nothing of it is kept',
      scope: 'drive',
      params: taskParamsSchema,
      body: driveRequestSchema,
      answer: [200, drivenSchema],
    }),
    async (request) => {
      const device = idIn(request);
      const { hold, ...said } = parseStrict(driveRequestSchema, request.body, 'INPUT_INVALID', 'request');
      const act = parseStrict(personsActSchema, said, 'INPUT_INVALID', 'request');
      await mine(request).decisions.drive(device, hold, act);
      return { device };
    },
  );

  app.post(
    '/v1/devices/:id/hand-back',
    documented({
      summary: 'Give a phone back after a takeover',
      scope: 'devices',
      params: taskParamsSchema,
      answer: [200, handedBackSchema],
    }),
    async (request) => {
      const device = idIn(request);
      return { device, wasTakenOver: await mine(request).handBack(device) };
    },
  );
}
