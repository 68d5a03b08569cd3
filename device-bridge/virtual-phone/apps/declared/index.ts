// Apps declared with the toolkit, by package name; each is a file beside this one.
import type { AppDefinition } from '../app.js';
import { chrome } from './chrome/index.js';
import { clock } from './clock.js';
import { didi } from './didi/index.js';
import { meituan } from './meituan/index.js';
import { messages } from './messages/index.js';
import { notes } from './notes.js';
import { phone } from './phone/index.js';
import { weibo } from './weibo/index.js';
import { zhihu } from './zhihu/index.js';

const installers: readonly ((seed: number) => AppDefinition)[] = [
  chrome,
  clock,
  didi,
  meituan,
  messages,
  notes,
  phone,
  weibo,
  zhihu,
];

export function declaredApps(seed: number): AppDefinition[] {
  return installers.map((install) => install(seed));
}
