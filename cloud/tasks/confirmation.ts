// What a plan would do to other people, asked before anything is done. A plan that only looks things up never asks.
import {
  appName,
  FarhandError,
  type Intent,
  type Language,
  outwardIntents,
  type Plan,
  type Subtask,
} from '@farhand/shared';

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
};

/** The question as an error, naming every recipient and text, or undefined when nothing leaves the phone. */
export function askBeforeOutward(plan: Plan): FarhandError | undefined {
  const actions = plan.subtasks
    .filter(({ intent }) => outwardIntents.has(intent))
    .map((subtask) => describe(subtask, plan.language));
  if (actions.length === 0) return undefined;
  const message = plan.language === 'zh' ? `这会${actions.join('，并且')}` : `This would ${actions.join(', and ')}`;
  return new FarhandError('NEEDS_CONFIRMATION', message);
}

function describe(subtask: Subtask, language: Language): string {
  const values: Record<string, string> = { ...subtask.values };
  for (const [name, source] of Object.entries(subtask.inputs ?? {})) {
    values[name] = language === 'zh' ? `${source} 的结果` : `the result of ${source}`;
  }
  const app = appName(subtask.app ?? '', language);
  return questions[subtask.intent]?.[language](values, app) ?? subtask.goal;
}
