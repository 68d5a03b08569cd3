// Photographs of places and things that stand in posts, hotels and videos: flat compositions in the tones of one hue.
import type { SKRSContext2D } from '@napi-rs/canvas';
import { heightOf, widthOf } from '../../ui/geometry.js';
import type { Picture, Rect } from '../../ui/view.js';

/** Draws into a box of 100 by 100 that is stretched over the picture. */
type Scene = (pen: Pen) => void;

class Pen {
  readonly #context: SKRSContext2D;
  readonly #hue: number;

  constructor(context: SKRSContext2D, hue: number) {
    this.#context = context;
    this.#hue = hue;
  }

  /** `turn` degrees away from the picture's hue. */
  fill(turn: number, saturation: number, lightness: number, alpha: number = 1): void {
    this.#context.fillStyle = `hsla(${this.#hue + turn}, ${saturation}%, ${lightness}%, ${alpha})`;
  }

  sky(turn: number, saturation: number, top: number, bottom: number): void {
    const gradient = this.#context.createLinearGradient(0, 0, 0, 100);
    gradient.addColorStop(0, `hsl(${this.#hue + turn}, ${saturation}%, ${top}%)`);
    gradient.addColorStop(1, `hsl(${this.#hue + turn + 24}, ${saturation}%, ${bottom}%)`);
    this.#context.fillStyle = gradient;
    this.#context.fillRect(0, 0, 100, 100);
  }

  box(left: number, top: number, width: number, height: number, radius: number = 0): void {
    this.#context.beginPath();
    this.#context.roundRect(left, top, width, height, radius);
    this.#context.fill();
  }

  ball(x: number, y: number, radiusX: number, radiusY: number = radiusX): void {
    this.#context.beginPath();
    this.#context.ellipse(x, y, radiusX, radiusY, 0, 0, Math.PI * 2);
    this.#context.fill();
  }

  /** A closed figure through the points `x, y, x, y, ...`. */
  shape(...points: readonly number[]): void {
    this.#context.beginPath();
    for (let at = 0; at + 1 < points.length; at += 2) this.#context.lineTo(points[at] ?? 0, points[at + 1] ?? 0);
    this.#context.closePath();
    this.#context.fill();
  }
}

