// Apps declared with the toolkit, by package name; each is a file or a folder beside this one.
import type { AppDefinition } from '../app.js';
import { alipay } from './alipay/index.js';
import { amap } from './amap/index.js';
import { bilibili } from './bilibili/index.js';
import { chrome } from './chrome/index.js';
import { clock } from './clock.js';
import { ctrip } from './ctrip/index.js';
import { didi } from './didi/index.js';
import { eleme } from './eleme/index.js';
import { meituan } from './meituan/index.js';
import { messages } from './messages/index.js';
import { music } from './music/index.js';
import { notes } from './notes.js';
import { phone } from './phone/index.js';
import { railway } from './railway/index.js';
import { weibo } from './weibo/index.js';
import { xiaohongshu } from './xiaohongshu/index.js';
import { zhihu } from './zhihu/index.js';

const installers: readonly ((seed: number) => AppDefinition)[] = [
  alipay,
  amap,
  bilibili,
  chrome,
  clock,
  ctrip,
  didi,
  eleme,
  meituan,
  messages,
  music,
  notes,
  phone,
  railway,
  weibo,
  xiaohongshu,
  zhihu,
];

export function declaredApps(seed: number): AppDefinition[] {
  return installers.map((install) => install(seed));
}
