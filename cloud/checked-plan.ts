// A plan from outside: one that a brain made and a user approved, or changed. It is held to what plans of brains are held to,
// and its goals are worded from its values, so that what was shown and approved is what the hand is told.
import { appById, FarhandError, goalSentence, type Plan, parsePlan, toFarhandError } from '@farhand/shared';

/** Throws INPUT_INVALID, naming the first thing that is wrong. */
export function checkedPlan(candidate: unknown): Plan {
  const plan = parsed(candidate);
  const subtasks = plan.subtasks.map((subtask) => {
    const app = subtask.app === undefined ? undefined : appById(subtask.app);
    if (subtask.app !== undefined && !app) {
      throw new FarhandError(
        'INPUT_INVALID',
        `The plan's subtask ${subtask.id} names the unknown app "${subtask.app}"`,
      );
    }
    const goal = goalSentence(subtask.intent, subtask.values, app?.names[plan.language] ?? '', plan.language);
    return { ...subtask, goal };
  });
  return { ...plan, subtasks };
}

function parsed(candidate: unknown): Plan {
  try {
    return parsePlan(candidate);
  } catch (thrown) {
    const { message } = toFarhandError(thrown);
    throw new FarhandError('INPUT_INVALID', message, { cause: thrown });
  }
}
