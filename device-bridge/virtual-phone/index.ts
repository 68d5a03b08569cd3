// A virtual Android phone that real adb, Appium and webdriverio drive as they would drive any other.
export { type ControlEndpoint, startControl } from './control.js';
export {
  startVirtualPhone,
  type VirtualPhone,
  type VirtualPhoneFaults,
  type VirtualPhoneOptions,
  type VirtualPhoneState,
} from './start.js';
