// The automation server's settings, with the defaults of io.appium.uiautomator2.server.
import { invalidArgument } from './errors.js';

const defaults: Readonly<Record<string, unknown>> = {
  actionAcknowledgmentTimeout: 3000,
  allowInvisibleElements: false,
  currentDisplayId: 0,
  disableIdLocatorAutocompletion: false,
  elementResponseAttributes: 'name,text',
  enableMultiWindows: false,
  enableNotificationListener: true,
  enableTopmostWindowFromActivePackage: false,
  enforceXPath1: false,
  ignoreUnimportantViews: false,
  includeA11yActionsInPageSource: false,
  includeExtrasInPageSource: false,
  keyInjectionDelay: 0,
  limitXPathContextScope: true,
  mjpegBilinearFiltering: false,
  mjpegScalingFactor: 50,
  mjpegServerFramerate: 10,
  mjpegServerPort: 7810,
  mjpegServerScreenshotQuality: 50,
  normalizeTagNames: false,
  scrollAcknowledgmentTimeout: 200,
  serverPort: 6790,
  shouldUseCompactResponses: true,
  shutdownOnPowerDisconnect: true,
  simpleBoundsCalculation: false,
  snapshotMaxDepth: 70,
  trackScrollEvents: true,
  useResourcesForOrientationDetection: false,
  waitForIdleTimeout: 10000,
  waitForSelectorTimeout: 10000,
  wakeLockTimeout: 86400000,
};

export class ServerSettings {
  #values: Record<string, unknown> = { ...defaults };

  get(name: string): unknown {
    return this.#values[name];
  }

  /** A number setting. */
  number(name: string): number {
    return Number(this.#values[name]);
  }

  all(): Readonly<Record<string, unknown>> {
    return this.#values;
  }

  update(changes: Readonly<Record<string, unknown>>): void {
    for (const name of Object.keys(changes)) {
      if (!Object.hasOwn(defaults, name)) throw invalidArgument(`unknown setting '${name}'`);
    }
    this.#values = { ...this.#values, ...changes };
  }

  reset(): void {
    this.#values = { ...defaults };
  }
}