const SCENES: Readonly<Record<string, Scene>> = {
  mountain(pen) {
    pen.sky(0, 65, 72, 92);
    pen.fill(40, 90, 88);
    pen.ball(72, 26, 9);
    pen.fill(10, 30, 62);
    pen.shape(0, 70, 28, 30, 52, 62, 74, 38, 100, 68, 100, 100, 0, 100);
    pen.fill(20, 34, 42);
    pen.shape(0, 82, 34, 54, 62, 84, 84, 62, 100, 80, 100, 100, 0, 100);
    pen.fill(0, 0, 96);
    pen.shape(28, 30, 22, 39, 29, 42, 34, 38);
  },
  sea(pen) {
    pen.sky(-10, 80, 70, 90);
    pen.fill(30, 95, 82);
    pen.ball(50, 48, 12);
    pen.fill(0, 70, 50);
    pen.box(0, 52, 100, 30);
    pen.fill(0, 60, 62);
    pen.box(0, 60, 100, 3);
    pen.fill(180, 45, 84);
    pen.shape(0, 84, 40, 76, 100, 86, 100, 100, 0, 100);
  },
  city(pen) {
    pen.sky(20, 45, 32, 72);
    for (const [at, left, top, width] of [
      [0, 2, 46, 15],
      [1, 18, 30, 13],
      [2, 33, 54, 18],
      [3, 52, 22, 12],
      [4, 66, 42, 16],
      [5, 84, 34, 14],
    ] as const) {
      pen.fill(0, 28, 24 + (at % 3) * 7);
      pen.box(left, top, width, 100 - top);
      pen.fill(60, 90, 78, 0.85);
      for (let y = top + 6; y < 92; y += 11)
        for (let x = left + 2.5; x < left + width - 3; x += 5) if ((x * 7 + y) % 3 > 0.9) pen.box(x, y, 2, 4);
    }
  },
  room(pen) {
    pen.sky(0, 30, 90, 82);
    pen.fill(20, 24, 62);
    pen.box(0, 78, 100, 22);
    pen.fill(180, 50, 88);
    pen.box(60, 12, 30, 34, 1);
    pen.fill(0, 30, 46);
    pen.box(8, 38, 50, 26, 3);
    pen.fill(0, 0, 98);
    pen.box(6, 58, 66, 22, 4);
    pen.fill(0, 55, 60);
    pen.box(32, 58, 40, 22, 4);
    pen.fill(0, 10, 92);
    pen.box(10, 52, 18, 9, 3);
    pen.fill(40, 80, 70);
    pen.ball(82, 60, 6);
    pen.fill(0, 30, 34);
    pen.box(76, 66, 13, 16, 1);
  },
  building(pen) {
    pen.sky(0, 60, 66, 90);
    pen.fill(0, 35, 40);
    pen.box(22, 18, 56, 82, 2);
    pen.fill(40, 80, 84);
    for (let y = 24; y < 78; y += 9) for (let x = 27; x < 72; x += 9) pen.box(x, y, 5.5, 5.5, 0.6);
    pen.fill(0, 50, 26);
    pen.box(42, 84, 16, 16, 1);
    pen.fill(100, 35, 46);
    pen.ball(12, 94, 12, 10);
    pen.ball(90, 95, 13, 11);
  },
  portrait(pen) {
    pen.sky(0, 50, 82, 68);
    pen.fill(0, 40, 32);
    pen.ball(50, 40, 21, 24);
    pen.fill(20 - 0, 52, 84);
    pen.ball(50, 45, 15, 18);
    pen.fill(0, 62, 50);
    pen.ball(50, 100, 36, 32);
    pen.fill(0, 40, 32);
    pen.shape(34, 38, 44, 26, 60, 26, 67, 40, 58, 33, 42, 35);
  },
  forest(pen) {
    pen.sky(0, 45, 84, 70);
    for (let row = 0; row < 3; row += 1) {
      pen.fill(row * 8, 40, 52 - row * 13);
      for (let at = -1; at < 7; at += 1) {
        const x = at * 17 + row * 8;
        const top = 26 + row * 18;
        pen.shape(x, top + 52, x + 9, top, x + 18, top + 52);
      }
    }
  },
  night(pen) {
    pen.sky(0, 60, 12, 34);
    pen.fill(60, 80, 92);
    pen.ball(76, 22, 8);
    for (const [x, y] of [
      [12, 14],
      [28, 30],
      [44, 12],
      [58, 34],
      [90, 46],
      [18, 50],
      [36, 48],
    ] as const)
      pen.ball(x, y, 0.9);
    pen.fill(0, 45, 8);
    pen.shape(0, 80, 24, 62, 48, 78, 76, 58, 100, 76, 100, 100, 0, 100);
  },
  dish(pen) {
    pen.sky(0, 30, 48, 36);
    pen.fill(0, 8, 96);
    pen.ball(50, 54, 40, 36);
    pen.fill(0, 12, 86);
    pen.ball(50, 54, 32, 28);
    pen.fill(0, 74, 48);
    pen.ball(50, 53, 25, 20);
    pen.fill(20, 80, 58);
    for (const [x, y] of [
      [40, 46],
      [55, 44],
      [62, 56],
      [46, 60],
      [52, 52],
    ] as const)
      pen.ball(x, y, 6, 4.5);
    pen.fill(100, 55, 45);
    for (const [x, y] of [
      [44, 52],
      [58, 50],
      [50, 62],
      [36, 56],
    ] as const)
      pen.ball(x, y, 2.4, 1.6);
  },
  drink(pen) {
    pen.sky(0, 40, 88, 76);
    pen.fill(0, 55, 52);
    pen.shape(30, 26, 70, 26, 63, 92, 37, 92);
    pen.fill(20, 70, 72);
    pen.shape(31, 36, 69, 36, 66, 62, 34, 62);
    pen.fill(0, 0, 98);
    pen.box(27, 20, 46, 8, 3);
    pen.fill(0, 70, 36);
    pen.shape(52, 2, 57, 2, 55, 22, 50, 22);
    pen.fill(0, 40, 22);
    for (const [x, y] of [
      [42, 84],
      [50, 87],
      [58, 84],
      [46, 78],
      [54, 79],
    ] as const)
      pen.ball(x, y, 3);
  },
  cat(pen) {
    pen.sky(0, 40, 86, 74);
    pen.fill(20, 55, 58);
    pen.ball(50, 92, 34, 34);
    pen.shape(26, 22, 34, 50, 48, 36);
    pen.shape(74, 22, 66, 50, 52, 36);
    pen.ball(50, 48, 24, 20);
    pen.fill(0, 0, 14);
    pen.ball(41, 46, 3, 4);
    pen.ball(59, 46, 3, 4);
    pen.fill(-20, 60, 70);
    pen.ball(50, 54, 3, 2);
  },
  cover(pen) {
    pen.sky(0, 70, 40, 58);
    pen.fill(60, 85, 62, 0.8);
    pen.ball(30, 34, 26);
    pen.fill(-50, 80, 55, 0.7);
    pen.ball(70, 62, 32);
    pen.fill(0, 0, 100, 0.85);
    pen.ball(50, 50, 7);
    pen.fill(0, 30, 16);
    pen.ball(50, 50, 2.5);
  },
};

/** Names that a `scene` picture's glyph may have. */
export function sceneNames(): string[] {
  return Object.keys(SCENES);
}

export function paintScene(context: SKRSContext2D, picture: Picture, bounds: Rect, radiusPx: number): void {
  const [left, top] = bounds;
  const width = widthOf(bounds);
  const height = heightOf(bounds);
  context.save();
  context.beginPath();
  context.roundRect(left, top, width, height, radiusPx);
  context.clip();
  context.translate(left, top);
  context.scale(width / 100, height / 100);
  const scene = SCENES[picture.glyph] ?? SCENES.mountain;
  scene?.(new Pen(context, picture.hue));
  context.restore();
}
