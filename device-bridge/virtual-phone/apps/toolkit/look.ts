// How one app looks: a few colours and shapes that every block is drawn with, so that no two apps look alike.

export interface Palette {
  /** The app's own colour: selected tabs, main buttons, switches. */
  readonly brand: string;
  /** Text on the brand colour. Defaults to white. */
  readonly onBrand?: string;
  /** Prices and counts. Defaults to the brand colour. */
  readonly accent?: string;
  /** Behind cards. */
  readonly background?: string;
  /** Cards, rows and bars. */
  readonly surface?: string;
  readonly text?: string;
  /** Second lines, hints. */
  readonly weak?: string;
  /** Dividers and outlines. */
  readonly line?: string;
  /** Fields, chips and grey buttons. */
  readonly fill?: string;
  /** Title bar: in the brand colour, flat on the surface, melting into the background, or from brand to background. */
  readonly bar?: 'brand' | 'surface' | 'clear' | 'gradient';
  readonly titleAlign?: 'left' | 'center';
  /** Rows and groups: edge to edge with dividers, rounded cards, outlined cards, or cards with a shadow. */
  readonly cards?: 'flat' | 'rounded' | 'outlined' | 'raised';
  /** Corner radius of cards in dp. */
  readonly radius?: number;
  readonly buttons?: 'pill' | 'rounded' | 'square';
  /** How the selected one of several tabs is marked. */
  readonly tabs?: 'underline' | 'bold' | 'pill';
  readonly chips?: 'filled' | 'outlined';
  /** Bottom navigation: symbol over text, text alone, or a floating bar. */
  readonly navigation?: 'symbols' | 'texts' | 'floating';
  /** Size of all texts; 1 by default. */
  readonly textScale?: number;
  /**
   * Resource ids of views, from their keys: readable ("shop_title"), shortened as a code shrinker does it ("a3f"), or
   * none, as cross-platform frameworks leave it. Defaults to readable.
   */
  readonly ids?: 'named' | 'shrunk' | 'none';
}

export type Look = Required<Palette>;

export function lookOf(palette: Palette): Look {
  const { brand } = palette;
  const defaults: Omit<Look, 'brand'> = {
    onBrand: '#ffffff',
    accent: brand,
    background: '#f5f6f8',
    surface: '#ffffff',
    text: '#1c1d21',
    weak: '#8a8d96',
    line: '#ebecf0',
    fill: '#f1f2f5',
    bar: 'surface',
    titleAlign: 'center',
    cards: 'rounded',
    radius: 10,
    buttons: 'pill',
    tabs: 'underline',
    chips: 'filled',
    navigation: 'symbols',
    textScale: 1,
    ids: 'named',
  };
  return { ...defaults, ...palette };
}

/** `color` at `share` opacity. */
export function tint(color: string, share: number): string {
  const [, red = '00', green = '00', blue = '00'] = /^#(..)(..)(..)$/.exec(color) ?? [];
  return `rgba(${Number.parseInt(red, 16)}, ${Number.parseInt(green, 16)}, ${Number.parseInt(blue, 16)}, ${share})`;
}

export function isDark(color: string): boolean {
  const [, red = 'ff', green = 'ff', blue = 'ff'] = /^#(..)(..)(..)$/.exec(color) ?? [];
  const part = (hex: string): number => Number.parseInt(hex, 16);
  return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue) < 110;
}
