// A plan as a tree: what depends on something stands below the last thing that it waits for.
import type { Plan, Subtask } from '@farhand/shared';

export interface Branch {
  readonly subtask: Subtask;
  /** What else it waits for, beside what it stands below. */
  readonly alsoAfter: readonly string[];
  readonly below: readonly Branch[];
}

export function branchesOf({ subtasks }: Plan): readonly Branch[] {
  const under = (parent: string | undefined): Branch[] =>
    subtasks
      .filter((subtask) => needed(subtask).at(-1) === parent)
      .map((subtask) => ({ subtask, alsoAfter: needed(subtask).slice(0, -1), below: under(subtask.id) }));
  return under(undefined);
}

/** Ids of what must be done before, in the order of the plan. */
export function needed({ dependsOn, inputs = {} }: Subtask): string[] {
  return [...new Set([...dependsOn, ...Object.values(inputs)])].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}

/** The plan without a subtask and without what cannot be done without it; undefined when nothing would be left. */
export function without(plan: Plan, id: string): Plan | undefined {
  const gone = new Set([id]);
  for (const subtask of plan.subtasks) if (needed(subtask).some((before) => gone.has(before))) gone.add(subtask.id);
  const subtasks = plan.subtasks.filter((subtask) => !gone.has(subtask.id));
  return subtasks.length > 0 ? { ...plan, subtasks } : undefined;
}

/** The plan with the same once more, right behind it, in another app. */
export function withCopy(plan: Plan, id: string, app: string): Plan {
  const at = plan.subtasks.findIndex((subtask) => subtask.id === id);
  const original = plan.subtasks[at];
  if (!original) return plan;
  const number = Math.max(...plan.subtasks.map((subtask) => Number(subtask.id.slice(1)))) + 1;
  return { ...plan, subtasks: plan.subtasks.toSpliced(at + 1, 0, { ...original, id: `s${number}`, app }) };
}
