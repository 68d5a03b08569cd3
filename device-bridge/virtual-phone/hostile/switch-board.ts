// The switches of one phone: reads and turns them. The table in @farhand/shared says which there are; here is what each
// does to the phone.
import { phoneSwitches, type SwitchName, type SwitchSetting, switchNames, switchSetting } from '@farhand/shared';
import { type TextWay, textWays } from '../device/keyboard.js';
import type { Phone } from '../device/phone.js';
import type { InjectionPlace } from './hostile-screen.js';
import { type OverlayName, overlayNames } from './overlays.js';

/** What lies below the phone's screen: its process and its line. */
export interface SwitchFaults {
  killServer(): void;
  dropLink(): void;
  disappear(): Promise<void>;
  reappear(): Promise<void>;
  requireAuthorisation(isRequired: boolean): void;
}

type Turn = (value: string) => void | Promise<void>;

/** A foldable phone, opened. */
const unfolded = { widthPx: 1768, heightPx: 2208 };
const everyLook = Number.MAX_SAFE_INTEGER;

export class SwitchBoard {
  readonly #phone: Phone;
  readonly #turns: Readonly<Record<SwitchName, Turn>>;
  readonly #values = new Map<SwitchName, string>();

  constructor(phone: Phone, faults: SwitchFaults) {
    this.#phone = phone;
    this.#turns = turnsOf(phone, faults);
  }

  /** All switches, in the table's order; `off` for those that are. */
  settings(): Record<SwitchName, string> {
    const entries = switchNames.map((name) => [name, this.#valueOf(name)]);
    return Object.fromEntries(entries) as Record<SwitchName, string>;
  }

  /** @throws FarhandError INPUT_INVALID for an unknown name or value, RangeError for a display that cannot be */
  async turn(name: string, value?: string): Promise<SwitchSetting> {
    const setting = switchSetting(name, value);
    await this.#turns[setting.name](setting.value);
    const isMoment = phoneSwitches[setting.name].kind === 'moment';
    if (setting.value === 'off' || isMoment) this.#values.delete(setting.name);
    else this.#values.set(setting.name, setting.value);
    this.#phone.frame.invalidate();
    return setting;
  }

  /** Those of the screen; the phone itself has put them right. */
  forget(): void {
    for (const name of switchNames) if (name !== 'gone' && name !== 'unauthorised') this.#values.delete(name);
  }

  /** What the display has been brought to by other means, as the values of its switches. */
  note(names: readonly SwitchName[], values: Readonly<Partial<Record<SwitchName, string>>>): void {
    for (const name of names) {
      const value = values[name];
      if (value === undefined) this.#values.delete(name);
      else this.#values.set(name, value);
    }
  }

  /** An overlay that was answered is off, and a phone may be turned by hand. */
  #valueOf(name: SwitchName): string {
    if (name === 'landscape') return this.#phone.display.rotation % 2 === 1 ? 'on' : 'off';
    const value = this.#values.get(name) ?? 'off';
    const overlay = overlayNames.find((candidate) => candidate === name);
    return overlay !== undefined && !this.#phone.hostile.has(overlay) ? 'off' : value;
  }
}

function turnsOf(phone: Phone, faults: SwitchFaults): Record<SwitchName, Turn> {
  const { hostile, looks, display, keyboard, drift } = phone;
  const cover =
    (name: OverlayName): Turn =>
    (value) =>
      hostile.cover(name, value === 'on');
  return {
    popup: cover('popup'),
    permission: cover('permission'),
    login: cover('login'),
    captcha: cover('captcha'),
    payment: cover('payment'),
    secure: (value) => hostile.forbidScreenshots(value === 'on'),
    animation: (value) => hostile.animate(value === 'on'),
    'slow-frames': (value) => {
      looks.slowMs = number(value);
    },
    'sliding-list': (value) => drift.set({ px: number(value), looks: value === 'off' ? 0 : everyLook }),
    'rewriting-keyboard': (value) => keyboard.rewrite(waysOf(value)),
    notifications: (value) => hostile.storm(number(value)),
    injection: (value) => hostile.inject(value === 'off' ? undefined : (value as InjectionPlace)),
    landscape: (value) => display.change({ rotation: value === 'on' ? 1 : 0 }),
    size: (value) => {
      const [widthPx, heightPx] = value === 'off' ? [] : value.split('x').map(Number);
      display.change({ widthPx, heightPx });
    },
    density: (value) => display.change({ dpi: value === 'off' ? undefined : Number(value) }),
    fold: (value) => {
      looks.after(0, undefined);
      if (value === 'off') display.change({ widthPx: undefined, heightPx: undefined });
      else looks.after(Number(value), () => display.change(unfolded));
    },
    'server-crash': (value) => {
      if (value === 'on') faults.killServer();
    },
    'link-drop': (value) => {
      if (value === 'on') faults.dropLink();
    },
    gone: (value) => (value === 'on' ? faults.disappear() : faults.reappear()),
    unauthorised: (value) => faults.requireAuthorisation(value === 'on'),
  };
}

function number(value: string): number {
  return value === 'off' ? 0 : Number(value);
}

function waysOf(value: string): readonly TextWay[] {
  if (value === 'off') return [];
  return value === 'all' ? textWays : [value as TextWay];
}
