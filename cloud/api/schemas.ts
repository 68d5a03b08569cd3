// Shapes of the HTTP API, in zod: they check what comes in and become the OpenAPI page. What goes out of tasks is the
// published contract of `shared`.
import {
  deviceSchema,
  errorBodySchema,
  guiTools,
  intentSchema,
  notificationConditionSchema,
  offerSchema,
  planSchema,
  pointSchema,
  reportSchema,
  taskEventSchema,
  taskModes,
  taskResultSchema,
  taskStatuses,
} from '@farhand/shared';
import { z } from 'zod';
import { longestCommand } from '../checked-command.js';
import { doors, verdicts } from '../decisions/decision.js';
import { questionKinds } from '../decisions/question.js';
import { scopes } from '../users/principal.js';

export const submitSchema = z.strictObject({
  command: z.string().describe('What to do, in plain words; at most 8000 characters'),
  confirmed: z.boolean().optional().describe('Allows outward actions (messages, posts, calls) beforehand'),
  device: z.string().min(1).optional().describe('Serial of the only phone to use'),
  max_steps: z.int().min(1).max(400).optional().describe('Steps per subtask; the hand has a limit of its own'),
  timeout_seconds: z.int().min(1).max(86_400).optional().describe('Limit for the whole task'),
  mode: z
    .enum(taskModes)
    .optional()
    .describe('edge: the hand alone. cloud-only: the brain drives every step. Defaults to edge-cloud'),
  budget: z
    .union([z.string(), z.number()])
    .optional()
    .describe('Most that the brain may cost: 0.5, "0.5 USD", "20000 tokens", or both divided by a comma'),
  plan: planSchema
    .optional()
    .describe(
      'Approved or edited by the user: carried out as it is, without a brain that plans; goals are worded anew',
    ),
});

export const planRequestSchema = z.strictObject({ command: z.string() });

export const answerSchema = z.strictObject({
  allow: z.literal(true).optional().describe('Yes to the message, post or call that the task named'),
  text: z.string().min(1).max(longestCommand).optional().describe('What the task lacked, in words'),
  decline: z.literal(true).optional().describe('It is not to go on'),
  done: z.literal(true).optional().describe('What was yours to do on the phone is done: it is given back'),
});

export const questionsSchema = z.strictObject({
  questions: z.array(
    z.strictObject({
      taskId: z.string(),
      command: z.string(),
      kind: z.enum(questionKinds).describe('confirmation: a yes. question: words. takeover: a hand on the phone'),
      question: z.string(),
      hint: z.string(),
      actions: z.array(
        z.strictObject({
          subtaskId: z.string(),
          intent: intentSchema,
          app: z.string().optional().describe('Catalogue id'),
          goal: z.string(),
          values: z.record(z.string(), z.string()),
        }),
      ),
      device: z.string().optional().describe('The phone that waits'),
      subtaskId: z.string().optional(),
      point: pointSchema.optional().describe('Where its action would be done: x and y from 0 to 1000 of the screen'),
      since: z.iso.datetime(),
    }),
  ),
});

export const decisionsSchema = z.strictObject({
  decisions: z.array(
    z.strictObject({
      taskId: z.string().nullable(),
      scheduleId: z.string().nullable().describe('Set where it is about all tasks of a schedule'),
      device: z.string().nullable(),
      what: z.enum(verdicts),
      by: z.string().describe('The user'),
      door: z.enum(doors),
      at: z.iso.datetime(),
    }),
  ),
});

export const takenOverSchema = z.strictObject({
  device: z.string(),
  hold: z.string().describe('Names you to drive, and to the page that watches'),
});

/** The phone stands in the path. */
export const driveRequestSchema = guiTools.drive.input.omit({ device_id: true });

export const drivenSchema = z.strictObject({ device: z.string() });

export const scheduleRequestSchema = z.strictObject({
  command: z.string().describe('With when_notification, {title} and {text} stand for what the notification says'),
  cron: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Minute, hour, day of the month, month, day of the week; exactly one of this and when_notification'),
  when_notification: notificationConditionSchema
    .optional()
    .describe('Gives the command when such a notification arrives on a phone of the user, on that phone'),
  time_zone: z.string().min(1).max(100).optional().describe('Such as Asia/Shanghai; defaults to that of the service'),
  confirmed: z.boolean().optional().describe('Allows outward actions (messages, posts, calls) each time'),
  device: z.string().min(1).optional().describe('Serial of the only phone to use'),
});

