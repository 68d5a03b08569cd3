// Skills where one serves the goal, the vision model where one is connected, and otherwise the skills' honest refusal.
// Where a model may be asked, what was done before is tried first.
import type { Decider, Goal } from './decider.js';
import { type ReplayOptions, replayDecider } from './replay/index.js';
import { hasSkill, skillDecider } from './skills/index.js';
import { type StepGuiModel, stepGuiDecider } from './step-gui/decider.js';

export interface HandModel extends StepGuiModel {
  /** auto: only for goals that no skill serves. always: for every goal. */
  readonly use: 'auto' | 'always';
}

/** Without `replay` nothing is recorded, and nothing that was is used. */
export function chooseDecider(model: HandModel | undefined, replay?: ReplayOptions): (goal: Goal) => Decider {
  if (!model && !replay) return () => skillDecider;
  const seeing = model && { decider: stepGuiDecider(model), joins: true };
  const skills = { decider: skillDecider, joins: false };
  return (goal) => {
    const prefersSkill = !seeing || (model?.use === 'auto' && hasSkill(goal));
    const helpers = [...(prefersSkill ? [skills] : []), ...(seeing ? [seeing] : [])];
    if (replay) return replayDecider(replay, helpers);
    return prefersSkill ? skillDecider : (seeing as NonNullable<typeof seeing>).decider;
  };
}
