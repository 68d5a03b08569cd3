// The few strokes that product silhouettes are drawn with, in a box of 100 by 100, and the tones of one hue.
import type { SKRSContext2D } from '@napi-rs/canvas';

export type Tone = 'main' | 'dark' | 'light' | 'ink' | 'white' | 'metal' | 'glow';

export class Brush {
  readonly #context: SKRSContext2D;
  readonly #hue: number;

  constructor(context: SKRSContext2D, hue: number) {
    this.#context = context;
    this.#hue = hue;
  }

  /** A rounded box with light falling from the top left. */
  box(left: number, top: number, width: number, height: number, radius: number, tone: Tone): void {
    this.#context.fillStyle = this.#shade(left, top, left + width, top + height, tone);
    this.#context.beginPath();
    this.#context.roundRect(left, top, width, height, radius);
    this.#context.fill();
  }

  ball(x: number, y: number, radius: number, tone: Tone): void {
    this.oval(x, y, radius, radius, tone);
  }

  oval(x: number, y: number, radiusX: number, radiusY: number, tone: Tone): void {
    this.#context.fillStyle = this.#shade(x - radiusX, y - radiusY, x + radiusX, y + radiusY, tone);
    this.#context.beginPath();
    this.#context.ellipse(x, y, radiusX, radiusY, 0, 0, Math.PI * 2);
    this.#context.fill();
  }

  /** A closed figure through the points `x, y, x, y, ...`. */
  shape(points: readonly number[], tone: Tone): void {
    this.#trace(points);
    this.#context.closePath();
    this.#context.fillStyle = this.#shade(20, 15, 85, 90, tone);
    this.#context.lineJoin = 'round';
    this.#context.fill();
  }

  /** An open stroke through the points `x, y, x, y, ...`. */
  line(points: readonly number[], width: number, tone: Tone): void {
    this.#trace(points);
    this.#stroke(width, tone);
  }

  /** Part of a circle's outline; angles in degrees, clockwise from three o'clock. */
  arc(x: number, y: number, radius: number, from: number, to: number, width: number, tone: Tone): void {
    this.#context.beginPath();
    this.#context.arc(x, y, radius, (from * Math.PI) / 180, (to * Math.PI) / 180);
    this.#stroke(width, tone);
  }

  /** The soft shadow that every product stands on. */
  shadow(): void {
    this.#context.fillStyle = 'rgba(40, 40, 60, 0.10)';
    this.#context.beginPath();
    this.#context.ellipse(50, 89, 38, 6, 0, 0, Math.PI * 2);
    this.#context.fill();
  }

  #trace(points: readonly number[]): void {
    this.#context.beginPath();
    for (let index = 0; index + 1 < points.length; index += 2) {
      const x = points[index] ?? 0;
      const y = points[index + 1] ?? 0;
      if (index === 0) this.#context.moveTo(x, y);
      else this.#context.lineTo(x, y);
    }
  }

  #stroke(width: number, tone: Tone): void {
    this.#context.strokeStyle = this.#colors(tone)[1];
    this.#context.lineWidth = width;
    this.#context.lineCap = 'round';
    this.#context.lineJoin = 'round';
    this.#context.stroke();
  }

  #shade(left: number, top: number, right: number, bottom: number, tone: Tone): CanvasGradient {
    const [from, to] = this.#colors(tone);
    const gradient = this.#context.createLinearGradient(left, top, right, bottom);
    gradient.addColorStop(0, from);
    gradient.addColorStop(1, to);
    return gradient;
  }

  #colors(tone: Tone): readonly [string, string] {
    const hue = this.#hue;
    switch (tone) {
      case 'main':
        return [`hsl(${hue}, 62%, 62%)`, `hsl(${hue}, 60%, 46%)`];
      case 'dark':
        return [`hsl(${hue}, 42%, 38%)`, `hsl(${hue}, 45%, 25%)`];
      case 'light':
        return [`hsl(${hue}, 60%, 90%)`, `hsl(${hue}, 48%, 78%)`];
      case 'ink':
        return ['#3a3d45', '#17181c'];
      case 'white':
        return ['#ffffff', '#e9ebf0'];
      case 'metal':
        return ['#eceef2', '#a9afba'];
      case 'glow':
        return [`hsl(${hue + 40}, 90%, 70%)`, `hsl(${hue}, 85%, 55%)`];
    }
  }
}

type CanvasGradient = ReturnType<SKRSContext2D['createLinearGradient']>;
