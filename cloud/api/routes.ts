// The routes of the HTTP API. Bodies are checked here, strictly, so that a misspelt key is answered with the nearest
// name; the schemas given to the framework only make the OpenAPI page.
import { FarhandError, parseStrict } from '@farhand/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { writtenPicture } from '../devices/picture.js';
import type { Operations } from '../operations.js';
import { documented } from './documented.js';
import { streamEvents } from './event-stream.js';
import { leaving } from './leaving.js';
import { idIn, operationsOf } from './requests.js';
import {
  devicesSchema,
  healthSchema,
  listQuerySchema,
  pictureParamsSchema,
  planAnswerSchema,
  planRequestSchema,
  pricesQuerySchema,
  pricesSchema,
  recordSchema,
  screenPictureSchema,
  screenSchema,
  screenshotQuerySchema,
  storySchema,
  submitSchema,
  submittedSchema,
  taskListSchema,
  taskParamsSchema,
  taskSchema,
  vocabularySchema,
} from './schemas.js';
import { vocabulary } from './vocabulary.js';

/** A bridge may say anything; browsers run what other types hold. */
const pictureType = /^image\/(jpeg|png|webp)$/;

export function addRoutes(app: FastifyInstance, operations: Operations, closing: AbortSignal): void {
  /** What the asking user can do and see. */
  const mine = (request: FastifyRequest) => operationsOf(operations, request);

  app.post(
    '/v1/tasks',
    documented({ summary: 'Carry a command out', scope: 'tasks', body: submitSchema, answer: [202, submittedSchema] }),
    async (request, reply) => {
      const body = parseStrict(submitSchema, request.body, 'INPUT_INVALID', 'request');
      const taskId = await mine(request).submit(body.command, {
        confirmed: body.confirmed,
        device: body.device,
        maxSteps: body.max_steps,
        timeoutSeconds: body.timeout_seconds,
        mode: body.mode,
        budget: body.budget,
        plan: body.plan,
      });
      return reply.code(202).send({ taskId });
    },
  );

  app.get(
    '/v1/tasks',
    documented({
      summary: 'Tasks, newest first',
      scope: 'tasks',
      query: listQuerySchema,
      answer: [200, taskListSchema],
    }),
    async (request) => {
      const wanted = parseStrict(listQuerySchema, request.query, 'INPUT_INVALID', 'query');
      return { tasks: await mine(request).findTasks(wanted) };
    },
  );

  app.get(
    '/v1/prices',
    documented({
      summary: 'What was found when the price of these goods was asked for, newest first',
      scope: 'tasks',
      query: pricesQuerySchema,
      answer: [200, pricesSchema],
    }),
    async (request) => {
      const { item } = parseStrict(pricesQuerySchema, request.query, 'INPUT_INVALID', 'query');
      return { found: await mine(request).prices(item) };
    },
  );

  app.get(
    '/v1/vocabulary',
    documented({
      summary: 'What plans are made of: the apps that are known by name, and the intents with their values',
      scope: 'any',
      answer: [200, vocabularySchema],
    }),
    async () => vocabulary,
  );

  app.get(
    '/v1/tasks/:id',
    documented({ summary: 'One task', scope: 'tasks', params: taskParamsSchema, answer: [200, taskSchema] }),
    (request) => mine(request).task(idIn(request)),
  );

  app.get(
    '/v1/tasks/:id/story',
    documented({
      summary: 'All that is kept of a task, each event with its time',
      scope: 'tasks',
      params: taskParamsSchema,
      answer: [200, storySchema],
    }),
    (request) => mine(request).story(idIn(request)),
  );

  app.get(
    '/v1/tasks/:id/pictures/:sha256',
    documented({
      summary: 'A picture that an event of the task names',
      scope: 'tasks',
      params: pictureParamsSchema,
    }),
    async (request, reply) => {
      const { id, sha256 } = parseStrict(pictureParamsSchema, request.params, 'INPUT_INVALID', 'path');
      const picture = await mine(request).picture(id, sha256);
      if (!picture) throw new FarhandError('ROUTE_UNKNOWN', `No picture ${sha256.slice(0, 12)}… of this task is kept`);
      // It is named by what it holds.
      reply.header('cache-control', 'private, max-age=31536000, immutable');
      return reply.type(picture.mimeType).send(picture.bytes);
    },
  );

  app.get(
    '/v1/tasks/:id/events',
    documented({
      summary: 'Events of a task as text/event-stream; resumes by Last-Event-ID',
      scope: 'tasks',
      params: taskParamsSchema,
    }),
    (request, reply) => streamEvents(mine(request), idIn(request), request, reply, closing),
  );

  app.post(
    '/v1/tasks/:id/cancel',
    documented({ summary: 'End a task', scope: 'tasks', params: taskParamsSchema, answer: [202, submittedSchema] }),
    async (request, reply) => {
      const id = idIn(request);
      if (request.body !== undefined && request.body !== null) {
        throw new FarhandError('INPUT_INVALID', 'Cancelling takes no body');
      }
      await mine(request).cancel(id);
      return reply.code(202).send({ taskId: id });
    },
  );

  app.get(
    '/v1/tasks/:id/audit',
    documented({
      summary: 'The record of what was done on the phone and what left its computer, where it lies on this machine',
      scope: 'tasks',
      params: taskParamsSchema,
      answer: [200, recordSchema],
    }),
    (request, reply) => mine(request).audit(idIn(request), leaving(reply, closing)),
  );

  app.post(
    '/v1/plan',
    documented({
      summary: 'Plan a command and do nothing',
      scope: 'tasks',
      body: planRequestSchema,
      answer: [200, planAnswerSchema],
    }),
    (request, reply) => {
      const { command } = parseStrict(planRequestSchema, request.body, 'INPUT_INVALID', 'request');
      return mine(request).plan(command, leaving(reply, closing));
    },
  );

  app.get(
    '/v1/devices',
    documented({ summary: 'Phones and what each is doing', scope: 'devices', answer: [200, devicesSchema] }),
    async (request) => ({ devices: await mine(request).devices() }),
  );

  app.get(
    '/v1/devices/:id/screenshot',
    documented({
      summary: "A phone's screen as a picture: as JSON, or to who accepts image/* the picture itself",
      scope: 'devices',
      params: taskParamsSchema,
      query: screenshotQuerySchema,
      answer: [200, screenPictureSchema],
    }),
    async (request, reply) => {
      const { max_edge } = parseStrict(screenshotQuerySchema, request.query, 'INPUT_INVALID', 'query');
      const taken = await mine(request).screenshot(idIn(request), max_edge, leaving(reply, closing));
      const { picture, mimeType = '' } = taken;
      const isWanted = request.headers.accept?.includes('image/') && pictureType.test(mimeType);
      return picture && isWanted ? reply.type(mimeType).send(picture) : writtenPicture(taken);
    },
  );

  app.get(
    '/v1/devices/:id/screen',
    documented({
      summary: "A phone's screen in words",
      scope: 'devices',
      params: taskParamsSchema,
      answer: [200, screenSchema],
    }),
    (request, reply) => mine(request).describeScreen(idIn(request), leaving(reply, closing)),
  );

  app.get(
    '/healthz',
    documented({ summary: 'Whether the service runs', scope: 'open', answer: [200, healthSchema] }),
    async () => ({ status: 'ok' }),
  );

  app.get(
    '/readyz',
    documented({
      summary: 'Whether the service and its database answer: 503 when not',
      scope: 'open',
      answer: [200, healthSchema],
    }),
    async () => {
      await operations.ready();
      return { status: 'ok' };
    },
  );
}
