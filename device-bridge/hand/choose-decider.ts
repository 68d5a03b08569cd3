// Skills where one serves the goal, the vision model where one is connected, and otherwise the skills' honest refusal.
// Where a model may be asked, what was done before is tried first.
import { findPersonal } from '../policy/privacy/finder.js';
import type { Decider, Goal } from './decider.js';
import { type Helper, type ReplayStore, replayDecider } from './replay/index.js';
import { hasSkill, skillDecider } from './skills/index.js';
import { type StepGuiModel, stepGuiDecider } from './step-gui/decider.js';

export interface HandModel extends StepGuiModel {
  /** auto: only for goals that no skill serves. always: for every goal. */
  readonly use: 'auto' | 'always';
}

/**
 * `names`: people whose names are painted over in pictures that leave at the level `redacted`, and are never recorded.
 * Without `replays` nothing is recorded, and nothing that was is used.
 */
export function chooseDecider(
  model: HandModel | undefined,
  names: Iterable<string>,
  replays?: ReplayStore,
): (goal: Goal) => Decider {
  const skills: Helper = { decider: skillDecider, joins: false };
  const seeing: Helper | undefined = model && { decider: stepGuiDecider(model, names), joins: true };
  const isPersonal = (text: string): boolean => findPersonal(text, names).length > 0;
  const helpersOf = (goal: Goal): readonly [Helper, ...Helper[]] => {
    if (!seeing) return [skills];
    return model?.use === 'auto' && hasSkill(goal) ? [skills, seeing] : [seeing];
  };
  return (goal) => {
    const helpers = helpersOf(goal);
    return replays ? replayDecider({ store: replays, isPersonal }, helpers) : helpers[0].decider;
  };
}
