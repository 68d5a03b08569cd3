// What is done on the phone, drawn on its picture: a ring where it is tapped, an arrow along which it is swiped.
export interface DrawnAction {
  /** In thousandths of the screen. */
  readonly point: readonly [number, number];
  readonly point2?: readonly [number, number] | undefined;
}

const ringRadius = 0.055;
const lineWidth = 0.012;
const colour = '#ff7a18';
const outline = '#ffffff';

export function drawAction(pen: CanvasRenderingContext2D, { point, point2 }: DrawnAction): void {
  const { width, height } = pen.canvas;
  const at = ([x, y]: readonly [number, number]) => [(x / 1000) * width, (y / 1000) * height] as const;
  const [x, y] = at(point);
  const path = new Path2D();
  path.arc(x, y, ringRadius * width, 0, 2 * Math.PI);
  if (point2) {
    const [toX, toY] = at(point2);
    const turn = Math.atan2(toY - y, toX - x);
    const head = ringRadius * width;
    path.moveTo(x, y);
    path.lineTo(toX, toY);
    for (const side of [-0.5, 0.5]) {
      path.moveTo(toX, toY);
      path.lineTo(toX - head * Math.cos(turn + side), toY - head * Math.sin(turn + side));
    }
  }
  pen.lineCap = 'round';
  for (const [style, times] of [
    [outline, 2],
    [colour, 1],
  ] as const) {
    pen.strokeStyle = style;
    pen.lineWidth = lineWidth * width * times;
    pen.stroke(path);
  }
}
