// The search box in its two forms: a bar that leads to the search page, and the field on it.
import { cutRow, inset } from '../../../ui/geometry.js';
import type { Rect, View } from '../../../ui/view.js';
import { button, editField, label, symbol, view } from '../../../ui/views.js';
import type { ShopContext } from '../context.js';

/** Looks like a search box, is a button. */
export function searchBar(context: ShopContext, key: string, bounds: Rect, text: string, typed: string): View {
  const { dp, skin } = context;
  const [icon, words, go] = cutRow(bounds, [dp(40), 'fill', dp(66)]);
  return view(
    'frame',
    key,
    bounds,
    {
      resourceId: context.id(skin.ids.homeSearch),
      contentDescription: '搜索栏',
      style: { background: '#ffffff', radiusPx: dp(20), border: skin.theme.brand },
      onTap: context.touch(() => context.ways.search(typed)),
    },
    [
      symbol(`${key}/icon`, inset(icon, dp(11)), 'search', '#8c8c8c'),
      label(`${key}/text`, words, text, { textSizePx: dp(14.5), color: typed === '' ? '#9a9a9a' : '#222222' }),
      view('text', `${key}/go`, inset(go, dp(3)), {
        text: skin.words.searchButton,
        style: {
          background: skin.theme.brand,
          color: skin.theme.onBrand,
          radiusPx: dp(17),
          textSizePx: dp(14),
          bold: true,
          align: 'center',
        },
      }),
    ],
  );
}

export interface SearchFieldOptions {
  readonly bounds: Rect;
  readonly text: string;
  readonly focused: boolean;
  onText(text: string): void;
  onFocus(): void;
  onSubmit(): void;
}

export function searchField(context: ShopContext, options: SearchFieldOptions): View {
  const { dp, skin } = context;
  const [field, clear, go] = cutRow(options.bounds, ['fill', dp(36), dp(66)]);
  return view(
    'linear',
    'search-box',
    options.bounds,
    { style: { background: '#ffffff', radiusPx: dp(20), border: skin.theme.brand } },
    [
      editField('search-field', field, {
        resourceId: context.id(skin.ids.searchField),
        text: options.text,
        hint: skin.words.searchHint,
        focused: options.focused,
        style: { textSizePx: dp(15), paddingPx: dp(14), color: '#1f1f1f' },
        onText: (text) => options.onText(text),
        onSubmit: () => options.onSubmit(),
        onTap: () => options.onFocus(),
      }),
      options.text === ''
        ? undefined
        : symbol('search-clear', clear, 'close', '#b5b5b5', {
            contentDescription: '清除',
            style: { paddingPx: dp(11) },
            onTap: () => options.onText(''),
          }),
      button(
        'search-button',
        inset(go, dp(3)),
        skin.words.searchButton,
        {
          background: skin.theme.brand,
          color: skin.theme.onBrand,
          radiusPx: dp(17),
          textSizePx: dp(14),
          bold: true,
        },
        { resourceId: context.id(skin.ids.searchButton), onTap: () => options.onSubmit() },
      ),
    ],
  );
}
