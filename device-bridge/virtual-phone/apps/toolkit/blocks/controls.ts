// What stands at the end of a row and can be touched: switches, steppers, check marks, small buttons.
import { box } from '../../../ui/geometry.js';
import { measureText } from '../../../ui/text.js';
import type { Rect, View } from '../../../ui/view.js';
import { button, iconButton, label, view } from '../../../ui/views.js';
import type { Bound } from '../bound.js';
import { buttonRadius, type Kit } from '../kit.js';
import { tint } from '../look.js';

/** Draws itself at the right end of `area`; `key` is that of its row. */
export interface Control {
  widthPx(kit: Kit): number;
  draw(kit: Kit, key: string, area: Rect): View;
}

function rightEnd(area: Rect, width: number, height: number): Rect {
  return box(area[2] - width, Math.round((area[1] + area[3] - height) / 2), width, height);
}

export function toggle(on: Bound<boolean>, description?: string): Control {
  return {
    widthPx: (kit) => kit.dp(46),
    draw: (kit, key, area) =>
      view('switch', `${key}/switch`, rightEnd(area, kit.dp(46), kit.dp(26)), {
        checkable: true,
        checked: on.value,
        ...(description ? { contentDescription: description } : {}),
        onTap: kit.touch(() => on.set(!on.value)),
        style: { color: kit.look.brand, picture: { kind: 'switch', glyph: '', hue: 0 } },
      }),
  };
}

/** A round mark; `exclusive` makes it one of several of which one is chosen. */
export function check(on: Bound<boolean>, options: { readonly exclusive?: boolean } = {}): Control {
  return {
    widthPx: (kit) => kit.dp(28),
    draw: (kit, key, area) =>
      view(options.exclusive ? 'radio' : 'checkBox', `${key}/check`, rightEnd(area, kit.dp(24), kit.dp(24)), {
        checkable: true,
        checked: on.value,
        onTap: kit.touch(() => on.set(!on.value)),
        style: {
          color: on.value ? kit.look.onBrand : kit.look.line,
          radiusPx: kit.dp(12),
          paddingPx: kit.dp(4),
          ...(on.value ? { background: kit.look.brand } : { border: '#c9ccd3' }),
          ...(on.value ? { picture: { kind: 'symbol', glyph: 'check', hue: 0 } } : {}),
        },
      }),
  };
}

export interface StepperOptions {
  readonly min?: number;
  readonly max?: number;
}

/** "− 2 +"; at zero only the plus. */
export function stepper(bound: Bound<number>, options: StepperOptions = {}): Control {
  const count = bound.value;
  const { min = 0, max = 99 } = options;
  return {
    widthPx: (kit) => kit.dp(92),
    draw: (kit, key, area) => {
      const whole = rightEnd(area, kit.dp(92), kit.dp(28));
      const side = kit.dp(26);
      const top = whole[1] + kit.dp(1);
      const change = (by: number) => kit.touch(() => bound.set(Math.min(max, Math.max(min, count + by))));
      const sign = (
        name: string,
        left: number,
        glyph: string,
        description: string,
        by: number,
        strong: boolean,
      ): View =>
        iconButton(
          `${key}/${name}`,
          box(left, top, side, side),
          glyph,
          strong ? kit.look.onBrand : kit.look.brand,
          kit.dp(6),
          {
            contentDescription: description,
            enabled: by > 0 ? count < max : count > min,
            onTap: change(by),
            style: {
              radiusPx: side / 2,
              ...(strong ? { background: kit.look.brand } : { background: kit.look.surface, border: kit.look.brand }),
            },
          },
        );
      return view('linear', `${key}/stepper`, whole, {}, [
        count > 0 ? sign('less', whole[0], 'minus', '减少', -1, false) : undefined,
        count > 0
          ? label(`${key}/count`, [whole[0] + side, whole[1], whole[2] - side, whole[3]], String(count), {
              textSizePx: kit.size(14),
              align: 'center',
              color: kit.look.text,
            })
          : undefined,
        sign('add', whole[2] - side, 'plus', '增加', 1, true),
      ]);
    },
  };
}

export interface PushOptions {
  /** Filled with the brand colour. */
  readonly strong?: boolean;
  readonly enabled?: boolean;
  /** Tells several buttons of one row apart. */
  readonly name?: string;
}

/** A small button with a text. */
export function push(text: string, onTap: () => void, options: PushOptions = {}): Control {
  const width = (kit: Kit): number => measureText(text, kit.size(13)) + kit.dp(24);
  return {
    widthPx: width,
    draw: (kit, key, area) => {
      const { look } = kit;
      const height = kit.dp(30);
      const strong = options.strong ?? false;
      const filled = { background: options.enabled === false ? '#c6c9d0' : look.brand };
      const ground =
        strong || options.enabled === false ? filled : { background: tint(look.brand, 0.08), border: look.brand };
      return button(
        `${key}/${options.name ?? 'button'}`,
        rightEnd(area, width(kit), height),
        text,
        {
          textSizePx: kit.size(13),
          bold: strong,
          radiusPx: buttonRadius(kit, height),
          color: options.enabled === false ? '#ffffff' : strong ? look.onBrand : look.brand,
          ...ground,
        },
        { onTap: kit.touch(onTap), ...(options.enabled === false ? { enabled: false } : {}) },
      );
    },
  };
}

/** A touchable symbol; screen readers hear the description. */
export function tap(
  symbol: string,
  description: string,
  onTap: () => void,
  options: { readonly color?: string; readonly name?: string } = {},
): Control {
  return {
    widthPx: (kit) => kit.dp(36),
    draw: (kit, key, area) =>
      iconButton(
        `${key}/${options.name ?? symbol}`,
        rightEnd(area, kit.dp(36), kit.dp(36)),
        symbol,
        options.color ?? kit.look.weak,
        kit.dp(8),
        { contentDescription: description, onTap: kit.touch(onTap) },
      ),
  };
}

/** Several controls beside each other. */
export function several(...controls: readonly Control[]): Control {
  const gap = (kit: Kit): number => kit.dp(8);
  const width = (kit: Kit): number =>
    controls.reduce((sum, control) => sum + control.widthPx(kit) + gap(kit), -gap(kit));
  return {
    widthPx: width,
    draw: (kit, key, area) => {
      let left = area[2] - width(kit);
      const children = controls.map((control) => {
        const right = left + control.widthPx(kit);
        const drawn = control.draw(kit, key, [left, area[1], right, area[3]]);
        left = right + gap(kit);
        return drawn;
      });
      return view('linear', `${key}/controls`, [area[2] - width(kit), area[1], area[2], area[3]], {}, children);
    },
  };
}
