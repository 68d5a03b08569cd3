// Finds the one person or group that is meant, by the app's search. Whoever is meant must be certain: equal names are
// asked about.
import type { Observation } from '../../../phone/phone.js';
import type { ScreenNode } from '../../../phone/tree.js';
import type { Sight } from '../../decider.js';
import { otherKinWords } from '../../reading/family-words.js';
import { findField } from '../../reading/fields.js';
import { saysEmpty } from '../../reading/notices.js';
import { findPeople, namesSomebody, type People, type Person } from '../../reading/people.js';
import { findSearchField } from '../../reading/search-entry.js';
import { foldText } from '../../reading/texts.js';
import { type Brief, failed, type Outcome, type Skill, type } from '../skill.js';
import { appName, enterNamed, openApp, reachSearchField } from './find-way.js';

const newMessageNames = [
  '新建短信',
  '新建信息',
  '写短信',
  '新短信',
  '新信息',
  '发起聊天',
  '新建会话',
  'start chat',
  'new message',
  'new chat',
  'compose',
];
const recipientField =
  /^(收件人|接收人|收信人|发送给|输入姓名.*|.*姓名.*号码.*|to|recipients?|.*name.*number.*)[:：]?$/i;

export type Found = { readonly sight: Sight; readonly person: Person };

/** The one person meant, or why there is none. */
export function* findPerson(brief: Brief, opened: Sight, recipient: string): Skill<Found | Outcome> {
  const at = yield* reachSearchField(brief, opened);
  const sight = at ? yield* lookFor(brief, at, recipient, recipient) : opened;
  const people = findPeople(sight.screen, recipient);
  const only = people.candidates[0];
  if (only && people.by === 'name' && people.candidates.length === 1) return { sight, person: only };
  const kin = at && people.by !== 'name' ? yield* findKin(brief, sight, recipient) : undefined;
  if (kin) return kin;
  if (only) return yield* askWhich(brief, recipient, people);
  const fresh = brief.goal.intent === 'send_message' ? yield* findForNewMessage(brief, recipient) : undefined;
  if (fresh) return fresh;
  const text = brief.say(
    `${appName(brief)}里没有找到“${recipient}”`,
    `${appName(brief)} shows nobody called "${recipient}"`,
  );
  return failed('SUBTASK_FAILED', text, brief.say('说出应用里显示的名字', 'Say the name as the app shows it'));
}

/** Types words into the search and waits for rows that could be `recipient`. */
function* lookFor(
  brief: Brief,
  { sight, field }: { sight: Sight; field: ScreenNode },
  words: string,
  recipient: string,
): Skill<Sight> {
  const shown = (screen: Observation) => namesSomebody(screen, recipient) || saysEmpty(screen.tree);
  const explain = brief.say(`查找${words}`, `Look for ${words}`);
  return yield* type(sight, field, words, false, explain, { until: shown, limitMs: 2500 });
}

/** Who has no conversation yet stands only where a new message asks for its recipient. */
function* findForNewMessage(brief: Brief, recipient: string): Skill<Found | Outcome | undefined> {
  const isAsking = (screen: Observation) => findField(screen, recipientField)?.kind === 'text';
  const page = yield* enterNamed(brief, yield* openApp(brief), newMessageNames, isAsking, { least: 'same' });
  const field = page && findField(page.screen, recipientField)?.node;
  if (!field) return undefined;
  const sight = yield* lookFor(brief, { sight: page, field }, recipient, recipient);
  const people = findPeople(sight.screen, recipient);
  const only = people.candidates[0];
  if (!only) return undefined;
  if (people.by === 'name' && people.candidates.length === 1) return { sight, person: only };
  return yield* askWhich(brief, recipient, people);
}

/**
 * Whom a family word means ("我妈"), under any other word for the same. All words are looked for, since the address book
 * may hold two who go by them: then both are asked about.
 */
function* findKin(brief: Brief, sight: Sight, recipient: string): Skill<Found | Outcome | undefined> {
  const found = new Map<string, { readonly person: Person; readonly words: string }>();
  let now = sight;
  let last = '';
  const show = function* (words: string): Skill<void> {
    const field = findSearchField(now.screen.tree, now.screen.sizePx);
    if (field && words !== last) now = yield* lookFor(brief, { sight: now, field }, words, recipient);
    last = words;
  };
  for (const words of otherKinWords(recipient)) {
    yield* show(words);
    const { candidates, by } = findPeople(now.screen, recipient);
    if (by === 'perhaps') continue;
    for (const person of candidates) {
      const key = `${person.name}\n${person.about}`;
      if (!found.has(key)) found.set(key, { person, words });
    }
  }
  const [only, ...more] = found.values();
  if (!only) return undefined;
  const candidates = [...found.values()].map(({ person }) => person);
  const chosen = more.length > 0 ? yield* ask(brief, recipient, candidates) : { sight: now, person: only.person };
  if ('kind' in chosen) return chosen;
  now = chosen.sight;
  const entry = [...found.values()].find(({ person }) => isSamePerson(person, chosen.person));
  if (entry) yield* show(entry.words);
  const person = findPeople(now.screen, recipient).candidates.find((other) => isSamePerson(other, chosen.person));
  return person && { sight: now, person };
}

function* askWhich(brief: Brief, recipient: string, people: People): Skill<Found | Outcome> {
  const chosen = yield* ask(brief, recipient, people.candidates);
  if ('kind' in chosen) return chosen;
  const { sight } = chosen;
  // The screen may have been drawn anew while the user thought.
  const now = findPeople(sight.screen, recipient).candidates;
  const fresh = now.find((person) => isSamePerson(person, chosen.person));
  return fresh ? { sight, person: fresh } : noneOf(brief, chosen.person.name);
}

/** The one of the choices that the user names. */
function* ask(brief: Brief, recipient: string, choices: readonly Person[]): Skill<Found | Outcome> {
  const list = choices.map(({ name, about }, index) => `${index + 1}. ${name}${about ? ` (${about})` : ''}`).join('\n');
  const question = brief.say(
    `“${recipient}”是下面的哪一位？请回复序号：\n${list}`,
    `Who is "${recipient}" of these? Answer with the number:\n${list}`,
  );
  const sight = yield {
    action: { action: 'INFO', value: question },
    explain: brief.say('询问是谁', 'Ask who is meant'),
  };
  const person = choose(choices, sight.reply ?? '');
  return person ? { sight, person } : noneOf(brief, sight.reply ?? '');
}

function noneOf(brief: Brief, said: string): Outcome {
  return failed('SUBTASK_FAILED', brief.say(`“${said}”不是其中之一`, `"${said}" is none of them`));
}

function choose(choices: readonly Person[], reply: string): Person | undefined {
  const number = /\d+/.exec(reply)?.[0];
  if (number !== undefined) return choices[Number(number) - 1];
  const wanted = foldText(reply);
  const named = choices.filter(({ name }) => foldText(name) === wanted);
  const fitting = choices.filter(({ name, about }) => wanted !== '' && foldText(`${name} ${about}`).includes(wanted));
  const meant = named.length > 0 ? named : fitting;
  return meant.length === 1 ? meant[0] : undefined;
}

function isSamePerson(a: Person, b: Person): boolean {
  return a.name === b.name && a.about === b.about;
}
