// Routes for what the service is set up to do: one for each page of the console's set-up, and for the command of the same
// name. All need the scope `admin`.
import { parseStrict } from '@farhand/shared';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Facts } from '../facts/facts.js';
import { documented } from './documented.js';
import {
  brainsSchema,
  brainTestRequestSchema,
  brainTestSchema,
  budgetsSchema,
  doctorSchema,
  figuresSchema,
  policyTableSchema,
  settingsSchema,
  toolsSchema,
} from './fact-schemas.js';
import { leaving } from './leaving.js';
import { figuresQuerySchema } from './schemas.js';

export function addFactRoutes(app: FastifyInstance, facts: Facts, closing: AbortSignal): void {
  const about = (summary: string, answer: z.ZodType) => documented({ summary, scope: 'admin', answer: [200, answer] });

  app.get('/v1/brains', about('Which model plays which role, and how fast each was', brainsSchema), () =>
    facts.brains(),
  );

  app.post(
    '/v1/brains/test',
    documented({
      summary: 'Ask one brain for a text, or show it a picture',
      scope: 'admin',
      body: brainTestRequestSchema,
      answer: [200, brainTestSchema],
    }),
    (request, reply) => {
      const { brain, what } = parseStrict(brainTestRequestSchema, request.body, 'INPUT_INVALID', 'request');
      return facts.testBrain(brain, what, leaving(reply, closing));
    },
  );

  app.get('/v1/budgets', about('What the brain may cost, and what is spent today', budgetsSchema), () =>
    facts.budgets(),
  );

  app.get('/v1/settings', about('Every setting, its value and its variable', settingsSchema), async () => ({
    settings: facts.settings(),
  }));

  app.get(
    '/v1/policy',
    about('What the gate beside the phones lets through, asks about and refuses', policyTableSchema),
    (_request, reply) => facts.policy(leaving(reply, closing)),
  );

  app.get('/v1/tools', about('MCP servers, their tools and their state; each is started for it', toolsSchema), () =>
    facts.tools(),
  );

  app.get(
    '/v1/doctor',
    about('What this computer and its phones lack, and what to do; takes some seconds', doctorSchema),
    (_request, reply) => facts.doctor(leaving(reply, closing)),
  );

  app.get(
    '/v1/figures',
    documented({
      summary: 'Tasks, steps, tokens, money and times of the last hours, as series',
      scope: 'admin',
      query: figuresQuerySchema,
      answer: [200, figuresSchema],
    }),
    (request) => {
      const { hours } = parseStrict(figuresQuerySchema, request.query, 'INPUT_INVALID', 'query');
      return facts.figures(hours);
    },
  );
}
