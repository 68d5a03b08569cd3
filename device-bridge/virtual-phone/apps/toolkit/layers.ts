// Sheets and dialogs over a page: each is drawn anew for every frame, and goes away by a button, by a touch beside it,
// or by the back key.
import { dialog } from '../../ui/dialog.js';
import { ScrollPosition } from '../../ui/scroll-list.js';
import type { View } from '../../ui/view.js';
import type { Actions, SheetOptions, TimeOfDay } from './actions.js';
import { type Choice, choicesOf } from './blocks/choices.js';
import { check } from './blocks/controls.js';
import { bigButton, field } from './blocks/forms.js';
import { calendar, centreWheel, type Wheel, wheels } from './blocks/pickers.js';
import { row } from './blocks/row.js';
import { daysBetween } from './dates.js';
import type { Block, Kit } from './kit.js';
import { sheetView } from './sheet.js';

export interface Layer {
  draw(kit: Kit, keyboardVisible: boolean): View;
  onDismiss?(): void;
}

type LayerActions = Pick<
  Actions<unknown>,
  'sheet' | 'confirm' | 'alert' | 'menu' | 'pick' | 'pickTime' | 'pickDay' | 'pickDays' | 'pickNumber' | 'prompt'
>;

export interface LayerHost {
  show(layer: Layer): void;
  close(): void;
  focus(key: string): void;
  readonly density: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

export function layerActions(host: LayerHost): LayerActions {
  const sheet = (options: SheetOptions): void => {
    const position = new ScrollPosition();
    host.show({
      draw: (kit, keyboardVisible) =>
        sheetView(
          kit,
          {
            title: options.title,
            content: options.content(),
            bottom: options.bottom?.(),
            position,
            onClose: host.close,
          },
          keyboardVisible,
        ),
    });
  };
  /** A sheet with a button that takes what was chosen. */
  const picker = (options: SheetOptions, onDone: () => void): void => {
    const done = (): void => {
      host.close();
      onDone();
    };
    sheet({ ...options, bottom: () => [bigButton('sheet-done', '确定', done)] });
  };
  const wheel = (
    key: string,
    items: readonly string[],
    get: () => number,
    set: (value: number) => void,
  ): (() => Wheel) => {
    const position = new ScrollPosition();
    centreWheel(position, get(), host.density);
    return () => ({ key, items, position, selected: get(), onPick: set });
  };
  const confirm: LayerActions['confirm'] = (title, message, ok, onOk, { cancel = '取消', onCancel } = {}) => {
    const finish = (action: (() => void) | undefined) => (): void => {
      host.close();
      action?.();
    };
    host.show({
      draw: (kit) =>
        dialog(kit.screen, {
          title,
          message,
          accent: kit.look.brand,
          buttons: [
            { text: cancel, onTap: kit.touch(finish(onCancel)) },
            { text: ok, strong: true, onTap: kit.touch(finish(onOk)) },
          ],
        }),
      ...(onCancel ? { onDismiss: onCancel } : {}),
    });
  };
  return {
    sheet,
    confirm,
    alert: (title, message, ok = '我知道了') =>
      host.show({
        draw: (kit) =>
          dialog(kit.screen, {
            title,
            message,
            accent: kit.look.brand,
            buttons: [{ text: ok, strong: true, onTap: kit.touch(host.close) }],
          }),
      }),
    menu: (title, items) =>
      sheet({
        title,
        content: () =>
          items.map(([text, onTap]) =>
            row(`menu:${text}`, text, {
              onTap: () => {
                host.close();
                onTap();
              },
            }),
          ),
      }),
    pick: (title, items, selected) => {
      const choose = (key: string) => (): void => {
        host.close();
        selected.set(key);
      };
      const option = ({ key, text }: Choice): Block => {
        const isChosen = key === selected.value;
        const control = check({ value: isChosen, set: choose(key) }, { exclusive: true });
        return row(`option:${key}`, text, { selected: isChosen, onTap: choose(key), control });
      };
      sheet({ title, content: () => choicesOf(items).map(option) });
    },
    pickTime: (title, value, onPick) => {
      let { hour, minute }: TimeOfDay = value;
      const hours = wheel(
        'wheel-hour',
        Array.from({ length: 24 }, (_, at) => two(at)),
        () => hour,
        (at) => {
          hour = at;
        },
      );
      const minutes = wheel(
        'wheel-minute',
        Array.from({ length: 60 }, (_, at) => two(at)),
        () => minute,
        (at) => {
          minute = at;
        },
      );
      picker({ title, content: () => [wheels('wheels', [hours(), minutes()])] }, () => onPick({ hour, minute }));
    },
    pickNumber: (title, value, least, most, onPick) => {
      let chosen = Math.min(most, Math.max(least, value)) - least;
      const items = Array.from({ length: most - least + 1 }, (_, at) => String(least + at));
      const numbers = wheel(
        'wheel-number',
        items,
        () => chosen,
        (at) => {
          chosen = at;
        },
      );
      picker({ title, content: () => [wheels('wheels', [numbers()])] }, () => onPick(least + chosen));
    },
    pickDay: (title, value, from, onPick) => {
      let month = value;
      const pick = (day: string): void => {
        host.close();
        onPick(day);
      };
      sheet({
        title,
        content: () => [
          calendar({
            key: 'calendar',
            month,
            selected: [value],
            from,
            onPick: pick,
            onMonth: (next) => {
              month = next;
            },
          }),
        ],
      });
    },
    pickDays: (title, value, from, onPick) => {
      let chosen: readonly string[] = value;
      let month = value[0];
      const pick = (day: string): void => {
        const [first] = chosen;
        chosen = chosen.length === 1 && first !== undefined && daysBetween(first, day) > 0 ? [first, day] : [day];
      };
      sheet({
        title,
        content: () => [
          calendar({
            key: 'calendar',
            month,
            selected: chosen,
            from,
            onPick: pick,
            onMonth: (next) => {
              month = next;
            },
          }),
        ],
        bottom: () => {
          const [first, last] = chosen;
          const isWhole = first !== undefined && last !== undefined;
          const done = (): void => {
            host.close();
            if (isWhole) onPick(first, last);
          };
          const text = isWhole ? `确定（共${daysBetween(first, last)}晚）` : '请选择离店日期';
          return [bigButton('sheet-done', text, done, { enabled: isWhole })];
        },
      });
    },
    prompt: (title, value, hint, onOk) => {
      let text = value;
      const change = (typed: string): void => {
        text = typed;
      };
      const done = (): void => {
        host.close();
        onOk(text);
      };
      sheet({
        title,
        content: () => [field('prompt-field', { value: text, set: change }, { hint, onSubmit: done })],
        bottom: () => [bigButton('sheet-done', '确定', done)],
      });
      host.focus('prompt-field');
    },
  };
}
