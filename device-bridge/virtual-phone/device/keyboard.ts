// Input methods: which are installed, enabled and chosen, and whether the keyboard is on screen. Appium's settings
// helper brings three of its own, through which it types any text.
import type { Settings } from './settings.js';

export const pinyinInputMethod = 'com.android.inputmethod.pinyin/.PinyinService';
/** Types text that arrives as modified UTF-7. */
export const unicodeInputMethod = 'io.appium.settings/.UnicodeIME';
/** Performs the editor action named between slashes. */
export const actionInputMethod = 'io.appium.settings/.AppiumIME';
const helperInputMethods = [unicodeInputMethod, actionInputMethod, 'io.appium.settings/.EmptyIME'];
const helperPackage = 'io.appium.settings';

/** How text comes into a field: set by the accessibility action, typed as keys, or pasted. */
export const textWays = ['set', 'typed', 'pasted'] as const;
export type TextWay = (typeof textWays)[number];

export class Keyboard {
  readonly #settings: Settings;
  readonly #isInstalled: (packageName: string) => boolean;
  readonly #onChange: () => void;
  readonly #enabled = new Set([pinyinInputMethod]);
  #isShown = false;
  #rewrites: ReadonlySet<TextWay> = new Set();

  constructor(settings: Settings, isInstalled: (packageName: string) => boolean, onChange: () => void) {
    this.#settings = settings;
    this.#isInstalled = isInstalled;
    this.#onChange = onChange;
    this.#save(pinyinInputMethod);
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  show(visible: boolean): void {
    if (this.#isShown === visible) return;
    this.#isShown = visible;
    this.#onChange();
  }

  /** Text that comes in these ways is improved, as keyboards and apps do it that know better. */
  rewrite(ways: readonly TextWay[]): void {
    this.#rewrites = new Set(ways);
  }

  /** What a field gets of a text that comes in this way. */
  received(text: string, way: TextWay): string {
    return this.#rewrites.has(way) ? improved(text) : text;
  }

  /** The chosen input method; the setting is the truth, as on Android. */
  get current(): string {
    return this.#settings.secure.get('default_input_method') ?? pinyinInputMethod;
  }

  enabled(): string[] {
    return [...this.#enabled];
  }

  installed(): string[] {
    return this.#isInstalled(helperPackage) ? [pinyinInputMethod, ...helperInputMethods] : [pinyinInputMethod];
  }

  /** The three calls below return false for an input method that is not installed. */
  enable(id: string): boolean {
    if (!this.installed().includes(id)) return false;
    this.#enabled.add(id);
    this.#save(this.current);
    return true;
  }

  /** The phone's own keyboard stays enabled when no other is left. */
  disable(id: string): boolean {
    if (!this.installed().includes(id)) return false;
    this.#enabled.delete(id);
    if (this.#enabled.size === 0) this.#enabled.add(pinyinInputMethod);
    this.#save(this.#enabled.has(this.current) ? this.current : pinyinInputMethod);
    return true;
  }

  choose(id: string): boolean {
    if (!this.enable(id)) return false;
    this.#save(id);
    return true;
  }

  reset(): void {
    this.#rewrites = new Set();
    this.#enabled.clear();
    this.#enabled.add(pinyinInputMethod);
    this.#save(pinyinInputMethod);
  }

  /** Those that are not installed are left out. */
  restore(enabled: readonly string[], current: string = pinyinInputMethod): void {
    this.#enabled.clear();
    for (const id of enabled) if (this.installed().includes(id)) this.#enabled.add(id);
    if (this.#enabled.size === 0) this.#enabled.add(pinyinInputMethod);
    this.#save(this.#enabled.has(current) ? current : pinyinInputMethod);
  }

  #save(current: string): void {
    this.#settings.secure.set('default_input_method', current);
    this.#settings.secure.set('enabled_input_methods', [...this.#enabled].join(':'));
  }
}

/** Typographic quotes and dots, a capital at the start, and a space behind: for the next word. */
function improved(text: string): string {
  const better = text
    .replaceAll(/"([^"]*)"/g, '“$1”')
    .replaceAll("'", '’')
    .replaceAll('...', '…')
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return better === '' ? '' : `${better} `;
}
