// A subtask with what earlier reports put into it: what it would do, word for word.
import { appName, goalSentence, type Plan, type Report, type Subtask } from '@farhand/shared';

/** Values that earlier reports fill (by the detail of that name, else by their text) are filled in, and the goal is said anew. */
export function filled({ language }: Plan, subtask: Subtask, reports: readonly Report[]): Subtask {
  const { inputs = {}, ...rest } = subtask;
  if (Object.keys(inputs).length === 0) return subtask;
  const values: Record<string, string> = { ...subtask.values };
  for (const [name, source] of Object.entries(inputs)) {
    const report = reports.find(({ subtaskId }) => subtaskId === source);
    values[name] = report?.values?.details?.[name] ?? report?.text ?? '';
  }
  return {
    ...rest,
    values,
    goal: goalSentence(subtask.intent, values, appName(subtask.app ?? '', language), language),
  };
}
