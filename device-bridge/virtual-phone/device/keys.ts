// Keys and text: the hardware keys, the editing keys, and typing into the focused field.
// Key codes: android.view.KeyEvent.
import type { Phone } from './phone.js';
import { nodesOf, type VisibleNode } from './visible-tree.js';

export const keyCode = {
  home: 3,
  back: 4,
  digit0: 7,
  digit9: 16,
  volumeUp: 24,
  volumeDown: 25,
  power: 26,
  a: 29,
  z: 54,
  comma: 55,
  period: 56,
  space: 62,
  enter: 66,
  delete: 67,
  notification: 83,
  search: 84,
  escape: 111,
  numpadEnter: 160,
  appSwitch: 187,
  sleep: 223,
  wakeUp: 224,
  paste: 279,
} as const;

export class Keys {
  readonly #phone: Phone;

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  /** The edit field that has the focus. */
  focusedField(): VisibleNode | undefined {
    for (const node of nodesOf(this.#phone.activeTree())) {
      if (node.view.focused && node.view.onText !== undefined) return node;
    }
    return undefined;
  }

  /** Appends to the focused field. False when no field has the focus. */
  type(text: string): boolean {
    const field = this.focusedField();
    field?.view.onText?.((field.view.text ?? '') + text);
    return field !== undefined;
  }

  deleteLast(): void {
    const field = this.focusedField();
    field?.view.onText?.([...(field.view.text ?? '')].slice(0, -1).join(''));
  }

  submit(): void {
    this.focusedField()?.view.onSubmit?.();
  }

  /** Presses and releases a key; keys without a function here do nothing, as on a phone. */
  press(code: number): void {
    const phone = this.#phone;
    switch (code) {
      case keyCode.home:
        return phone.home();
      case keyCode.back:
        return phone.back();
      case keyCode.power:
        return phone.systemUi.setPower(!phone.systemUi.isOn);
      case keyCode.sleep:
        return phone.systemUi.setPower(false);
      case keyCode.wakeUp:
        return phone.systemUi.setPower(true);
      case keyCode.appSwitch:
        return phone.systemUi.showPanel(phone.systemUi.panel === 'recents' ? 'none' : 'recents');
      case keyCode.notification:
        return phone.systemUi.showPanel('notifications');
      case keyCode.escape:
        return phone.keyboard.show(false);
      case keyCode.enter:
      case keyCode.numpadEnter:
      case keyCode.search:
        return this.submit();
      case keyCode.delete:
        return this.deleteLast();
      case keyCode.paste:
        this.type(phone.clipboard);
        return;
    }
    const character = characterOf(code);
    if (character !== undefined) this.type(character);
  }
}

function characterOf(code: number): string | undefined {
  if (code >= keyCode.digit0 && code <= keyCode.digit9) return String(code - keyCode.digit0);
  if (code >= keyCode.a && code <= keyCode.z) return String.fromCharCode('a'.charCodeAt(0) + code - keyCode.a);
  if (code === keyCode.space) return ' ';
  if (code === keyCode.comma) return ',';
  if (code === keyCode.period) return '.';
  return undefined;
}
