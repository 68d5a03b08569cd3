// One attempt: a phone made fresh, the command said, what the phone is like afterwards, and the verdict on it. What the
// agent says of itself decides nothing.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownDevice } from '@farhand/cloud';
import {
  type ErrorCode,
  type StopReason,
  type TaskEvent,
  type TaskResult,
  toFarhandError,
  type Usage,
} from '@farhand/shared';
import type { Attempt } from '../attempt.js';
import { prepareTask } from '../checks/prepare.js';
import type { Judges } from '../judge/index.js';
import { type Conversation, converse } from './conversation.js';
import type { PlannedAttempt } from './order.js';
import type { Truth } from './phone-control.js';
import type { Run } from './run-description.js';
import type { Stage, StagePhone } from './stage.js';
import { keepTrace } from './trace.js';
import { verdictOn } from './verdict.js';

export interface AttemptSetting {
  readonly run: Run;
  /** Of the run. */
  readonly folder: string;
  readonly stage: Stage;
  /** Which of the stage's phones. */
  readonly phoneNumber: number;
  /** For tasks that no state decides. */
  readonly judges: Judges | undefined;
}

/** What goes wrong in an attempt is its outcome. Throws the signal's reason, CONFIG_INVALID and ADB_MISSING. */
export async function makeAttempt(
  setting: AttemptSetting,
  planned: PlannedAttempt,
  signal: AbortSignal,
): Promise<Attempt> {
  const startedAt = new Date();
  const startedMs = performance.now();
  try {
    return await onPhone(setting, planned, startedAt, signal);
  } catch (thrown) {
    const { code, message } = toFarhandError(thrown);
    if (signal.aborted || ofNoAttempt.has(code)) throw thrown;
    const verdict = { pass: false, by: 'rules', items: [] };
    return {
      ...frame(setting.run, planned, startedAt),
      device: { model: 'unknown', android: 'unknown', resolution: 'unknown', seed: planned.phoneSeed },
      seconds: (performance.now() - startedMs) / 1000,
      ...nothingUsed,
      steps: 0,
      errorCode: code,
      report: message,
      verdict,
      labels: [code === 'TIME_LIMIT' ? 'latency' : 'environment'],
    };
  }
}

/** Every other attempt would fail like this one: the run ends, and says why. */
const ofNoAttempt: ReadonlySet<ErrorCode> = new Set(['CONFIG_INVALID', 'ADB_MISSING']);

const nothingUsed = { brainCalls: 0, tokens: { in: 0, out: 0 }, bytesUp: { pictures: 0, text: 0 }, usd: 0 };

async function onPhone(
  { run, folder, stage, phoneNumber, judges }: AttemptSetting,
  planned: PlannedAttempt,
  startedAt: Date,
  signal: AbortSignal,
): Promise<Attempt> {
  const { arm, number, phoneSeed } = planned;
  const phone = await stage.phone(phoneNumber);
  // An attempt that needed a person left the phone to them.
  await stage.cloud.handBack(phone.serial);
  await phone.control.begin(phoneSeed, run.phoneTime);
  const before = await phone.control.state();
  const task = prepareTask(planned.task, before, phoneSeed);
  const saidMs = performance.now();
  const conversation = await converse(stage.cloud, { task, mode: arm, device: phone.serial }, signal);
  const seconds = (performance.now() - saidMs) / 1000;
  const after = await phone.control.state();
  const result = lastOf(conversation);
  const attemptFolder = join(safeName(task.id), `${arm}-${number}`);
  const traceFolder = join(folder, attemptFolder);
  rmSync(traceFolder, { recursive: true, force: true });
  mkdirSync(traceFolder, { recursive: true });
  await keepTrace(traceFolder, { task, conversation, phone, after });
  const stopReason = stopOf(conversation, result);
  const errorCode = result.error?.code;
  const ended = {
    ...(stopReason && { stopReason }),
    ...(errorCode !== undefined && { errorCode }),
    report: result.answer || (result.error?.message ?? ''),
    seconds,
  };
  const ending = { ...ended, limit: conversation.limit, apps: appsOf(conversation.results) };
  const evidence = { before, after, answer: result.answer };
  const decided = await verdictOn({ task, evidence, ending, attempt: ended, folder: traceFolder }, judges, signal);
  return {
    ...frame(run, planned, startedAt),
    device: await deviceOf(stage, phone, after, phoneSeed),
    ...ended,
    ...decided,
    steps: conversation.events.filter(({ event }) => event.type === 'step').length,
    ...usedBy(conversation.results.map(({ usage }) => usage)),
    folder: attemptFolder,
  };
}

/** What is known of an attempt before it begins. */
function frame(
  { id, commit, brain, hand, privacyLevel }: Run,
  { task, arm, number }: PlannedAttempt,
  startedAt: Date,
): Pick<Attempt, 'runId' | 'taskId' | 'attempt' | 'system' | 'startedAt'> {
  return {
    runId: id,
    taskId: task.id,
    attempt: number,
    system: { arm, brain, hand, commit, privacyLevel },
    startedAt: startedAt.toISOString(),
  };
}

function lastOf({ results }: Conversation): TaskResult {
  return results.at(-1) ?? results[0];
}

function stopOf({ limit, events }: Conversation, { reports }: TaskResult): StopReason | undefined {
  if (limit === 'steps') return 'MAX_STEPS_REACHED';
  if (limit === 'time') return 'TIME_BUDGET_EXCEEDED';
  const failed = reports.find(({ stopReason }) => stopReason !== 'TASK_COMPLETED_SUCCESSFULLY');
  const wasPlanned = events.some(({ event }: { event: TaskEvent }) => event.type === 'planned');
  return failed?.stopReason ?? reports.at(-1)?.stopReason ?? (wasPlanned ? undefined : 'NOT_STARTED');
}

function appsOf(results: readonly TaskResult[]): string[] {
  return [...new Set(results.flatMap(({ plan }) => (plan?.subtasks ?? []).flatMap(({ app }) => app ?? [])))];
}

function usedBy(usages: readonly Usage[]): Pick<Attempt, 'brainCalls' | 'tokens' | 'bytesUp' | 'usd'> {
  const sum = (pick: (usage: Usage) => number) => usages.reduce((total, usage) => total + pick(usage), 0);
  const nanos = (usage: Usage) =>
    usage.cost.filter(({ currency }) => currency === 'USD').reduce((total, cost) => total + cost.nanos, 0);
  const pictures = sum(({ pictureBytes }) => pictureBytes);
  return {
    brainCalls: sum(({ brainCalls }) => brainCalls),
    tokens: { in: sum(({ promptTokens }) => promptTokens), out: sum(({ generatedTokens }) => generatedTokens) },
    bytesUp: { pictures, text: Math.max(0, sum(({ bytesUp }) => bytesUp) - pictures) },
    usd: sum(nanos) / 1e9,
  };
}

async function deviceOf(
  { cloud }: Stage,
  { serial }: StagePhone,
  state: Truth,
  seed: number,
): Promise<Attempt['device']> {
  const devices: readonly KnownDevice[] = await cloud.devices().catch(() => []);
  const model = devices.find(({ device_id }) => device_id === serial)?.model ?? 'unknown';
  const { widthPx, heightPx } = state.display;
  return { model, android: 'virtual', resolution: `${widthPx}x${heightPx}`, seed };
}

/** Ids come from files of others, and become names of folders. */
export function safeName(id: string): string {
  const plain = id.replace(/[^\p{L}\p{N}._-]/gu, '_').replace(/^\.+/, '_');
  return plain.slice(0, 100);
}
