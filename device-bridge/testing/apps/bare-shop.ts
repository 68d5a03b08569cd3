// For tests of skills: a shop of the phone's own make whose articles have no buttons.
import type { AppDefinition } from '../../virtual-phone/apps/app.js';
import { shopApp } from '../../virtual-phone/apps/shop/shop-app.js';
import { PINDUODUO } from '../../virtual-phone/apps/shop/skins/pinduoduo/index.js';
import { view } from '../../virtual-phone/ui/views.js';

export function bareShop(seed: number): AppDefinition {
  const identity = { ...PINDUODUO.identity, packageName: 'com.suning.mobile.ebuy', label: '苏宁易购' };
  const skin = {
    ...PINDUODUO,
    identity,
    buyBar: (...[, , bounds]: Parameters<typeof PINDUODUO.buyBar>) => view('linear', 'no-buttons', bounds),
  };
  return shopApp(skin, seed);
}
