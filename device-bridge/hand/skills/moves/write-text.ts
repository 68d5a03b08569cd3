// Writes a text into a field exactly as given, and reads it back before anything is done with it.
import type { Observation } from '../../../phone/phone.js';
import type { ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { type Brief, failed, type Outcome, type Skill, type } from '../skill.js';

/** Finds the field on any screen of the page. */
export type FieldOf = (screen: Observation) => ScreenNode | undefined;

export function* writeText(
  brief: Brief,
  sight: Sight,
  fieldOf: FieldOf,
  text: string,
  explain: string,
): Skill<Sight | Outcome> {
  const field = fieldOf(sight.screen);
  if (!field) return failed('SUBTASK_FAILED', brief.say('没有可以写字的输入框', 'There is no field to write in'));
  const holds = (screen: Observation) => fieldOf(screen)?.text === text;
  const now = yield* type(sight, field, text, false, explain, { until: holds, limitMs: 3000 });
  if (holds(now.screen)) return now;
  const held = fieldOf(now.screen)?.text ?? '';
  const zh = `输入框里是“${held}”，与要写的不同，没有继续`;
  return failed('SUBTASK_FAILED', brief.say(zh, `The field holds "${held}", not the text; it was left at that`));
}
