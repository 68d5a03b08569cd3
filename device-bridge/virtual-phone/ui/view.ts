// One view of the virtual phone: what Android's accessibility tree would say about it, how it is painted, and what
// happens when it is touched. Apps build a fresh tree from their state at every change; the protocol layers
// (page source, selectors, input dispatch) and the renderer only read it.

/** Display pixels, `[left, top, right, bottom]`, right and bottom exclusive. May reach outside its parent; readers clip. */
export type Rect = readonly [left: number, top: number, right: number, bottom: number];

export interface View {
  /** Stable while the view means the same thing ("offer:jd-0017/price"), unique in its window. Becomes the element id. */
  readonly key: string;
  /** Full Android class, e.g. `android.widget.EditText`. */
  readonly className: string;
  readonly bounds: Rect;
  readonly resourceId?: string;
  readonly text?: string;
  readonly contentDescription?: string;
  /** Shown in an empty edit field; the page source reports it as `text` with `showing-hint="true"`. */
  readonly hint?: string;
  /** Defaults: enabled true, all other flags false; an edit field counts as clickable and focusable. */
  readonly enabled?: boolean;
  readonly clickable?: boolean;
  readonly longClickable?: boolean;
  readonly scrollable?: boolean;
  readonly checkable?: boolean;
  readonly checked?: boolean;
  readonly selected?: boolean;
  readonly focused?: boolean;
  readonly password?: boolean;
  /** Accessibility does not see the children; they are painted and take touches all the same, as in a WebView. */
  readonly isOpaque?: boolean;
  /** Painted only. */
  readonly style?: Style;
  readonly children?: readonly View[];

  readonly onTap?: () => void;
  readonly onDoubleTap?: () => void;
  readonly onLongPress?: () => void;
  /** Scrolls the content by `dyPx` (positive = towards the end); true when it moved. Present exactly on scrollable views. */
  readonly onScroll?: (dyPx: number) => boolean;
  /** Whether content is left in that direction (1 = towards the end, -1 = towards the start). */
  readonly canScroll?: (direction: 1 | -1) => boolean;
  /** Moves a pager sideways by `dxPx` (positive = towards the end); true when it moved. */
  readonly onSlide?: (dxPx: number) => boolean;
  /** Replaces the whole text of an edit field. Present exactly on edit fields. */
  readonly onText?: (text: string) => void;
  /** Enter or the keyboard's search/send key in an edit field. */
  readonly onSubmit?: () => void;
}

/** Colours are CSS colours; sizes are display pixels. Nothing here changes what the accessibility tree says. */
export interface Style {
  readonly background?: string;
  /** Vertical gradient, top to bottom. */
  readonly gradient?: readonly [string, string];
  readonly color?: string;
  readonly textSizePx?: number;
  readonly bold?: boolean;
  readonly strikeThrough?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly verticalAlign?: 'top' | 'center';
  /** Wrap the text over at most this many lines, then an ellipsis. Defaults to 1. */
  readonly maxLines?: number;
  readonly paddingPx?: number;
  readonly radiusPx?: number;
  readonly border?: string;
  readonly divider?: boolean;
  readonly dividerColor?: string;
  /** A soft shadow below, for cards and floating buttons. */
  readonly shadow?: boolean;
  /** Painted instead of the view's text: what a custom-drawn view shows without reporting it as text. */
  readonly paintedText?: string;
  /** A drawn picture standing for a photo or an icon. */
  readonly picture?: Picture;
}

/**
 * `icon`: a glyph on a rounded tile. `goods`: a product silhouette in the given hue; the glyph names the shape.
 * `avatar`: initials on a rounded square. `symbol`: a line drawing in the style's colour; the glyph names it ("search", "back").
 * `switch`: a toggle drawn from the view's `checked`. `banner`: a wide campaign picture in the given hue.
 * `scene`: a photograph; the glyph names what it shows. `map`: streets; the glyph is a route, "x,y x,y" in shares of the picture.
 */
export interface Picture {
  readonly kind: 'icon' | 'goods' | 'avatar' | 'symbol' | 'switch' | 'banner' | 'scene' | 'map';
  readonly glyph: string;
  readonly hue: number;
}
