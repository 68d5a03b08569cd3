// Routes for commands that are given again and again.
import { parseStrict } from '@farhand/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Operations } from '../operations.js';
import { documented } from './documented.js';
import {
  scheduleListSchema,
  scheduleRequestSchema,
  scheduleSchema,
  taskParamsSchema,
  unscheduledSchema,
} from './schemas.js';

export function addScheduleRoutes(app: FastifyInstance, operations: Operations): void {
  const mine = ({ principal }: FastifyRequest) => operations.forUser(principal.user);

  app.post(
    '/v1/schedules',
    documented({
      summary: 'Give a command whenever its time comes',
      scope: 'tasks',
      body: scheduleRequestSchema,
      answer: [201, scheduleSchema],
    }),
    async (request, reply) => {
      const body = parseStrict(scheduleRequestSchema, request.body, 'INPUT_INVALID', 'request');
      const {
        time_zone: timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone,
        confirmed = false,
        ...rest
      } = body;
      return reply.code(201).send(await mine(request).schedule({ ...rest, timeZone, confirmed, device: body.device }));
    },
  );

  app.get(
    '/v1/schedules',
    documented({ summary: 'Schedules, the next one first', scope: 'tasks', answer: [200, scheduleListSchema] }),
    async (request) => ({ schedules: await mine(request).schedules() }),
  );

  app.delete(
    '/v1/schedules/:id',
    documented({
      summary: 'Give a command no more',
      scope: 'tasks',
      params: taskParamsSchema,
      answer: [200, unscheduledSchema],
    }),
    async (request) => {
      const { id } = parseStrict(taskParamsSchema, request.params, 'INPUT_INVALID', 'path');
      return { id, wasScheduled: await mine(request).unschedule(id) };
    },
  );
}
