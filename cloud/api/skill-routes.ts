// Routes for skills: plans of tasks, kept under a name.
import { parseStrict } from '@farhand/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Operations } from '../operations.js';
import { documented } from './documented.js';
import { idIn, operationsOf } from './requests.js';
import { submittedSchema, taskParamsSchema } from './schemas.js';
import {
  filledSchema,
  fillRequestSchema,
  skillListSchema,
  skillParamsSchema,
  skillRemovedSchema,
  skillRequestSchema,
  skillRunSchema,
  skillSchema,
  skillValuesSchema,
} from './skill-schemas.js';

export function addSkillRoutes(app: FastifyInstance, operations: Operations): void {
  const mine = (request: FastifyRequest) => operationsOf(operations, request);

  app.get(
    '/v1/tasks/:id/values',
    documented({
      summary: "The values of a task's plan, as a skill made of it would call them",
      scope: 'tasks',
      params: taskParamsSchema,
      answer: [200, skillValuesSchema],
    }),
    async (request) => ({ params: await mine(request).skillValues(idIn(request)) }),
  );

  app.post(
    '/v1/skills',
    documented({
      summary: 'Keep the plan of a task that was done under a name, with values that may change',
      scope: 'tasks',
      body: skillRequestSchema,
      answer: [201, skillSchema],
    }),
    async (request, reply) => {
      const { task, ...options } = parseStrict(skillRequestSchema, request.body, 'INPUT_INVALID', 'request');
      return reply.code(201).send(await mine(request).keepSkill(task, options));
    },
  );

  app.get(
    '/v1/skills',
    documented({ summary: 'Skills, by their names', scope: 'tasks', answer: [200, skillListSchema] }),
    async (request) => ({ skills: await mine(request).skills.list() }),
  );

  app.post(
    '/v1/skills/:name/plan',
    documented({
      summary: 'The plan of a skill with these values; nothing is done',
      scope: 'tasks',
      params: skillParamsSchema,
      body: fillRequestSchema,
      answer: [200, filledSchema],
    }),
    async (request) => {
      const { values = {} } = parseStrict(fillRequestSchema, request.body ?? {}, 'INPUT_INVALID', 'request');
      return mine(request).skills.fill(nameIn(request), values);
    },
  );

  app.post(
    '/v1/skills/:name/run',
    documented({
      summary: 'Carry a skill out with these values: a task like any other, which asks as any other',
      scope: 'tasks',
      params: skillParamsSchema,
      body: skillRunSchema,
      answer: [202, submittedSchema],
    }),
    async (request, reply) => {
      const body = parseStrict(skillRunSchema, request.body ?? {}, 'INPUT_INVALID', 'request');
      const { values = {}, max_steps: maxSteps, timeout_seconds: timeoutSeconds, ...rest } = body;
      const taskId = await mine(request).runSkill(nameIn(request), values, { ...rest, maxSteps, timeoutSeconds });
      return reply.code(202).send({ taskId });
    },
  );

  app.delete(
    '/v1/skills/:name',
    documented({
      summary: 'Keep a skill no more',
      scope: 'tasks',
      params: skillParamsSchema,
      answer: [200, skillRemovedSchema],
    }),
    async (request) => {
      const name = nameIn(request);
      return { name, wasKept: await mine(request).skills.remove(name) };
    },
  );
}

function nameIn(request: FastifyRequest): string {
  return parseStrict(skillParamsSchema, request.params, 'INPUT_INVALID', 'path').name;
}
