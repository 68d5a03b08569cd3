// The tools of GUI-MCP: names, arguments and results, once for the bridge that serves them, the cloud that calls them
// and the reference page. Names follow Table 2 of the Step-GUI report (arXiv 2512.15431) and the gelab-zero server.
import { z } from 'zod';
import { hotKeys } from '../hand/action.js';
import { stepShape } from '../hand/step.js';
import { intentSchema } from '../plan/goal.js';
import { errorBodySchema, reportValuesSchema, stopReasons } from '../plan/report.js';
import { liveTools } from './live-tools.js';
import { deviceId, point, privacyLevel, privacyLevels, type ToolDefinition, tool } from './tool-definition.js';

const longestEdge = z.int().min(64).max(4096);
const durationMs = z.int().min(50).max(10_000).optional();
const taskId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);

export const deviceSchema = z.object({
  device_id: z.string(),
  platform: z.literal('android'),
  state: z.enum(['idle', 'busy', 'offline', 'locked', 'unauthorized', 'takeover']),
  model: z.string().optional(),
  virtual: z.boolean().optional(),
  privacy_level: z.enum(privacyLevels),
  capabilities: z.array(z.string()),
  memory: z
    .string()
    .max(64)
    .optional()
    .describe(
      'Names what its bridge remembers of calls: under the same name a call that it does not know was never begun',
    ),
});
export type Device = z.infer<typeof deviceSchema>;

/** For a brain that steers a phone step by step: which task it is for, and what the user has said yes to. */
const steered = {
  task_id: taskId.optional().describe('The task that this is a part of: names its record on the bridge'),
  privacy_level: privacyLevel,
  consent: z
    .strictObject({
      request: z.string().max(20_000).describe("The user's own words"),
      confirmed: z.boolean().describe('The user has said yes to the message, post or call that the values name'),
      app: z.string().optional().describe('Catalogue id'),
      intent: intentSchema.optional(),
      values: z.record(z.string(), z.string()).optional(),
    })
    .optional()
    .describe('Without it nothing reaches others; what it says is no secret in the answer'),
};
const steering = {
  ...steered,
  frame_id: z
    .string()
    .optional()
    .describe('The screen it was decided on, as describe_screen named it; another one is not touched'),
};

const acted = z.object({
  executed: z.boolean(),
  screen_changed: z.boolean().optional(),
  verified: z.boolean().optional().describe('input_text: the field was read back and holds the text'),
  reached_others: z.boolean().optional().describe('It did what is not done twice for one task: a message, an order'),
  note: z.string().optional(),
});
export type ActedResult = z.infer<typeof acted>;

/** Words that must stand in the title or text of a notification; case and width of letters make no difference. */
const wantedWords = z.string().trim().min(1).max(200);
/** Which notifications are meant: of one app, with these words. */
export const notificationConditionSchema = z.strictObject({
  app: z.string().min(1).max(100).describe('Id of the app catalogue, or the name of a package'),
  title: wantedWords.optional().describe('Words in the title: for messages, who wrote them'),
  text: wantedWords.optional().describe('Words in the text'),
});
export type NotificationCondition = z.infer<typeof notificationConditionSchema>;

/** What a notification reads; each alone may be asked for. */
export const notificationWords = ['title', 'text'] as const;
export type NotificationWord = (typeof notificationWords)[number];

const watch = notificationConditionSchema.extend({
  watch: z.string().min(1).max(100).describe('What the caller calls it'),
  tells: z
    .array(z.enum(notificationWords))
    .optional()
    .describe('What is told of one beside its app; nothing by default'),
  after: z
    .strictObject({ posted_ms: z.int(), told: z.array(z.string()).max(100) })
    .optional()
    .describe('Only newer ones, and those of that very time that were not told; without it, none that is there now'),
});

const arrival = z.object({
  watch: z.string(),
  notification: z.string().describe('One post of one notification; the same again is another'),
  posted_ms: z.int().describe("Milliseconds since 1970, by the phone's clock"),
  package: z.string(),
  category: z.string().optional().describe("Android's word for its class, such as msg"),
  title: z.string().optional(),
  text: z.string().optional(),
});
export type NotificationArrival = z.infer<typeof arrival>;

/** The `message` of a progress notification of execute_task is this object as JSON; its result lists them. */
export const stepProgressSchema = z.strictObject(stepShape);
export type StepProgress = z.infer<typeof stepProgressSchema>;

