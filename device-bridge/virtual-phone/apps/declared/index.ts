// Apps declared with the toolkit, by package name; each is a file beside this one.
import type { AppDefinition } from '../app.js';
import { alipay } from './alipay/index.js';
import { bilibili } from './bilibili/index.js';
import { clock } from './clock.js';
import { didi } from './didi/index.js';
import { meituan } from './meituan/index.js';
import { notes } from './notes.js';
import { xiaohongshu } from './xiaohongshu/index.js';

const installers: readonly ((seed: number) => AppDefinition)[] = [
  alipay,
  bilibili,
  clock,
  didi,
  meituan,
  notes,
  xiaohongshu,
];

export function declaredApps(seed: number): AppDefinition[] {
  return installers.map((install) => install(seed));
}
