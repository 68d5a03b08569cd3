// `{title}` and `{text}` in a command that a notification gives. The brain plans the command as the user wrote it, with
// the placeholders in it; what the notification said is put into the finished plan's values. So it cannot add a subtask,
// choose an app or name a recipient that the user has not left to it, and it never counts as the user's own words.
import {
  appName,
  FarhandError,
  goalSentence,
  type NotificationWord,
  nearest,
  notificationWords,
  type Plan,
  toFarhandError,
} from '@farhand/shared';

/** The words of a notification that a command asks for. */
export type Said = Readonly<Partial<Record<NotificationWord, string>>>;

const placeholder = /\{(\w+)\}/g;

/** The words that a command has placeholders for. Throws INPUT_INVALID for a placeholder of something else. */
export function placeholdersIn(command: string): NotificationWord[] {
  const names = [...command.matchAll(placeholder)].map(([, name = '']) => name);
  const unknown = names.find((name) => !isWord(name));
  if (unknown === undefined) return notificationWords.filter((word) => names.includes(word));
  const near = nearest(unknown, notificationWords);
  throw new FarhandError(
    'INPUT_INVALID',
    `A notification has no {${unknown}}${near ? `; did you mean {${near}}?` : ''}`,
    {
      hint: `Placeholders are ${notificationWords.map((word) => `{${word}}`).join(' and ')}.`,
    },
  );
}

/**
 * Plans a command with placeholders, and fills them. A brain that cannot make anything of them is asked once more, with
 * words that could stand there. Throws BRAIN_REFUSED for a plan without a place for one of them, and as `plan` does.
 */
export async function planFilled<T extends { readonly plan: Plan }>(
  command: string,
  said: Said,
  plan: (command: string) => Promise<T>,
): Promise<T> {
  const words = notificationWords.filter((word) => said[word] !== undefined);
  const planned = await plan(command).catch(async (error: unknown) => {
    if (toFarhandError(error).code !== 'BRAIN_REFUSED') throw error;
    const standIns = words.map((word) => [`{${word}}`, standIn(word, command)] as const);
    const again = await plan(standIns.reduce((text, [name, word]) => text.replaceAll(name, word), command));
    return {
      ...again,
      plan: inValues(again.plan, (value) =>
        standIns.reduce((text, [name, word]) => text.replaceAll(word, name), value),
      ),
    };
  });
  const values = planned.plan.subtasks.flatMap((subtask) => Object.values(subtask.values));
  const homeless = words.find((word) => !values.some((value) => value.includes(`{${word}}`)));
  if (homeless === undefined) return { ...planned, plan: withSaid(planned.plan, said) };
  throw new FarhandError('BRAIN_REFUSED', `The brain's plan for "${command}" has no place for {${homeless}}`);
}

/** A word that a brain copies as it is. */
function standIn(word: NotificationWord, command: string): string {
  const name = word[0]?.toUpperCase() + word.slice(1);
  for (let number = 7; ; number++) if (!command.includes(`${name}${number}`)) return `${name}${number}`;
}

/** The plan with what the notification said in place of the placeholders; nothing in that is a placeholder again. */
export function withSaid(plan: Plan, said: Said): Plan {
  return inValues(plan, (value) => filled(value, said));
}

function inValues(plan: Plan, change: (value: string) => string): Plan {
  const subtasks = plan.subtasks.map((subtask) => {
    const entries = Object.entries(subtask.values).map(([name, value]) => [name, change(value)] as const);
    if (entries.every(([name, value]) => subtask.values[name] === value)) return subtask;
    const values = Object.fromEntries(entries);
    const app = appName(subtask.app ?? '', plan.language);
    return { ...subtask, values, goal: goalSentence(subtask.intent, values, app, plan.language) };
  });
  return { ...plan, subtasks };
}

function filled(text: string, said: Said): string {
  return text.replaceAll(placeholder, (whole, name: string) => (isWord(name) ? (said[name] ?? whole) : whole));
}

function isWord(name: string): name is NotificationWord {
  return notificationWords.some((word) => word === name);
}
