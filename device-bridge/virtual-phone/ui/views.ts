// Short names for the Android classes that screens are made of, and constructors that keep the accessibility flags
// in step with what a view can do: a view that reacts to touch is clickable, an edit field carries its setter.
import type { Picture, Rect, Style, View } from './view.js';

export const CLASS_NAMES = {
  frame: 'android.widget.FrameLayout',
  linear: 'android.widget.LinearLayout',
  relative: 'android.widget.RelativeLayout',
  group: 'android.view.ViewGroup',
  view: 'android.view.View',
  text: 'android.widget.TextView',
  button: 'android.widget.Button',
  image: 'android.widget.ImageView',
  imageButton: 'android.widget.ImageButton',
  edit: 'android.widget.EditText',
  recycler: 'androidx.recyclerview.widget.RecyclerView',
  list: 'android.widget.ListView',
  switch: 'android.widget.Switch',
  checkBox: 'android.widget.CheckBox',
  radio: 'android.widget.RadioButton',
  seekBar: 'android.widget.SeekBar',
  progress: 'android.widget.ProgressBar',
  webView: 'android.webkit.WebView',
} as const;

export type ViewKind = keyof typeof CLASS_NAMES;
export type ViewOptions = Omit<View, 'key' | 'className' | 'bounds' | 'children'>;
/** Screens list optional parts inline; absent ones are dropped. */
export type Children = readonly (View | undefined)[];

export function view(
  kind: ViewKind,
  key: string,
  bounds: Rect,
  options: ViewOptions = {},
  children: Children = [],
): View {
  const present = children.filter((child): child is View => child !== undefined);
  return {
    ...(options.onTap ? { clickable: true } : {}),
    ...(options.onLongPress ? { longClickable: true } : {}),
    ...options,
    key,
    className: CLASS_NAMES[kind],
    bounds,
    ...(present.length > 0 ? { children: present } : {}),
  };
}

export function label(key: string, bounds: Rect, text: string, style: Style, options: ViewOptions = {}): View {
  return view('text', key, bounds, { text, style, ...options });
}

export function picture(key: string, bounds: Rect, drawn: Picture, options: ViewOptions = {}): View {
  return view('image', key, bounds, { ...options, style: { ...options.style, picture: drawn } });
}

/** A line icon; give it a `contentDescription` only where the real app has one. */
export function symbol(key: string, bounds: Rect, name: string, color: string, options: ViewOptions = {}): View {
  const style: Style = { color, ...options.style, picture: { kind: 'symbol', glyph: name, hue: 0 } };
  return view('image', key, bounds, { ...options, style });
}

/** A touchable line icon; `paddingPx` keeps the drawing smaller than the touch area. */
export function iconButton(
  key: string,
  bounds: Rect,
  name: string,
  color: string,
  paddingPx: number,
  options: ViewOptions,
): View {
  const style: Style = { color, paddingPx, ...options.style, picture: { kind: 'symbol', glyph: name, hue: 0 } };
  return view('imageButton', key, bounds, { ...options, style });
}

export function button(key: string, bounds: Rect, text: string, style: Style, options: ViewOptions): View {
  const centredText: Style = { align: 'center', verticalAlign: 'center', ...style };
  return view('button', key, bounds, { text, style: centredText, ...options });
}

/** `onText` is required: without a setter it would not be an edit field. */
export function editField(
  key: string,
  bounds: Rect,
  options: ViewOptions & { readonly onText: (text: string) => void },
): View {
  return view('edit', key, bounds, options);
}

/** A whole window: background, then content in reading order, under Android's own content frame. */
export function page(bounds: Rect, background: Style, children: Children): View {
  const content = view('frame', 'content', bounds, { resourceId: 'android:id/content' }, children);
  return view('frame', 'window', bounds, { style: background }, [content]);
}
