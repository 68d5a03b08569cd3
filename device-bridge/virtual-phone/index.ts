// A virtual Android phone that real adb, Appium and webdriverio drive as they would drive any other.

export { PRODUCTS as products } from './apps/shop/catalogue/products.js';
export type { ShopState } from './apps/shop/store.js';
export { cheapestOffers, type Offer as TrueOffer, productNamed } from './apps/shop/truth.js';
export type { WeChatState } from './apps/wechat/store.js';
export { type ControlEndpoint, startControl } from './control.js';
export type { PhoneSnapshot } from './snapshot/format.js';
export {
  startVirtualPhone,
  type VirtualPhone,
  type VirtualPhoneFaults,
  type VirtualPhoneOptions,
  type VirtualPhoneState,
} from './start.js';
export { phoneTruths } from './truths.js';
export { ScreenWalk, type WalkApp, type WalkScreen, type WalkTarget } from './walk/screen-walk.js';
