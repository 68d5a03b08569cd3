// May a replay say that a goal is reached? Only of a goal that is an action, and only where the screen shows that the last
// step did it. A goal that asks for something to be read is never answered from a recording: what the screen says now is
// for a reader to say.
import type { Intent } from '@farhand/shared';
import type { Observation } from '../../phone/phone.js';
import type { ScreenNode } from '../../phone/tree.js';
import type { Goal } from '../decider.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { foldText } from '../reading/texts.js';
import type { Proof, Step, Template, Values } from './recording.js';

const readingIntents: ReadonlySet<Intent> = new Set(['find_price', 'search', 'ticket', 'hotel', 'summarise']);
const readingWords =
  /[?？]|什么|多少|几[个点时次月号天条]|哪|吗|是否|有没有|查|看看|看一下|告诉我|读|列出|找出|比较|总结|报告|what|which|\bwho|\bwhen\b|where|how (?:many|much|long|far|old)|\bis there|\bare there|tell me|\bcheck\b|look up|find out|\bread\b|\blist\b|show me|compare|summari[sz]e|report/i;
const shortestFinding = 2;

/** Whether the goal asks for what a screen says, by its words and by the answer that the run gave. */
export function asksToRead(
  goal: Goal,
  template: Template,
  answer: string,
  screen: Observation,
  touched: readonly string[],
): boolean {
  if (goal.intent !== undefined && readingIntents.has(goal.intent)) return true;
  if (template.kind === 'sealed') return true;
  if (template.kind === 'words' && template.pattern.some((part) => typeof part === 'string' && readingWords.test(part)))
    return true;
  const known = foldText([goal.task, goal.request ?? '', ...Object.values(goal.values), ...touched].join('\n'));
  const said = foldText(answer);
  const numbers = said.match(/\d+(?:[.:]\d+)*/g) ?? [];
  if (numbers.some((number) => !known.includes(number))) return true;
  return screen.tree.nodes.some((node) => {
    const label = foldText(labelOf(node));
    return label.length >= shortestFinding && said.includes(label) && !known.includes(label);
  });
}

/** What shows that the last step did it. `last`: as it was described; `before` and `after`: the screens around it. */
export function proofOf(last: Step, before: Observation, after: Observation, values: Values): Proof {
  if (last.checked !== undefined) return { by: 'state' };
  const typed = last.movement.kind === 'TYPE';
  const name = Object.keys(values).find(
    (value) => countShown(after, values[value], typed) > countShown(before, values[value], typed),
  );
  if (name !== undefined) return { by: 'value', name };
  return last.appears.length > 0 ? { by: 'appearance' } : { by: 'nobody' };
}

/** How often a value stands on the screen, alone or among other words; in fields only when they count. */
export function countShown(screen: Observation, value: string | undefined, inFields: boolean): number {
  const wanted = foldText(value ?? '');
  if (wanted === '') return 0;
  const says = (node: ScreenNode): boolean =>
    isVisible(node) && (inFields || !node.editable) && foldText(labelOf(node)).includes(wanted);
  return screen.tree.nodes.filter(says).length;
}
