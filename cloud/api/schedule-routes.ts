// Routes for commands that are given again and again.
import { FarhandError, type NotificationCondition, parseStrict } from '@farhand/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Operations } from '../operations.js';
import { checkedCondition } from '../schedules/notification-condition.js';
import type { Occasion } from '../schedules/schedule-store.js';
import { documented } from './documented.js';
import { operationsOf } from './requests.js';
import {
  scheduleListSchema,
  scheduleRequestSchema,
  scheduleSchema,
  taskParamsSchema,
  unscheduledSchema,
} from './schemas.js';

export function addScheduleRoutes(app: FastifyInstance, operations: Operations): void {
  const mine = (request: FastifyRequest) => operationsOf(operations, request);

  app.post(
    '/v1/schedules',
    documented({
      summary: 'Give a command whenever its time comes, or a notification arrives',
      scope: 'tasks',
      body: scheduleRequestSchema,
      answer: [201, scheduleSchema],
    }),
    async (request, reply) => {
      const body = parseStrict(scheduleRequestSchema, request.body, 'INPUT_INVALID', 'request');
      const { command, confirmed = false, device } = body;
      return reply.code(201).send(await mine(request).schedule({ command, when: occasionOf(body), confirmed, device }));
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

function occasionOf({ cron, when_notification, time_zone }: z.infer<typeof scheduleRequestSchema>): Occasion {
  if ((cron === undefined) === (when_notification === undefined)) {
    throw new FarhandError('INPUT_INVALID', 'A schedule has exactly one of cron and when_notification');
  }
  if (cron !== undefined) return { cron, timeZone: time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone };
  if (time_zone !== undefined) throw new FarhandError('INPUT_INVALID', 'time_zone goes with cron');
  return { notification: checkedCondition(when_notification as NotificationCondition) };
}
