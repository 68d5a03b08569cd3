// What other packages may use of the bridge. Everything else is reached by starting it as a process.
import { builtModule } from './phone/process.js';

export { type Bridge, type BridgeOptions, startBridge } from './bridge.js';
export { readHandSettings } from './config.js';
export {
  openPictureAgent,
  type PictureAgent,
  type PictureSight,
  type PictureTask,
} from './hand/step-gui/picture-agent.js';
export {
  cheapestOffers,
  phoneTruths,
  productNamed,
  products,
  ScreenWalk,
  type ShopState,
  startVirtualPhone,
  type TrueOffer,
  type VirtualPhone,
  type VirtualPhoneOptions,
  type VirtualPhoneState,
  type WalkApp,
  type WalkScreen,
  type WalkTarget,
  type WeChatState,
} from './virtual-phone/index.js';
/** Real adb and Appium servers of one's own, for tests and tools beside the product. */
export { type AdbServer, type AppiumServer, startAdbServer, startAppium } from './virtual-phone/testing/host-tools.js';

/** The bridge's program. */
export const bridgeMain: string = builtModule('main.js');
/** The virtual phone's program. */
export const virtualPhoneMain: string = builtModule('virtual-phone/main.js');