export const scheduleSchema = z.strictObject({
  id: z.string(),
  command: z.string(),
  cron: z.string().nullable(),
  timeZone: z.string().nullable(),
  whenNotification: notificationConditionSchema.nullable(),
  confirmed: z.boolean(),
  device: z.string().nullable(),
  nextAt: z.iso.datetime().nullable(),
  lastTaskId: z.string().nullable(),
});

export const scheduleListSchema = z.strictObject({ schedules: z.array(scheduleSchema) });

export const unscheduledSchema = z.strictObject({ id: z.string(), wasScheduled: z.boolean() });

export const screenshotQuerySchema = z.strictObject({
  max_edge: z.coerce.number().int().min(64).max(4096).optional().describe('Longest edge in pixels'),
});

const userName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'a user is named by up to 64 of a-z, 0-9, ".", "_" and "-"')
  .describe('Whose tasks and phones it is for');

export const tokenRequestSchema = z.strictObject({
  user: userName,
  name: z.string().min(1).max(100).describe('What it is for'),
  scopes: z.array(z.enum(scopes)).min(1),
  expires_in_days: z.int().min(1).max(3650).optional(),
});

export const signInSchema = z.strictObject({
  code: z.string().min(1).max(100).optional().describe('Of a sign-in link; exactly one of this and token'),
  token: z.string().min(1).max(1000).optional(),
});

export const sessionSchema = z.strictObject({ user: z.string(), scopes: z.array(z.enum(scopes)) });

export const signInCodeSchema = z.strictObject({ code: z.string(), expiresAt: z.iso.datetime() });

export const signedOutSchema = z.strictObject({ signedOut: z.boolean() });

export const pairingRequestSchema = z.strictObject({ user: userName });

export const redeemSchema = z.strictObject({
  code: z.string().min(1).max(20),
  public_key: z.string().min(1).max(200).describe('Ed25519, DER (SPKI) in base64url'),
  name: z.string().min(1).max(100).describe('What people call the bridge'),
});

export const challengeRequestSchema = z.strictObject({ key_id: z.string().min(1).max(100) });

export const listQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  words: z.string().min(1).max(200).optional().describe('In the command or the answer; case makes no difference'),
  status: z.enum(['running', ...taskStatuses]).optional(),
  app: z.string().min(1).max(100).optional().describe('Catalogue id of an app that the plan uses'),
  before: z.iso.datetime().optional().describe('Only tasks made earlier, for the next page'),
});

export const pricesQuerySchema = z.strictObject({ item: z.string().min(1).max(500) });

export const pricesSchema = z.strictObject({
  found: z.array(
    z.strictObject({
      taskId: z.string(),
      at: z.iso.datetime(),
      offers: z.array(offerSchema),
      best: offerSchema
        .optional()
        .describe('The cheapest in the currency that most of them brought; absent where it has none of it'),
    }),
  ),
});

export const vocabularySchema = z.strictObject({
  apps: z.array(z.strictObject({ id: z.string(), names: z.strictObject({ zh: z.string(), en: z.string() }) })),
  intents: z.array(
    z.strictObject({
      intent: intentSchema,
      values: z.array(z.strictObject({ name: z.string(), required: z.boolean() })),
      reaches: z
        .enum(['nobody', 'others', 'payment'])
        .describe('others: it asks first. payment: it leads to one, and stops before it'),
      isTool: z.boolean().describe('The cloud does it, without a phone'),
    }),
  ),
});

export const storySchema = z.strictObject({
  taskId: z.string(),
  command: z.string(),
  status: z.enum(['running', ...taskStatuses]),
  mode: z.enum(taskModes),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  brain: z.string().nullable().describe('What planned'),
  answeredBy: z.string().nullable().describe('The task that went on after the user had answered'),
  events: z.array(z.strictObject({ seq: z.int(), at: z.iso.datetime(), event: taskEventSchema })),
  decisions: decisionsSchema.shape.decisions.describe(
    'Those on the task, on its schedule, and on what it goes on with',
  ),
  compared: z
    .array(
      z.strictObject({
        subtaskId: z.string(),
        app: z.string(),
        by: z.string().optional().describe('The means of travel, where those are compared'),
        offer: offerSchema.optional().describe("The shop's cheapest; absent where it has none"),
        text: z.string(),
        isCompared: z.boolean().describe('Its price is in the currency that most shops quote'),
        isCheapest: z.boolean(),
      }),
    )
    .optional()
    .describe('Of a comparison of prices: every shop, the cheapest first'),
});

