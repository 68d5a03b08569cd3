// The routes by which people decide: what waits for them, as a list and as a stream, their answers, and what was decided.
import { parseStrict } from '@farhand/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Operations } from '../operations.js';
import { documented } from './documented.js';
import { leaving } from './leaving.js';
import { idIn, operationsOf } from './requests.js';
import { answerSchema, decisionsSchema, questionsSchema, submittedSchema, taskParamsSchema } from './schemas.js';
import { type SentEvent, sendEvents } from './sse.js';

export function addDecisionRoutes(app: FastifyInstance, operations: Operations, closing: AbortSignal): void {
  const mine = (request: FastifyRequest) => operationsOf(operations, request);

  app.get(
    '/v1/questions',
    documented({
      summary: 'Tasks that wait for a yes, for words or for a hand, the newest first',
      scope: 'tasks',
      answer: [200, questionsSchema],
    }),
    async (request) => ({ questions: await mine(request).decisions.waiting() }),
  );

  app.get(
    '/v1/questions/events',
    documented({ summary: 'The same as text/event-stream, again whenever it has changed', scope: 'tasks' }),
    async (request, reply) => {
      const signal = leaving(reply, closing);
      await sendEvents(reply, questions(mine(request), signal)).catch((error: unknown) => {
        if (!signal.aborted) request.log.warn(error);
      });
    },
  );

  app.post(
    '/v1/tasks/:id/answer',
    documented({
      summary: 'Answer what a task asked; a new task goes on with it, unless it is declined',
      scope: 'tasks',
      params: taskParamsSchema,
      body: answerSchema,
      answer: [202, submittedSchema],
    }),
    async (request, reply) => {
      const answer = parseStrict(answerSchema, request.body, 'INPUT_INVALID', 'request');
      return reply.code(202).send({ taskId: await mine(request).answer(idIn(request), answer) });
    },
  );

  app.get(
    '/v1/tasks/:id/decisions',
    documented({
      summary: 'Who decided what on a task, by which door and when',
      scope: 'tasks',
      params: taskParamsSchema,
      answer: [200, decisionsSchema],
    }),
    async (request) => ({ decisions: await mine(request).decided(idIn(request)) }),
  );
}

async function* questions(operations: Operations, signal: AbortSignal): AsyncGenerator<SentEvent> {
  for await (const asked of operations.decisions.follow(signal)) {
    yield { event: 'questions', data: JSON.stringify({ questions: asked }) };
  }
}