export const executeTaskResultSchema = z.object({
  session_id: z.string(),
  device_info: z.object({ device_id: z.string(), device_wm_size: z.tuple([z.int(), z.int()]).optional() }),
  task: z.string().optional(),
  reply_from_client: z.string().optional(),
  final_action: z.object({ agent_action: z.record(z.string(), z.unknown()), global_step_idx: z.int() }).optional(),
  intermediate_logs: z.array(stepProgressSchema).optional(),
  stop_reason: z.enum(stopReasons),
  local_step_idx: z.int(),
  global_step_idx: z.int(),
  replayed_steps: z.int().optional().describe('Steps of this call that came from a recording, without a model'),
  text: z.string().describe('What the hand reports, for people'),
  values: reportValuesSchema.optional(),
  evidence: z.array(z.object({ step: z.int(), what: z.string(), screenshot: z.string().optional() })).optional(),
  error: errorBodySchema.optional(),
  confirmation: z.object({ kind: z.string(), text: z.string(), token: z.string() }).optional(),
  verified: z.enum(['yes', 'no', 'unknown']),
  reached_others: z
    .enum(['no', 'yes', 'unknown'])
    .optional()
    .describe('Whether the session did what must not be done twice: messages, orders, deletions'),
  privacy_level: z.string(),
  timings: z.object({ model_ms: z.number(), action_ms: z.number() }),
  tokens: z.object({ prompt: z.int(), generated: z.int() }),
});
export type ExecuteTaskResult = z.infer<typeof executeTaskResultSchema>;

const taskState = z.object({
  state: z.enum(['running', 'waiting', 'ended', 'unknown']),
  session_id: z.string().optional(),
  task: z.string().optional(),
  step: z.int().optional(),
  last_action: z.string().optional(),
  stop_reason: z.enum(stopReasons).optional(),
});

