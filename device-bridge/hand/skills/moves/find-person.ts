// Finds the one person or group that is meant, by the app's search. Whoever is meant must be certain: equal names are
// asked about.
import type { Observation } from '../../../phone/phone.js';
import type { Sight } from '../../decider.js';
import { saysEmpty } from '../../reading/notices.js';
import { findPeople, namesSomebody, type People, type Person } from '../../reading/people.js';
import { foldText } from '../../reading/texts.js';
import { type Brief, failed, type Outcome, type Skill, type } from '../skill.js';
import { appName, reachSearchField } from './find-way.js';

export type Found = { readonly sight: Sight; readonly person: Person };

/** The one person meant, or why there is none. */
export function* findPerson(brief: Brief, opened: Sight, recipient: string): Skill<Found | Outcome> {
  const at = yield* reachSearchField(brief, opened);
  const explain = brief.say(`查找${recipient}`, `Look for ${recipient}`);
  const shown = (screen: Observation) => namesSomebody(screen, recipient) || saysEmpty(screen.tree);
  const sight = at
    ? yield* type(at.sight, at.field, recipient, false, explain, { until: shown, limitMs: 2500 })
    : opened;
  const people = findPeople(sight.screen, recipient);
  const only = people.candidates[0];
  if (only && people.sure && people.candidates.length === 1) return { sight, person: only };
  if (only) return yield* askWhich(brief, recipient, people);
  const text = brief.say(
    `${appName(brief)}里没有找到“${recipient}”`,
    `${appName(brief)} shows nobody called "${recipient}"`,
  );
  return failed('SUBTASK_FAILED', text, brief.say('说出应用里显示的名字', 'Say the name as the app shows it'));
}

function* askWhich(brief: Brief, recipient: string, people: People): Skill<Found | Outcome> {
  const choices = people.candidates;
  const list = choices.map(({ name, about }, index) => `${index + 1}. ${name}${about ? ` (${about})` : ''}`).join('\n');
  const question = brief.say(
    `“${recipient}”是下面的哪一位？请回复序号：\n${list}`,
    `Who is "${recipient}" of these? Answer with the number:\n${list}`,
  );
  const sight = yield {
    action: { action: 'INFO', value: question },
    explain: brief.say('询问是谁', 'Ask who is meant'),
  };
  const chosen = choose(choices, sight.reply ?? '');
  // The screen may have been drawn anew while the user thought.
  const now = findPeople(sight.screen, recipient).candidates;
  const fresh = chosen && now.find((person) => isSamePerson(person, chosen));
  if (fresh) return { sight, person: fresh };
  return failed(
    'SUBTASK_FAILED',
    brief.say(`“${sight.reply ?? ''}”不是其中之一`, `"${sight.reply ?? ''}" is none of them`),
  );
}

function choose(choices: readonly Person[], reply: string): Person | undefined {
  const number = /\d+/.exec(reply)?.[0];
  if (number !== undefined) return choices[Number(number) - 1];
  const wanted = foldText(reply);
  const fitting = choices.filter(({ name, about }) => wanted !== '' && foldText(`${name} ${about}`).includes(wanted));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function isSamePerson(a: Person, b: Person): boolean {
  return a.name === b.name && a.about === b.about;
}
