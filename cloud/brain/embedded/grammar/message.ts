// A message whose text stands behind a colon: all of that is the text, however short or odd (给李四发微信：好), and what stands
// before it says to whom and by which app.
import { servesCategory } from '@farhand/shared';
import type { Clause } from '../clauses.js';
import { clauseRules } from '../language.js';
import { clauseOf, trimmed, withoutApp, withoutPoliteness } from './pieces.js';

const colon = /[:：]/u;
const betweenHanzi = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu;
const name = '(?<to>[^，,。；;！!？?]{1,30}?)';
const what = '(?:一?[条个句])?(?:消息|信息|短信|讯息|话)?';
const forms: readonly RegExp[] = [
  new RegExp(`^(?:给|向|跟|对)${name}(?:发|说|讲|回)(?:一下|送)?${what}$`, 'u'),
  new RegExp(`^(?:发|送|回)${what}给${name}$`, 'u'),
  new RegExp(`^(?:告诉|通知|回复)(?:一下)?${name}$`, 'u'),
  new RegExp(
    `^(?:text|message|tell|reply to|write(?: to)?|send (?:an? )?(?:message|text|sms) to|send(?= \\S+ an? (?:message|text)$)) ${name}(?: an? (?:message|text))?$`,
    'iu',
  ),
];

/** Undefined for anything else, and where several apps are named before the text. */
export function messageOf(request: string): Clause | undefined {
  const at = colon.exec(request)?.index;
  if (at === undefined) return undefined;
  const text = request.slice(at + 1).trim();
  const { app, named, parts } = withoutApp(request.slice(0, at));
  const { fits } = clauseRules.send;
  if (text === '' || named > 1) return undefined;
  if (app && fits && !fits.some((category) => servesCategory(app, category))) return undefined;
  const said = trimmed(withoutPoliteness(parts.join(' '))).replace(betweenHanzi, '');
  const to = forms.map((form) => form.exec(said)?.groups?.to?.trim()).find((found) => found !== undefined);
  if (to === undefined || !request.includes(to)) return undefined;
  return clauseOf('send', { to, text }, app);
}
