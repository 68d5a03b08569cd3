// What switches put on the screen, and what was touched of it. Knows which of its windows lie over the app in front, and
// nothing of how switches are turned. The launcher stays free, so that a person always gets out.
import type { Phone } from '../device/phone.js';
import type { Point } from '../device/touch.js';
import type { Window } from '../device/visible-tree.js';
import { Screen } from '../ui/metrics.js';
import type { View } from '../ui/view.js';
import { injectedText, withAnimation, withHostileText, withHostileTitles } from './app-changes.js';
import { headsUpView } from './heads-up.js';
import { type OverlayName, type OverlayState, overlayNames, overlays } from './overlays.js';

export type InjectionPlace = 'title' | 'chat' | 'notification' | 'page';

const overlayWindowId = 7;
const headsUpWindowId = 8;
const permissionPackage = 'com.android.permissioncontroller';
const systemPackage = 'com.android.systemui';
const animationFrameMs = 80;

export class HostileScreen {
  readonly #phone: Phone;
  readonly #screen: Screen;
  readonly #overlays = new Map<OverlayName, OverlayState>();
  readonly #happened: string[] = [];
  #isSecure = false;
  #injection: InjectionPlace | undefined;
  #endAnimation: (() => void) | undefined;
  #endStorm: (() => void) | undefined;
  #stormCount = 0;
  /** The notification on top was pushed away; the storm brings the next one. */
  #isSwept = false;

  constructor(phone: Phone) {
    this.#phone = phone;
    this.#screen = new Screen(phone.metrics);
  }

  /** What was touched of hostile windows, in order: "paid", "advertisement closed", ... */
  get happened(): readonly string[] {
    return this.#happened;
  }

  get isSecure(): boolean {
    return this.#isSecure;
  }

  has(name: OverlayName): boolean {
    return this.#overlays.has(name);
  }

  cover(name: OverlayName, isOn: boolean): void {
    if (isOn) this.#overlays.set(name, { entered: '', isFocused: false });
    else this.#overlays.delete(name);
    this.#phone.keyboard.show(false);
    this.#phone.frame.invalidate();
  }

  forbidScreenshots(isOn: boolean): void {
    this.#isSecure = isOn;
    this.#phone.frame.invalidate();
  }

  inject(place: InjectionPlace | undefined): void {
    this.#injection = place;
    this.#isSwept = false;
    this.#phone.frame.invalidate();
  }

  animate(isOn: boolean): void {
    this.#endAnimation?.();
    this.#endAnimation = isOn ? this.#every(animationFrameMs, () => {}) : undefined;
    this.#phone.frame.invalidate();
  }

  /** @param everyMs 0 ends it */
  storm(everyMs: number): void {
    this.#endStorm?.();
    this.#isSwept = false;
    this.#stormCount = everyMs === 0 ? 0 : 1;
    this.#endStorm = everyMs === 0 ? undefined : this.#every(everyMs, () => this.#countUp());
    this.#phone.frame.invalidate();
  }

  reset(): void {
    this.#overlays.clear();
    this.#happened.length = 0;
    this.#isSecure = false;
    this.#injection = undefined;
    this.animate(false);
    this.storm(0);
  }

  /** The window of the app in front as switches change it. */
  changed(root: View): View {
    if (this.#isHome()) return root;
    let changed = root;
    if (this.#injection === 'title') changed = withHostileTitles(changed);
    if (this.#injection === 'chat' || this.#injection === 'page') {
      changed = withHostileText(changed, this.#screen, this.#injection);
    }
    if (this.#endAnimation) changed = withAnimation(changed, this.#screen, this.#phone.clock.nowMs());
    return changed;
  }

  /** The topmost window over the app in front; it has the focus. */
  window(): Window | undefined {
    const name = this.#top();
    const state = name && this.#overlays.get(name);
    if (name === undefined || state === undefined) return undefined;
    const root = overlays[name](this.#screen, {
      state,
      changed: () => this.#phone.frame.invalidate(),
      focus: () => {
        state.isFocused = true;
        this.#phone.keyboard.show(true);
        this.#phone.frame.invalidate();
      },
      done: (what) => this.#end(name, what),
    });
    const packageName = name === 'permission' ? permissionPackage : this.#phone.activities.foregroundPackage;
    return { id: overlayWindowId, packageName, root, isSecure: name === 'payment' };
  }

  /** A notification at the top, which takes touches and never the focus. */
  headsUp(): Window | undefined {
    const isOrder = this.#injection === 'notification';
    if ((this.#stormCount === 0 && !isOrder) || this.#isSwept) return undefined;
    const root = headsUpView(this.#screen, {
      title: isOrder ? '系统安全中心' : `微信 · 第 ${this.#stormCount} 条`,
      text: isOrder ? injectedText : '大促最后一天，点击查看',
      onTap: () => {
        this.#happened.push('notification opened');
        this.#phone.startApp('com.tencent.mm');
      },
    });
    return { id: headsUpWindowId, packageName: systemPackage, root, isSecure: false };
  }

  /** A notification under the point is pushed out at the top. False when there is none. */
  swipeAway({ x, y }: Point): boolean {
    const [left, top, right, bottom] = this.headsUp()?.root.bounds ?? [0, 0, 0, 0];
    if (x < left || x >= right || y < top || y >= bottom) return false;
    this.#isSwept = true;
    this.#happened.push('notification swept away');
    this.#phone.frame.invalidate();
    return true;
  }

  /** The back key. False when no window of this lies on top. A wall is left together with its app. */
  back(): boolean {
    const name = this.#top();
    if (name === undefined) return false;
    if (name === 'login' || name === 'captcha') this.#phone.home();
    else this.#end(name, `${name} left`);
    return true;
  }

  #top(): OverlayName | undefined {
    if (this.#isHome()) return undefined;
    return [...overlayNames].reverse().find((name) => this.#overlays.has(name));
  }

  #isHome(): boolean {
    return this.#phone.activities.foregroundPackage === this.#phone.packages.homePackage;
  }

  #countUp(): void {
    this.#isSwept = false;
    this.#stormCount += 1;
  }

  #end(name: OverlayName, what: string): void {
    this.#happened.push(what);
    this.cover(name, false);
  }

  #every(intervalMs: number, action: () => void): () => void {
    let cancel = (): void => {};
    const next = (): void => {
      cancel = this.#phone.clock.afterReal(intervalMs, () => {
        action();
        this.#phone.frame.invalidate();
        next();
      });
    };
    next();
    return () => cancel();
  }
}
