// The apps installed on a virtual phone.
import type { AppDefinition } from './app.js';
import { declaredApps } from './declared/index.js';
import { launcher } from './launcher/index.js';
import { settings } from './settings/index.js';
import { shopApp } from './shop/shop-app.js';
import { JD } from './shop/skins/jd/index.js';
import { PINDUODUO } from './shop/skins/pinduoduo/index.js';
import { TAOBAO } from './shop/skins/taobao/index.js';
import { wechat } from './wechat/index.js';

export interface WorldOptions {
  /** Decides goods, prices and stock of all shops, and the chats. */
  readonly seed: number;
}

/** The launcher comes first. */
export function createApps({ seed }: WorldOptions): AppDefinition[] {
  const shops = [TAOBAO, JD, PINDUODUO].map((skin) => shopApp(skin, seed));
  return [launcher(), ...shops, wechat(), settings(), ...declaredApps(seed)];
}