export const guiTools = {
  get_device_list: tool(
    'Phones beside this bridge and what each is doing',
    true,
    z.strictObject({}),
    z.object({
      devices: z.array(deviceSchema),
    }),
  ),
  get_screenshot: tool(
    'The screen as a picture',
    true,
    z.strictObject({
      device_id: deviceId,
      ...steered,
      format: z.enum(['png', 'jpeg']).optional().describe('Defaults to jpeg'),
      max_edge: longestEdge.optional().describe('Longest edge in pixels; defaults to the screen'),
    }),
    z.object({
      width: z.int(),
      height: z.int(),
      frame_id: z.string(),
      text: z.string().optional().describe('What the screen says, where no picture may leave the bridge'),
    }),
  ),
  describe_screen: tool(
    'The screen in words: the foreground app and the readable, tappable things on it',
    true,
    z.strictObject({
      device_id: deviceId,
      ...steered,
      question: z
        .string()
        .max(2000)
        .optional()
        .describe(
          "Also answered from the picture by the hand's model, where one is connected and the level lets it see",
        ),
      points: z.boolean().optional().describe('Puts "@x,y" before each line: the point to tap. Defaults to false'),
      picture: z
        .boolean()
        .optional()
        .describe('With a picture of the same screen, at the privacy level open alone. Defaults to false'),
      max_edge: longestEdge.optional().describe("Of the picture, in pixels; defaults to the screen's"),
    }),
    z.object({
      text: z.string(),
      app: z.string().optional(),
      frame_id: z.string(),
      answer: z.string().optional().describe('To the question'),
      note: z.string().optional().describe('Why the question has no answer'),
    }),
  ),
  click: tool('Tap a point', false, z.strictObject({ device_id: deviceId, point, ...steering }), acted),
  double_click: tool('Tap a point twice', false, z.strictObject({ device_id: deviceId, point, ...steering }), acted),
  long_press: tool(
    'Press a point for a while',
    false,
    z.strictObject({ device_id: deviceId, point, duration_ms: durationMs, ...steering }),
    acted,
  ),
  swipe: tool(
    'Drag from one point to another',
    false,
    z.strictObject({ device_id: deviceId, point1: point, point2: point, duration_ms: durationMs, ...steering }),
    acted,
  ),
  input_text: tool(
    'Type into the focused field, or into the field at a point',
    false,
    z.strictObject({
      device_id: deviceId,
      text: z.string().max(10_000),
      point: point.optional(),
      clear: z.boolean().optional().describe('Replace what the field holds; defaults to true'),
      submit: z.boolean().optional().describe("Press the keyboard's search or send key afterwards"),
      ...steering,
    }),
    acted,
  ),
  hotkey: tool('Press a key', false, z.strictObject({ device_id: deviceId, key: z.enum(hotKeys), ...steering }), acted),
  awake: tool(
    'Open an installed app by name',
    false,
    z.strictObject({ device_id: deviceId, app: z.string().min(1), restart: z.boolean().optional(), ...steered }),
    acted.extend({ package: z.string().optional(), candidates: z.array(z.string()).optional() }),
  ),
  execute_task: tool(
    'Hand one goal in one app to the local agent and wait for its report',
    false,
    z.strictObject({
      device_id: deviceId,
      task: z.string().min(1).max(20_000).optional().describe('The goal in words; exactly one of task and session_id'),
      session_id: z.string().optional().describe('Goes on with a session that asked something'),
      reply_from_client: z.string().optional(),
      reply_by: z
        .enum(['user', 'brain'])
        .optional()
        .describe("Who gave the reply; a brain's gives no consent. Defaults to user"),
      max_steps: z.int().min(1).max(400).optional().describe('Defaults to 40'),
      reset_environment: z
        .boolean()
        .optional()
        .describe('Start from the home screen with the app restarted; defaults to true'),
      detail: z.enum(['none', 'captions']).optional(),
      app: z.string().optional().describe('Catalogue id of the app that the goal is in'),
      intent: intentSchema.optional().describe('The goal as data, when the caller knows it'),
      values: z.record(z.string(), z.string()).optional().describe("The intent's values"),
      language: z.enum(['zh', 'en']).optional().describe("Language to report in; defaults to the task's own"),
      task_id: steered.task_id,
      privacy_level: steered.privacy_level,
      request: z
        .string()
        .max(20_000)
        .optional()
        .describe("The user's own words; a message whose recipient and text they hold needs no further consent"),
      confirmed: z
        .boolean()
        .optional()
        .describe('With a task: the user has said yes to the message, post or call that its values name'),
      confirmation_token: z
        .string()
        .max(100)
        .optional()
        .describe('With a session_id: the user has said yes to what the session asked; good once'),
      decided_by: z.string().max(200).optional().describe('Who said yes or answered, for the record'),
      idempotency_key: z
        .string()
        .max(200)
        .optional()
        .describe('A call repeated with the same key is answered, not done again'),
      epoch: z
        .int()
        .min(0)
        .optional()
        .describe('How often the task has changed hands: a call under the same key with a smaller one is refused'),
      again: z
        .boolean()
        .optional()
        .describe('The call was sent before under its key: a bridge that does not know it must not begin it'),
    }),
    executeTaskResultSchema,
  ),
  await_notifications: tool(
    'Wait for notifications to arrive on a phone that nobody uses; who asks none of this, the phone is not asked either',
    true,
    z.strictObject({
      device_id: deviceId,
      privacy_level: steered.privacy_level,
      watches: z.array(watch).min(1).max(50),
      wait_seconds: z.int().min(0).max(300),
    }),
    z.object({
      now_ms: z.int().describe("The phone's clock; 0 when nobody could look, as the phone was in use"),
      arrived: z.array(arrival),
      refused: z.array(z.string()).describe('Watches that ask for words, which the privacy level does not let out'),
    }),
  ),
  hand_back: tool(
    'The person who took a phone over says that it may be used again',
    false,
    z.strictObject({
      device_id: deviceId,
      by: z.string().min(1).max(200).optional().describe('Who, for the record'),
    }),
    z.object({ device_id: z.string(), was_taken_over: z.boolean() }),
  ),
  ...liveTools,
  cancel_task: tool(
    'Stop the task that runs on a phone',
    false,
    z.strictObject({ device_id: deviceId.optional(), session_id: z.string().optional() }),
    taskState,
  ),
  get_task_status: tool(
    'What a phone or a session is doing',
    true,
    z.strictObject({ device_id: deviceId.optional(), session_id: z.string().optional() }),
    taskState,
  ),
} as const satisfies Record<string, ToolDefinition>;

/** What left the bridge with one call, beside its answer; see `leftKey`. */
export const leftSchema = z.object({
  personal: z.int().describe('Pieces of personal data that left as they are'),
  held: z.int().describe('Pieces that left as placeholders'),
  picture_bytes: z.int().describe('Bytes of pictures: what they show is not counted'),
});
export type Left = z.infer<typeof leftSchema>;
/** Where an answer's `_meta` holds it. */
export const leftKey = 'farhand/left';

export type GuiToolName = keyof typeof guiTools;
export type GuiToolInput<N extends GuiToolName> = z.infer<(typeof guiTools)[N]['input']>;
export type GuiToolOutput<N extends GuiToolName> = z.infer<(typeof guiTools)[N]['output']>;
