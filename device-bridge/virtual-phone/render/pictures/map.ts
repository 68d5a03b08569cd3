// A street map: blocks, a park, a river and main roads that follow from the hue, and a route over them.
import type { SKRSContext2D } from '@napi-rs/canvas';
import { heightOf, widthOf } from '../../ui/geometry.js';
import type { Picture, Rect } from '../../ui/view.js';

const streetGapPx = 150;

/** The picture's glyph holds the route: "x,y x,y", in shares of the map. */
export function paintMap(context: SKRSContext2D, picture: Picture, bounds: Rect): void {
  const [left, top] = bounds;
  const width = widthOf(bounds);
  const height = heightOf(bounds);
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.translate(left, top);
  context.fillStyle = '#eef0ea';
  context.fillRect(0, 0, width, height);
  const turn = (picture.hue % 60) - 30;
  context.fillStyle = '#cfe8c6';
  context.beginPath();
  context.roundRect(width * (0.1 + (picture.hue % 7) / 12), height * 0.12, width * 0.24, height * 0.2, 40);
  context.roundRect(width * 0.62, height * (0.5 + (picture.hue % 5) / 20), width * 0.3, height * 0.16, 40);
  context.fill();
  stroke(
    context,
    '#b4d8f0',
    70,
    [
      [-0.1, 0.75 + turn / 200],
      [0.35, 0.62],
      [0.7, 0.86],
      [1.1, 0.7],
    ],
    width,
    height,
  );
  context.save();
  context.translate(width / 2, height / 2);
  context.rotate((turn * Math.PI) / 900);
  const reach = Math.hypot(width, height);
  context.fillStyle = '#ffffff';
  for (let at = -reach / 2; at < reach / 2; at += streetGapPx) {
    const isMain = Math.round(at / streetGapPx) % 3 === 0;
    const thick = isMain ? 26 : 12;
    context.fillStyle = isMain ? '#fdf3d3' : '#ffffff';
    context.fillRect(at, -reach / 2, thick, reach);
    context.fillRect(-reach / 2, at * 1.1, reach, thick);
  }
  context.restore();
  const route = picture.glyph.split(' ').map((point) => point.split(',').map(Number) as [number, number]);
  if (route.length > 1) {
    stroke(context, '#1f7a3d', 24, route, width, height);
    stroke(context, '#34c26a', 16, route, width, height);
  }
  context.restore();
}

function stroke(
  context: SKRSContext2D,
  color: string,
  thick: number,
  points: readonly (readonly [number, number])[],
  width: number,
  height: number,
): void {
  context.strokeStyle = color;
  context.lineWidth = thick;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x * width, y * height);
  context.stroke();
}
