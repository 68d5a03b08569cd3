// Pictures that stand beside texts: symbols, tiles, avatars, product and scene drawings.
import type { Picture, Rect, Style, View } from '../../ui/view.js';
import { picture, symbol } from '../../ui/views.js';
import { hashText } from '../random.js';

export interface Art {
  readonly picture: Picture;
  readonly color?: string;
  /** Drawn as a disc. */
  readonly round?: boolean;
  /** Of the standard side; 1 by default. */
  readonly scale?: number;
}

/** A hue that always belongs to this name. */
export function hueOf(name: string): number {
  return hashText(name) % 360;
}

/** A person: the first characters of the name on a tile in the name's hue. */
export function face(name: string, options: { readonly round?: boolean; readonly hue?: number } = {}): Art {
  const glyph = [...name].slice(0, /^[\u4e00-\u9fff]/.test(name) ? 1 : 2).join('');
  return {
    picture: { kind: options.round ? 'icon' : 'avatar', glyph, hue: options.hue ?? hueOf(name) },
    round: options.round === true,
  };
}

/** A symbol or glyph on a coloured tile. */
export function tile(
  glyph: string,
  hue: number,
  options: { readonly round?: boolean; readonly scale?: number } = {},
): Art {
  return { picture: { kind: 'icon', glyph, hue }, round: options.round === true, scale: options.scale ?? 1 };
}

/** A plain line symbol. */
export function sign(name: string, color: string = '#50535b'): Art {
  return { picture: { kind: 'symbol', glyph: name, hue: 0 }, color, scale: 0.56 };
}

/** A product or a dish: see `goodsShapes`. */
export function goods(shape: string, hue: number): Art {
  return { picture: { kind: 'goods', glyph: shape, hue } };
}

/** A photograph: see `sceneNames`. */
export function photo(scene: string, hue: number): Art {
  return { picture: { kind: 'scene', glyph: scene, hue } };
}

export function drawArt(key: string, bounds: Rect, art: Art, radiusPx: number, options: Partial<View> = {}): View {
  const side = bounds[2] - bounds[0];
  if (art.picture.kind === 'symbol') return symbol(key, bounds, art.picture.glyph, art.color ?? '#50535b', options);
  const style: Style = { radiusPx: art.round ? Math.round(side / 2) : radiusPx };
  return picture(key, bounds, art.picture, { ...options, style });
}