export const figuresQuerySchema = z.strictObject({
  hours: z.coerce.number().int().min(1).max(720).default(24).describe('How far back'),
});

export const taskParamsSchema = z.strictObject({ id: z.string() });

export const pictureParamsSchema = z.strictObject({ id: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export const errorSchema = z.strictObject({ error: errorBodySchema });

export const submittedSchema = z.strictObject({ taskId: z.string() });

export const runningTaskSchema = z.strictObject({
  taskId: z.string(),
  status: z.literal('running'),
  command: z.string(),
  plan: planSchema.optional(),
  reports: z.array(reportSchema),
  seconds: z.number().nonnegative(),
});

export const taskSchema = z.union([taskResultSchema, runningTaskSchema]);

export const taskListSchema = z.strictObject({
  tasks: z.array(
    z.strictObject({
      taskId: z.string(),
      command: z.string(),
      status: z.enum(['running', ...taskStatuses]),
      createdAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      apps: z.array(z.string()).describe('Catalogue ids, in the order of the plan'),
    }),
  ),
});

export const planAnswerSchema = z.strictObject({
  plan: planSchema,
  usage: z.strictObject({ calls: z.int(), promptTokens: z.int(), generatedTokens: z.int() }),
  seconds: z.number().nonnegative(),
});

export const devicesSchema = z.strictObject({
  devices: z.array(deviceSchema.extend({ bridge: z.string(), leased: z.boolean() })),
});

export const screenPictureSchema = z.strictObject({
  width: z.int(),
  height: z.int(),
  mimeType: z.string().optional(),
  picture: z.base64().optional(),
  text: z.string().optional().describe('Instead of the picture, where none may leave the computer beside the phone'),
});

/** As the bridge's `audit` program tells it; `npm start -- audit TASK --json` prints the same. */
export const recordSchema = z.looseObject({ task: z.string(), intact: z.boolean() });

/** All of a task, to be sent or kept elsewhere. */
export const taskReportSchema = z.strictObject({
  story: storySchema,
  record: recordSchema.optional().describe('Absent where it does not lie on this machine'),
  earlier: pricesSchema.shape.found.describe('What was found when the price of the same goods was asked for'),
  pictures: z.record(z.string(), z.string()).describe('Those that events name, by their hash, as data: addresses'),
});

export const screenSchema = z.strictObject({ text: z.string(), app: z.string().optional(), frame_id: z.string() });

export const createdTokenSchema = z.strictObject({ id: z.string(), token: z.string().describe('Told this once') });

export const tokenListSchema = z.strictObject({
  tokens: z.array(
    z.strictObject({
      id: z.string(),
      user: z.string(),
      name: z.string(),
      scopes: z.array(z.enum(scopes)),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime().nullable(),
      revokedAt: z.iso.datetime().nullable(),
    }),
  ),
});

export const revokedSchema = z.strictObject({ id: z.string(), wasRevoked: z.boolean() });

export const pairingCodeSchema = z.strictObject({ code: z.string(), expiresAt: z.iso.datetime() });

export const pairedSchema = z.strictObject({ keyId: z.string() });

export const challengeSchema = z.strictObject({ challenge: z.string() });

export const bridgeListSchema = z.strictObject({
  bridges: z.array(
    z.strictObject({
      id: z.string(),
      user: z.string(),
      name: z.string(),
      createdAt: z.iso.datetime(),
      revokedAt: z.iso.datetime().nullable(),
    }),
  ),
});

export const handedBackSchema = z.strictObject({ device: z.string(), wasTakenOver: z.boolean() });

export const healthSchema = z.strictObject({ status: z.literal('ok') });

/** JSON Schema for the OpenAPI page. `io` says whether defaults count as given. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output' = 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
