// Line icons in a 24x24 box, described as SVG path data so that one table holds them all.
import { Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import { heightOf, widthOf } from '../../ui/geometry.js';
import type { Rect } from '../../ui/view.js';

const BOX = 24;

const SYMBOLS: Readonly<Record<string, string>> = {
  back: 'M15 4 L7 12 L15 20',
  forward: 'M9 5 L16 12 L9 19',
  down: 'M5 9 L12 16 L19 9',
  close: 'M5 5 L19 19 M19 5 L5 19',
  plus: 'M12 4 V20 M4 12 H20',
  minus: 'M5 12 H19',
  'plus-circle': 'M12 3 a9 9 0 1 0 .01 0 M12 8 V16 M8 12 H16',
  check: 'M4 12 L10 18 L20 6',
  search: 'M10.5 4 a6.5 6.5 0 1 0 .01 0 M15.5 15.5 L21 21',
  camera: 'M4 8 H8 L10 5 H14 L16 8 H20 V19 H4 Z M12 10 a3.4 3.4 0 1 0 .01 0',
  scan: 'M4 9 V4 H9 M15 4 H20 V9 M20 15 V20 H15 M9 20 H4 V15 M4 12 H20',
  cart: 'M3 4 H6 L8.5 15 H18.5 L20.5 7 H7 M10 19 a1 1 0 1 0 .01 0 M17 19 a1 1 0 1 0 .01 0',
  home: 'M4 11 L12 4 L20 11 V20 H14 V14 H10 V20 H4 Z',
  user: 'M12 4 a4 4 0 1 0 .01 0 M4 21 C4 15 8 14 12 14 C16 14 20 15 20 21',
  users:
    'M9 5 a3.4 3.4 0 1 0 .01 0 M3 20 C3 15 6 14 9 14 C12 14 15 15 15 20 M16 6 a3 3 0 1 1 0 6 M17 14 C20 14.5 21 16.5 21 19',
  message: 'M4 5 H20 V16 H11 L7 20 V16 H4 Z',
  chat: 'M10 4 C5.5 4 2.5 6.8 2.5 10.2 C2.5 12.2 3.6 13.9 5.4 15 L5 17.4 L7.7 16 C8.4 16.2 9.2 16.3 10 16.3 M21.5 15 C21.5 12.2 19 10 15.8 10 C12.6 10 10 12.2 10 15 C10 17.8 12.6 20 15.8 20 C16.5 20 17.2 19.9 17.8 19.7 L20 20.8 L19.6 18.9 C20.8 17.9 21.5 16.5 21.5 15',
  compass: 'M12 3 a9 9 0 1 0 .01 0 M15.5 8.5 L13.5 13.5 L8.5 15.5 L10.5 10.5 Z',
  more: 'M5 12 h.1 M12 12 h.1 M19 12 h.1',
  star: 'M12 3.5 L14.6 9 L20.5 9.8 L16.2 13.9 L17.3 20 L12 17 L6.7 20 L7.8 13.9 L3.5 9.8 L9.4 9 Z',
  heart:
    'M12 20 L4.5 12.2 C2.5 10 3.5 5.5 7.3 5.2 C9.6 5 11.2 6.3 12 8 C12.8 6.3 14.4 5 16.7 5.2 C20.5 5.5 21.5 10 19.5 12.2 Z',
  share: 'M14 5 L20 11 L14 17 M20 11 H11 C7 11 4 14 4 19',
  shop: 'M4 9 L6 4 H18 L20 9 M4 9 C4 12 8 12 8 9 C8 12 12 12 12 9 C12 12 16 12 16 9 C16 12 20 12 20 9 M5.5 12 V20 H18.5 V12',
  grid: 'M4 4 H10 V10 H4 Z M14 4 H20 V10 H14 Z M4 14 H10 V20 H4 Z M14 14 H20 V20 H14 Z',
  filter: 'M4 5 H20 L14 12.5 V19 L10 17 V12.5 Z',
  trash: 'M5 7 H19 M9 7 V4.5 H15 V7 M7 7 L8 20 H16 L17 7',
  clock: 'M12 3 a9 9 0 1 0 .01 0 M12 7 V12 L15.5 14',
  mic: 'M12 3 a2.8 2.8 0 0 1 2.8 2.8 V11 a2.8 2.8 0 0 1 -5.6 0 V5.8 A2.8 2.8 0 0 1 12 3 M6 11 C6 19 18 19 18 11 M12 17 V21',
  voice: 'M12 3 a9 9 0 1 0 .01 0 M8.6 12 h.1 M10.8 9.4 C12.2 11 12.2 13 10.8 14.6 M13.4 7.4 C16 10 16 14 13.4 16.6',
  smile: 'M12 3 a9 9 0 1 0 .01 0 M9 9.6 h.1 M15 9.6 h.1 M8 14 C10 17 14 17 16 14',
  gear: 'M18.4 10.4 L21.1 10.6 L21.1 13.4 L18.4 13.6 L17.6 15.4 L19.4 17.5 L17.5 19.4 L15.4 17.6 L13.6 18.4 L13.4 21.1 L10.6 21.1 L10.4 18.4 L8.6 17.6 L6.5 19.4 L4.6 17.5 L6.4 15.4 L5.6 13.6 L2.9 13.4 L2.9 10.6 L5.6 10.4 L6.4 8.6 L4.6 6.5 L6.5 4.6 L8.6 6.4 L10.4 5.6 L10.6 2.9 L13.4 2.9 L13.6 5.6 L15.4 6.4 L17.5 4.6 L19.4 6.5 L17.6 8.6 Z M12 8.8 a3.2 3.2 0 1 0 .01 0',
  wifi: 'M3 9.5 C8 4.5 16 4.5 21 9.5 M6.2 13 C9.4 9.8 14.6 9.8 17.8 13 M9.4 16.4 C11 15 13 15 14.6 16.4 M12 19.4 h.1',
  bluetooth: 'M7 8 L17 16.5 L12 21 V3 L17 7.5 L7 16',
  plane:
    'M11 4 H13 V10 L21 14.5 V16.5 L13 14 V18.5 L15.5 20.5 V21.5 L12 20.6 L8.5 21.5 V20.5 L11 18.5 V14 L3 16.5 V14.5 L11 10 Z',
  sun: 'M12 8 a4 4 0 1 0 .01 0 M12 2.5 V5 M12 19 V21.5 M2.5 12 H5 M19 12 H21.5 M5.3 5.3 L7 7 M17 17 L18.7 18.7 M18.7 5.3 L17 7 M7 17 L5.3 18.7',
  bell: 'M6 17 H18 L16.6 14.6 V10.5 C16.6 4.5 7.4 4.5 7.4 10.5 V14.6 Z M10 20 H14',
  battery: 'M3 8 H18.5 V16 H3 Z M21 10.5 V13.5 M6 11 V13',
  storage: 'M5 4 H19 V9.5 H5 Z M5 14.5 H19 V20 H5 Z M8 6.8 h.1 M8 17.3 h.1',
  sound: 'M4 9.5 H7.5 L12 5.5 V18.5 L7.5 14.5 H4 Z M15 9 C17 11 17 13 15 15 M17.6 6.5 C21 10 21 14 17.6 17.5',
  lock: 'M5.5 11 H18.5 V20.5 H5.5 Z M8.5 11 V8 C8.5 3.4 15.5 3.4 15.5 8 V11',
  pin: 'M12 21 C7 15.5 5.5 12.6 5.5 10 A6.5 6.5 0 0 1 18.5 10 C18.5 12.6 17 15.5 12 21 M12 7.8 a2.3 2.3 0 1 0 .01 0',
  info: 'M12 3 a9 9 0 1 0 .01 0 M12 11 V16.5 M12 7.6 h.1',
  tag: 'M4 4 H12 L20.5 12.5 L12.5 20.5 L4 12 Z M8 8 h.1',
  ticket: 'M3.5 6.5 H20.5 V10 C18.6 10.4 18.6 13.6 20.5 14 V17.5 H3.5 V14 C5.4 13.6 5.4 10.4 3.5 10 Z M14 7 V17',
  truck:
    'M2.5 6 H14 V16.5 H2.5 Z M14 9.5 H18.5 L21.5 13 V16.5 H14 M7 16.5 a1.8 1.8 0 1 0 .01 0 M17.6 16.5 a1.8 1.8 0 1 0 .01 0',
  shield: 'M12 3.5 L19 6 V11.5 C19 16 16 19 12 20.8 C8 19 5 16 5 11.5 V6 Z M9 12 L11.3 14.3 L15.3 9.8',
  moments:
    'M12 3 a9 9 0 1 0 .01 0 M12 8 a4 4 0 1 0 .01 0 M12 3 V8 M20.5 9.6 L16 11 M17.5 19 L14.4 15.2 M6.5 19 L9.6 15.2 M3.5 9.6 L8 11',
  wallet: 'M4 7 H20 V19 H4 Z M4 7 L16 4 V7 M15 13 h1.6',
  backspace: 'M8 5 H21 V19 H8 L2.5 12 Z M11.5 9.5 L16.5 14.5 M16.5 9.5 L11.5 14.5',
  sparkle: 'M12 3 L14 10 L21 12 L14 14 L12 21 L10 14 L3 12 L10 10 Z',
};

const paths = new Map<string, Path2D>();

export function isSymbol(name: string): boolean {
  return name in SYMBOLS;
}

/** Draws the named icon in the largest centred square of `bounds`; an unknown name draws nothing. */
export function paintSymbol(context: SKRSContext2D, name: string, bounds: Rect, color: string): void {
  const data = SYMBOLS[name];
  if (data === undefined) return;
  const path = paths.get(name) ?? new Path2D(data);
  paths.set(name, path);
  const side = Math.min(widthOf(bounds), heightOf(bounds));
  context.save();
  context.translate((bounds[0] + bounds[2] - side) / 2, (bounds[1] + bounds[3] - side) / 2);
  context.scale(side / BOX, side / BOX);
  context.strokeStyle = color;
  context.lineWidth = name === 'more' ? 3 : 1.8;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(path);
  context.restore();
}
