// The filter panel over the results: what to leave out.
import { columns, cutColumn, inset } from '../../../ui/geometry.js';
import type { View } from '../../../ui/view.js';
import { button, label, view } from '../../../ui/views.js';
import type { Listing } from '../catalogue/model.js';
import type { ShopContext } from '../context.js';

export interface FilterChoice {
  readonly inStock: boolean;
  readonly brandNew: boolean;
}

export const NO_FILTER: FilterChoice = { inStock: false, brandNew: false };

export function isFiltering({ inStock, brandNew }: FilterChoice): boolean {
  return inStock || brandNew;
}

export function passesFilter(listing: Listing, choice: FilterChoice): boolean {
  return !(choice.inStock && listing.soldOut) && !(choice.brandNew && listing.kind === 'used');
}

/** `close` gets the new choice, or nothing when the panel was dismissed. */
export function filterSheet(
  context: ShopContext,
  choice: FilterChoice,
  close: (choice: FilterChoice | undefined) => void,
): View {
  const { screen, dp, skin } = context;
  const sheet = [0, screen.metrics.heightPx - dp(250), screen.metrics.widthPx, screen.metrics.heightPx] as const;
  const [title, first, second, , bottom] = cutColumn(
    inset(sheet, dp(16), dp(10)),
    [dp(44), dp(48), dp(48), 'fill', dp(70)],
    dp(6),
  );
  const [reset, done] = columns([bottom[0], bottom[1], bottom[2], bottom[1] + dp(44)], 2, dp(12));
  const toggle = (key: 'inStock' | 'brandNew', bounds: typeof first, text: string): View =>
    view('button', `filter:${key}`, bounds, {
      text,
      checkable: true,
      checked: choice[key],
      onTap: () => close({ ...choice, [key]: !choice[key] }),
      style: {
        textSizePx: dp(15),
        align: 'center',
        radiusPx: dp(10),
        background: choice[key] ? '#fff0ea' : '#f4f4f5',
        color: choice[key] ? skin.theme.brand : '#333333',
      },
    });
  const plain = { textSizePx: dp(16), radiusPx: dp(22), bold: true };
  return view(
    'frame',
    'filter',
    screen.full,
    {
      style: { background: 'rgba(0, 0, 0, 0.45)' },
      contentDescription: '关闭筛选',
      onTap: () => close(undefined),
    },
    [
      view(
        'linear',
        'filter/sheet',
        sheet,
        { style: { background: '#ffffff', radiusPx: dp(16) }, onTap: () => {}, clickable: false },
        [
          label('filter/title', title, '筛选', { textSizePx: dp(17), bold: true }),
          toggle('inStock', first, '仅看有货'),
          toggle('brandNew', second, '仅看全新'),
          button(
            'filter/reset',
            reset ?? bottom,
            '重置',
            { ...plain, background: '#f4f4f5', color: '#333333' },
            {
              onTap: () => close(NO_FILTER),
            },
          ),
          button(
            'filter/done',
            done ?? bottom,
            '完成',
            { ...plain, background: skin.theme.brand, color: '#ffffff' },
            {
              onTap: () => close(choice),
            },
          ),
        ],
      ),
    ],
  );
}
