// Sends one message to one person or group, exactly as given, and reads it back from the chat. Whoever is meant must be
// certain: equal names are asked about. The gate asks for consent before the send button, unless it was given already.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import { saysEmpty } from '../reading/notices.js';
import { findPeople, namesSomebody, type People, type Person } from '../reading/people.js';
import { clean, foldText } from '../reading/texts.js';
import { appName, openApp, reachSearchField } from './find-way.js';
import { type Brief, failed, goalValue, type Outcome, press, type Skill, tap, type } from './skill.js';

/** Letters and digits by which a sent message is known again. */
const longestStart = 16;
const sendWords = /^(发送|send)$/i;

export function* sendMessage(brief: Brief): Skill {
  const recipient = goalValue(brief.goal, 'recipient');
  const text = brief.goal.values.text ?? '';
  const opened = yield* openApp(brief);
  const found = yield* findRecipient(brief, opened, recipient);
  if ('kind' in found) return found;
  const chat = yield* openChat(brief, found.sight, found.person);
  if (!chat) {
    const said = brief.say(`没能打开与${found.person.name}的聊天`, `The chat with ${found.person.name} did not open`);
    return failed('SUBTASK_FAILED', said);
  }
  return yield* writeAndSend(brief, chat, found.person.name, text);
}

type Found = { readonly sight: Sight; readonly person: Person };

/** The one person meant, or why there is none. */
function* findRecipient(brief: Brief, opened: Sight, recipient: string): Skill<Found | Outcome> {
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
    explain: brief.say('询问收件人', 'Ask who is meant'),
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

/** In the chat, checked by its title; nothing when another page came up. */
function* openChat(brief: Brief, sight: Sight, person: Person): Skill<Sight | undefined> {
  const inChat = (screen: Observation) => messageField(screen) !== undefined && hasTitle(screen, person.name);
  let now = yield* tap(
    sight,
    person.node,
    brief.say(`打开与${person.name}的聊天`, `Open the chat with ${person.name}`),
    {
      until: inChat,
      limitMs: 5000,
    },
  );
  if (inChat(now.screen)) return now;
  // A profile page stands between the search and the chat in some apps.
  const button = now.screen.tree.nodes.find(
    (node) => isVisible(node) && /^(发消息|发信息|message|chat)$/i.test(labelOf(node)),
  );
  const target = clickTarget(button);
  if (!target) return undefined;
  now = yield* tap(now, target, brief.say('发消息', 'Write a message'), { until: inChat, limitMs: 5000 });
  return inChat(now.screen) ? now : undefined;
}

function* writeAndSend(brief: Brief, chat: Sight, name: string, text: string): Skill {
  const field = messageField(chat.screen);
  if (!field) return failed('SUBTASK_FAILED', brief.say('聊天里没有输入框', 'The chat has no field to write in'));
  const shownBefore = bubbles(chat.screen, text).length;
  const earlier = brief.deeds.findLast(({ subject }) => subject.class === 'outward' && subject.text === text);
  // It went out before the run was cut off.
  if (earlier && (earlier.done || shownBefore > (earlier.shown ?? 0))) {
    return sent(brief, chat, name, text, shownBefore > 0);
  }
  const typed = (screen: Observation) => messageField(screen)?.text === text;
  let now = yield* type(chat, field, text, false, brief.say(`输入消息`, 'Write the message'), {
    until: typed,
    limitMs: 3000,
  });
  if (!typed(now.screen)) {
    const held = messageField(now.screen)?.text ?? '';
    return failed(
      'SUBTASK_FAILED',
      brief.say(
        `输入框里是“${held}”，与要发的不同，没有发送`,
        `The field holds "${held}", not the message; nothing was sent`,
      ),
    );
  }
  const isSent = (screen: Observation) =>
    bubbles(screen, text).length > shownBefore ||
    (messageField(screen)?.text === '' && bubbles(screen, text).length > 0);
  const explain = brief.say(`发送给${name}`, `Send it to ${name}`);
  // A chat opens at its newest messages: where none is this one, it was not sent before an interruption either.
  const wait = { until: isSent, limitMs: 5000, shown: shownBefore, isUndone: !mayShow(chat.screen, text) };
  const button = now.screen.tree.nodes.find((node) => isVisible(node) && sendWords.test(labelOf(node)));
  const target = clickTarget(button);
  now = target ? yield* tap(now, target, explain, wait) : yield* press('enter', explain, wait);
  const bubble = bubbles(now.screen, text).at(-1);
  if (!bubble || !isSent(now.screen)) {
    return failed('SUBTASK_FAILED', brief.say('聊天里没有出现这条消息', 'The message did not appear in the chat'));
  }
  return sent(brief, now, name, bubble.text, true);
}

/** `verified`: the chat shows it. */
function sent(brief: Brief, { step }: Sight, name: string, text: string, verified: boolean): Outcome {
  const app = appName(brief);
  const said = brief.say(`已在${app}给${name}发送：${text}`, `Sent to ${name} on ${app}: ${text}`);
  return { kind: 'done', text: said, values: { sent: { to: name, text } }, evidence: [{ step, what: said }], verified };
}

/** The field to write in: the lowest edit field, in the lower half of the screen. */
function messageField(screen: Observation): ScreenNode | undefined {
  const fields = screen.tree.nodes.filter((node) => node.editable && isVisible(node) && !node.password);
  const lowest = fields.reduce<ScreenNode | undefined>(
    (low, node) => (!low || node.bounds.top >= low.bounds.top ? node : low),
    undefined,
  );
  return lowest && lowest.bounds.top > screen.sizePx.heightPx * 0.3 ? lowest : undefined;
}

/** The chat's heading names its partner; a group's may carry the number of members. */
function hasTitle(screen: Observation, name: string): boolean {
  const wanted = foldText(name);
  return screen.tree.nodes.some((node) => {
    if (!isVisible(node) || node.editable || node.bounds.bottom > screen.sizePx.heightPx * 0.2) return false;
    const label = foldText(clean(labelOf(node)));
    return label === wanted || (label.startsWith(wanted) && /^[(（]\d+[)）]$/.test(label.slice(wanted.length)));
  });
}

function bubbles(screen: Observation, text: string): ScreenNode[] {
  return screen.tree.nodes.filter((node) => isVisible(node) && !node.editable && node.text === text);
}

/** Whether something on the screen may be this text: an app may trim it, fold it, or draw its emoji as pictures. */
function mayShow(screen: Observation, text: string): boolean {
  const start = lettersOf(text).slice(0, longestStart);
  return screen.tree.nodes.some(
    (node) => !node.editable && lettersOf(`${node.text}${node.description}`).includes(start),
  );
}

function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
}
