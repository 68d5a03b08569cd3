// Sends one message to one person or group, exactly as given, and reads it back from the chat. Whoever is meant must be
// certain: equal names are asked about. The gate asks for consent before the send button, unless it was given already.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import type { Person } from '../reading/people.js';
import { clean, foldText } from '../reading/texts.js';
import { findPerson } from './moves/find-person.js';
import { appName, openApp } from './moves/find-way.js';
import { writeText } from './moves/write-text.js';
import { type Brief, failed, goalValue, type Outcome, press, type Skill, tap } from './skill.js';

/** Letters and digits by which a sent message is known again. */
const longestStart = 16;
const sendWords = /^(发送|send)$/i;

export function* sendMessage(brief: Brief): Skill {
  const recipient = goalValue(brief.goal, 'recipient');
  const text = brief.goal.values.text ?? '';
  const opened = yield* openApp(brief);
  const found = yield* findPerson(brief, opened, recipient);
  if ('kind' in found) return found;
  const chat = yield* openChat(brief, found.sight, found.person);
  if (!chat) {
    const said = brief.say(`没能打开与${found.person.name}的聊天`, `The chat with ${found.person.name} did not open`);
    return failed('SUBTASK_FAILED', said);
  }
  return yield* writeAndSend(brief, chat, found.person.name, text);
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
  const shownBefore = bubbles(chat.screen, text).length;
  const earlier = brief.deeds.findLast(({ subject }) => subject.class === 'outward' && subject.text === text);
  // It went out before the run was cut off.
  if (earlier && (earlier.done || shownBefore > (earlier.shown ?? 0))) {
    return sent(brief, chat, name, text, shownBefore > 0);
  }
  const written = yield* writeText(brief, chat, messageField, text, brief.say('输入消息', 'Write the message'));
  if ('kind' in written) return written;
  const isSent = (screen: Observation) =>
    bubbles(screen, text).length > shownBefore ||
    (messageField(screen)?.text === '' && bubbles(screen, text).length > 0);
  const explain = brief.say(`发送给${name}`, `Send it to ${name}`);
  // A chat opens at its newest messages: where none is this one, it was not sent before an interruption either.
  const wait = { until: isSent, limitMs: 5000, shown: shownBefore, isUndone: !mayShow(chat.screen, text) };
  const button = written.screen.tree.nodes.find((node) => isVisible(node) && sendWords.test(labelOf(node)));
  const target = clickTarget(button);
  const now = target ? yield* tap(written, target, explain, wait) : yield* press('enter', explain, wait);
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
  const wanted = foldText(name).replace(/\(\d+\)$/, '');
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
