// Keys and text: the hardware keys, the editing keys, and typing into the focused field.
// Key codes: android.view.KeyEvent.
import type { TextWay } from './keyboard.js';
import type { Phone } from './phone.js';
import { touchableNodesOf, type VisibleNode } from './visible-tree.js';

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
    for (const node of touchableNodesOf(this.#phone.activeTree())) {
      if (node.view.focused && node.view.onText !== undefined) return node;
    }
    return undefined;
  }

  /** Appends to the focused field. False when no field has the focus. */
  type(text: string, way: TextWay = 'typed'): boolean {
    const field = this.focusedField();
    field?.view.onText?.((field.view.text ?? '') + this.#phone.keyboard.received(text, way));
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
        phone.home();
        break;
      case keyCode.back:
        phone.back();
        break;
      case keyCode.power:
        phone.systemUi.setPower(!phone.systemUi.isOn);
        break;
      case keyCode.sleep:
        phone.systemUi.setPower(false);
        break;
      case keyCode.wakeUp:
        phone.systemUi.setPower(true);
        break;
      case keyCode.appSwitch:
        phone.systemUi.showPanel(phone.systemUi.panel === 'recents' ? 'none' : 'recents');
        break;
      case keyCode.notification:
        phone.systemUi.showPanel('notifications');
        break;
      case keyCode.escape:
        phone.keyboard.show(false);
        break;
      case keyCode.enter:
      case keyCode.numpadEnter:
      case keyCode.search:
        this.submit();
        break;
      case keyCode.delete:
        this.deleteLast();
        break;
      case keyCode.paste:
        this.type(phone.clipboard, 'pasted');
        break;
      default:
        this.#typeCharacter(code);
    }
  }

  #typeCharacter(code: number): void {
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
