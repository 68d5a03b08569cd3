// One line of a session's file: what happened to the session, in the order in which it happened. A session that is read
// back takes its lines in one after the other and stands where it stood. Format: UTF-8, one JSON object a line.
import { actionSchema, executeTaskResultSchema, intentSchema, privacyLevels } from '@farhand/shared';
import { z } from 'zod';

const hash = z.string();
const stepNumber = z.int().min(0);

export const waitingReasons = ['answer', 'consent', 'takeover', 'call'] as const;
/** Whom a session waits for: the user's answer or consent, the person at the phone, or no more than the next call. */
export type Waiting = (typeof waitingReasons)[number];

const subjectSchema = z.strictObject({
  class: z.enum(['read', 'reversible', 'outward', 'money', 'identity', 'destructive']),
  packageName: z.string(),
  label: z.string(),
  recipient: z.string().optional(),
  text: z.string().optional(),
  amount: z.string().optional(),
  payee: z.string().optional(),
});

export const sessionEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('begun'),
    session: z.uuid(),
    device: z.string(),
    /** Name of the task's record. */
    record: z.string(),
    goal: z.strictObject({
      task: z.string(),
      request: z.string().optional(),
      language: z.enum(['zh', 'en']),
      app: z.string().optional().describe('Catalogue id'),
      intent: intentSchema.optional(),
      values: z.record(z.string(), z.string()),
      privacy: z.enum(privacyLevels),
      held: z.array(z.string()).optional().describe('What the caller has only placeholders for'),
    }),
    confirmed: z.boolean(),
  }),
  /** A call on the session begins; what the user said or allowed with it is in force from here on. */
  z.strictObject({
    kind: z.literal('called'),
    key: z.string().optional(),
    maxSteps: z.int(),
    reply: z.string().optional(),
    /** Absent for the user's own words. */
    by: z.literal('brain').optional(),
    /** Name of the spent token; see `tokenName`. */
    token: hash.optional(),
    granted: hash.optional(),
  }),
  z.strictObject({
    kind: z.literal('decided'),
    step: stepNumber,
    action: actionSchema,
    explain: z.string(),
    memory: z.string().optional(),
    replayed: z.boolean().optional(),
  }),
  /** Written, and on the disk, before something is done that must not be done twice. */
  z.strictObject({
    kind: z.literal('acting'),
    step: stepNumber,
    subject: subjectSchema,
    shown: z.int().optional().describe('How often the screen showed already what was to be done'),
  }),
  z.strictObject({ kind: z.literal('acted'), step: stepNumber, performed: z.boolean() }),
  z.strictObject({
    kind: z.literal('issued'),
    token: hash,
    step: stepNumber,
    subject: hash,
    issuedAtMs: z.number(),
  }),
  /** A token was used for something else than what it was for, and is void. */
  z.strictObject({ kind: z.literal('spent'), token: hash }),
  /** The call has ended: with this answer, which a repeated call gets, too. */
  z.strictObject({
    kind: z.literal('answered'),
    key: z.string().optional(),
    waiting: z.enum(waitingReasons).optional(),
    subject: hash.optional(),
    /** Without the confirmation's token, which is nowhere written down. */
    result: executeTaskResultSchema.omit({ confirmation: true }),
  }),
]);

export type SessionEntry = z.infer<typeof sessionEntrySchema>;
export type EntryOf<K extends SessionEntry['kind']> = Extract<SessionEntry, { kind: K }>;

/** Entries that must be on the disk before what they tell goes on, so that not even a power cut loses them. */
export const durableKinds: ReadonlySet<SessionEntry['kind']> = new Set([
  'begun',
  'called',
  'acting',
  'issued',
  'spent',
  'answered',
]);
