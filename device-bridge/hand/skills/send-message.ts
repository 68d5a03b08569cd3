// Sends one message to one person or group, exactly as given, and reads it back from the chat. Whoever is meant must be
// certain: equal names are asked about. The gate asks for consent before the send button, unless it was given already.
// That it was sent is only said of what the chat shows; where it does not, the user is asked.
import type { Observation } from '../../phone/phone.js';
import { clickTarget, type ScreenNode } from '../../phone/tree.js';
import type { Sight } from '../decider.js';
import { isVisible, labelOf } from '../reading/nodes.js';
import type { Person } from '../reading/people.js';
import { clean, foldText } from '../reading/texts.js';
import { findPerson } from './moves/find-person.js';
import { appName, openApp } from './moves/find-way.js';
import { writeText } from './moves/write-text.js';
import { type Brief, done, failed, goalValue, type Outcome, press, type Skill, tap } from './skill.js';

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
  if (!chat) return notOpened(brief, found.person.name);
  return yield* writeAndSend(brief, chat, found.person.name, text);
}

function notOpened(brief: Brief, name: string): Outcome {
  return failed('SUBTASK_FAILED', brief.say(`没能打开与${name}的聊天`, `The chat with ${name} did not open`));
}

function inChatWith(screen: Observation, name: string): boolean {
  return messageField(screen) !== undefined && hasTitle(screen, name);
}

/** In the chat, checked by its title; nothing when another page came up. */
function* openChat(brief: Brief, sight: Sight, person: Person): Skill<Sight | undefined> {
  const inChat = (screen: Observation) => inChatWith(screen, person.name);
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

function* writeAndSend(brief: Brief, opened: Sight, name: string, text: string): Skill {
  let chat = opened;
  const earlier = brief.deeds.findLast(({ subject }) => subject.class === 'outward' && subject.text === text);
  // It went out before the run was cut off.
  const known = bubbles(chat.screen, text);
  if (earlier && known.length > (earlier.done ? 0 : (earlier.shown ?? 0))) return sent(brief, chat, name, known);
  if (earlier?.done) {
    const answered = yield* askWhetherSent(brief, name, text);
    if ('kind' in answered) return answered;
    if (!inChatWith(answered.screen, name)) return notOpened(brief, name);
    chat = answered;
  }
  const shownBefore = bubbles(chat.screen, text).length;
  const written = yield* writeText(brief, chat, messageField, text, brief.say('输入消息', 'Write the message'));
  if ('kind' in written) return written;
  const isSent = (screen: Observation) =>
    bubbles(screen, text).length > shownBefore ||
    (messageField(screen)?.text === '' && bubbles(screen, text).length > 0);
  const explain = brief.say(`发送给${name}`, `Send it to ${name}`);
  // A chat opens at its newest messages: where none is this one, it was not sent before an interruption either. Of one that
  // is as good as certain to have gone out, the user has said that it did not.
  const isUndone = earlier?.done === true || !mayShow(chat.screen, text);
  const wait = { until: isSent, limitMs: 5000, shown: shownBefore, isUndone };
  const button = written.screen.tree.nodes.find((node) => isVisible(node) && sendWords.test(labelOf(node)));
  const target = clickTarget(button);
  const now = target ? yield* tap(written, target, explain, wait) : yield* press('enter', explain, wait);
  const shown = bubbles(now.screen, text);
  if (shown.length === 0 || !isSent(now.screen)) {
    return failed('SUBTASK_FAILED', brief.say('聊天里没有出现这条消息', 'The message did not appear in the chat'));
  }
  return sent(brief, now, name, shown);
}

/** The phone sent it before an interruption, and the chat does not show it. Goes on when it is to be sent now. */
function* askWhetherSent(brief: Brief, name: string, text: string): Skill<Sight | Outcome> {
  const question = brief.say(
    `中断之前已经点了发送，但与${name}的聊天里看不到“${text}”。请查看后回复序号：\n1. 已经发出\n2. 没有发出，现在发送`,
    `"${text}" was sent to ${name} before an interruption, but the chat does not show it. Look, and answer with the number:\n1. It was sent\n2. It was not: send it now`,
  );
  const explain = brief.say('询问是否已经发出', 'Ask whether it was sent');
  const now = yield { action: { action: 'INFO', value: question }, explain };
  const reply = now.reply ?? '';
  const choice = /\d+/.exec(reply)?.[0];
  if (choice === '2') return now;
  if (choice !== '1')
    return failed('SUBTASK_FAILED', brief.say(`“${reply}”不是其中之一`, `"${reply}" is none of them`));
  return { kind: 'done', text: brief.say(`用户说消息已经发给${name}`, `Sent to ${name}, as the user says`) };
}

/** `shown`: the message as the chat shows it, at least once. */
function sent(brief: Brief, sight: Sight, name: string, shown: readonly ScreenNode[]): Outcome {
  const app = appName(brief);
  const text = shown.at(-1)?.text ?? '';
  const said = brief.say(`已在${app}给${name}发送：${text}`, `Sent to ${name} on ${app}: ${text}`);
  return done(sight, said, { sent: { to: name, text } });
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
