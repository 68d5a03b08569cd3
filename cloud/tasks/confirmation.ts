// What a plan would do to other people, asked before it is done. What is known from the beginning is asked then. Where a text
// is only made on the way, everything up to it is done first, and the question shows it word for word: a yes is to what was
// seen. A plan that only looks things up never asks.
import {
  appName,
  FarhandError,
  type Intent,
  type Language,
  outwardIntents,
  type Plan,
  type Report,
  type Subtask,
  toolInputs,
} from '@farhand/shared';
import { filled } from './filled.js';

type Question = (values: Readonly<Record<string, string>>, app: string) => string;

const questions: Partial<Record<Intent, Readonly<Record<Language, Question>>>> = {
  send_message: {
    en: ({ recipient, text }, app) => `send "${text}" to ${recipient} on ${app}`,
    zh: ({ recipient, text }, app) => `在${app}给${recipient}发送“${text}”`,
  },
  post: {
    en: ({ text }, app) => `post "${text}" on ${app}`,
    zh: ({ text }, app) => `在${app}发布“${text}”`,
  },
  call: {
    en: ({ recipient }, app) => `call ${recipient} with ${app}`,
    zh: ({ recipient }, app) => `用${app}打给${recipient}`,
  },
  call_tool: {
    en: (values) => `call the tool ${callWords(values)}`,
    zh: (values) => `调用工具 ${callWords(values)}`,
  },
};

function callWords(values: Readonly<Record<string, string>>): string {
  return `${values.tool} ${JSON.stringify(toolInputs(values))}`;
}

/** Before anything is done. Nothing where nothing leaves the phone, or the texts are still to be made. */
export function askBeforeOutward(plan: Plan): FarhandError | undefined {
  return asksOnTheWay(plan) ? undefined : questionAbout(plan.subtasks.filter(isOutward), plan.language);
}

/** Whether each subtask that reaches others asks when its turn has come, its text being made by then. */
export function asksOnTheWay(plan: Plan): boolean {
  return plan.subtasks.some((subtask) => isOutward(subtask) && Object.keys(subtask.inputs ?? {}).length > 0);
}

/** One question for all, naming every recipient and text. */
function questionAbout(subtasks: readonly Subtask[], language: Language, hint?: string): FarhandError | undefined {
  if (subtasks.length === 0) return undefined;
  const actions = subtasks.map((subtask) => describe(subtask, language));
  const message = language === 'zh' ? `这会${actions.join('，并且')}` : `This would ${actions.join(', and ')}`;
  return new FarhandError('NEEDS_CONFIRMATION', message, hint === undefined ? {} : { hint });
}

/** The same once the texts are made; undefined for no subtasks. */
export function askWhatWasMade(subtasks: readonly Subtask[], language: Language): FarhandError | undefined {
  return questionAbout(
    subtasks,
    language,
    'A yes does exactly this; the same command with --yes does everything anew.',
  );
}

/** It stopped at its turn, before a phone was asked for it. */
export function stoppedForYes({ stopReason, device }: Report): boolean {
  return stopReason === 'NEEDS_CONFIRMATION' && device === undefined;
}

/** What stopped so, as it would be done. */
export function awaitingYes(plan: Plan, reports: readonly Report[]): Subtask[] {
  const stopped = new Set(reports.filter(stoppedForYes).map(({ subtaskId }) => subtaskId));
  return plan.subtasks.filter(({ id }) => stopped.has(id)).map((subtask) => filled(plan, subtask, reports));
}

export function isOutward({ intent }: Subtask): boolean {
  return outwardIntents.has(intent);
}

function describe(subtask: Subtask, language: Language): string {
  const app = appName(subtask.app ?? '', language);
  return questions[subtask.intent]?.[language](subtask.values, app) ?? subtask.goal;
}
