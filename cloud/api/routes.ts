// The routes of the HTTP API. Bodies are checked here, strictly, so that a misspelt key is answered with the nearest
// name; the schemas given to the framework only make the OpenAPI page.
import { FarhandError, parseStrict } from '@farhand/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Operations } from '../operations.js';
import { streamEvents } from './event-stream.js';
import {
  devicesSchema,
  errorSchema,
  handedBackSchema,
  healthSchema,
  jsonSchema,
  listQuerySchema,
  planAnswerSchema,
  planRequestSchema,
  submitSchema,
  submittedSchema,
  taskListSchema,
  taskParamsSchema,
  taskSchema,
} from './schemas.js';

interface Documentation {
  readonly summary: string;
  readonly body?: z.ZodType;
  readonly query?: z.ZodType;
  readonly params?: z.ZodType;
  readonly answer?: readonly [status: number, schema: z.ZodType];
  readonly open?: boolean;
}

export function addRoutes(app: FastifyInstance, operations: Operations, closing: AbortSignal): void {
  app.post(
    '/v1/tasks',
    documented({ summary: 'Carry a command out', body: submitSchema, answer: [202, submittedSchema] }),
    async (request, reply) => {
      const body = parseStrict(submitSchema, request.body, 'INPUT_INVALID', 'request');
      const taskId = await operations.submit(body.command, {
        confirmed: body.confirmed,
        device: body.device,
        maxSteps: body.max_steps,
        timeoutSeconds: body.timeout_seconds,
        mode: body.mode,
        budget: body.budget,
      });
      return reply.code(202).send({ taskId });
    },
  );

  app.get(
    '/v1/tasks',
    documented({ summary: 'Tasks, newest first', query: listQuerySchema, answer: [200, taskListSchema] }),
    async (request) => {
      const { limit } = parseStrict(listQuerySchema, request.query, 'INPUT_INVALID', 'query');
      return { tasks: await operations.tasks(limit) };
    },
  );

  app.get(
    '/v1/tasks/:id',
    documented({ summary: 'One task', params: taskParamsSchema, answer: [200, taskSchema] }),
    (request) => operations.task(taskId(request)),
  );

  app.get(
    '/v1/tasks/:id/events',
    documented({
      summary: 'Events of a task as text/event-stream; resumes by Last-Event-ID',
      params: taskParamsSchema,
    }),
    (request, reply) => streamEvents(operations, taskId(request), request, reply, closing),
  );

  app.post(
    '/v1/tasks/:id/cancel',
    documented({ summary: 'End a task', params: taskParamsSchema, answer: [202, submittedSchema] }),
    async (request, reply) => {
      const id = taskId(request);
      if (request.body !== undefined && request.body !== null) {
        throw new FarhandError('INPUT_INVALID', 'Cancelling takes no body');
      }
      await operations.cancel(id);
      return reply.code(202).send({ taskId: id });
    },
  );

  app.post(
    '/v1/plan',
    documented({ summary: 'Plan a command and do nothing', body: planRequestSchema, answer: [200, planAnswerSchema] }),
    (request, reply) => {
      const { command } = parseStrict(planRequestSchema, request.body, 'INPUT_INVALID', 'request');
      return operations.plan(command, leaving(reply, closing));
    },
  );

  app.get(
    '/v1/devices',
    documented({ summary: 'Phones and what each is doing', answer: [200, devicesSchema] }),
    async () => {
      return { devices: await operations.devices() };
    },
  );

  app.post(
    '/v1/devices/:id/hand-back',
    documented({
      summary: 'Give a phone back after a takeover',
      params: taskParamsSchema,
      answer: [200, handedBackSchema],
    }),
    async (request) => {
      const device = taskId(request);
      return { device, wasTakenOver: await operations.handBack(device) };
    },
  );

  app.get(
    '/healthz',
    documented({ summary: 'Whether the service runs', answer: [200, healthSchema], open: true }),
    async () => {
      return { status: 'ok' };
    },
  );
}

function documented(documentation: Documentation): { schema: Record<string, unknown> } {
  const { summary, body, query, params, answer, open } = documentation;
  const schema: Record<string, unknown> = {
    summary,
    response: {
      ...(answer && { [answer[0]]: { description: 'As asked', ...jsonSchema(answer[1]) } }),
      '4xx': { description: 'What is wrong and what to do', ...jsonSchema(errorSchema) },
    },
    security: open ? [] : [{ token: [] }],
  };
  if (body) schema.body = jsonSchema(body, 'input');
  if (query) schema.querystring = jsonSchema(query, 'input');
  if (params) schema.params = jsonSchema(params, 'input');
  return { schema };
}

function taskId(request: FastifyRequest): string {
  return parseStrict(taskParamsSchema, request.params, 'INPUT_INVALID', 'path').id;
}

/** Aborts when the client hangs up before it is answered, or the service closes. */
function leaving(reply: FastifyReply, closing: AbortSignal): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, closing]);
}
