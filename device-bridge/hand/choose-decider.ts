// Skills where one serves the goal, the vision model where one is connected, and otherwise the skills' honest refusal.
import type { Decider, Goal } from './decider.js';
import { hasSkill, skillDecider } from './skills/index.js';
import { type StepGuiModel, stepGuiDecider } from './step-gui/decider.js';

export interface HandModel extends StepGuiModel {
  /** auto: only for goals that no skill serves. always: for every goal. */
  readonly use: 'auto' | 'always';
}

/** `names`: people whose names are painted over in pictures that leave at the level `redacted`. */
export function chooseDecider(model: HandModel | undefined, names: Iterable<string>): (goal: Goal) => Decider {
  if (!model) return () => skillDecider;
  const seeing = stepGuiDecider(model, names);
  return (goal) => (model.use === 'auto' && hasSkill(goal) ? skillDecider : seeing);
}
