// The coordinate contract from end to end: a model that sees nothing but a JPEG, resized or not, finds a marker in it and
// answers in Step-GUI's grammar; on displays of every orientation and many sizes and densities the marker must be met.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MarkerModel, type Place, startMarkerModel } from '../../testing/marker-model.js';
import { PhoneKit } from '../../testing/phone-kit.js';
import type { DisplayShape } from '../../virtual-phone/device/display.js';
import { createTarget, markerColour, type Target, targetPackage } from '../../virtual-phone/testing/target-app.js';
import { stepGuiDecider } from './decider.js';

const limitMs = 60_000;
const upright: DisplayShape = { widthPx: undefined, heightPx: undefined, dpi: undefined, rotation: 0 };

let target: Target;
let kit: PhoneKit;
let model: MarkerModel;
beforeAll(async () => {
  target = createTarget();
  [kit, model] = await Promise.all([PhoneKit.openWith(1, [target.app]), startMarkerModel(markerColour)]);
  await kit.phone.launch(targetPackage, false);
}, limitMs);
afterAll(async () => {
  model?.close();
  await kit?.close();
});

const squareSides = 728;
const gestures: Readonly<Record<string, (place: Place) => string>> = {
  tap: ([x, y]) => `action:CLICK\tpoint:${x},${y}`,
  'double tap': ([x, y]) => `action:DOUBLE_CLICK\tpoint:${x},${y}`,
  'long press': ([x, y]) => `action:LONGPRESS\tpoint:${x},${y}`,
  slide: ([x, y]) => `action:SLIDE\tpoint1:${x},${y}\tpoint2:500,500`,
};

/** One look and one action by the model, then its end. */
async function aim(action: (place: Place) => string, isSquare: boolean): Promise<void> {
  model.next(action);
  const pictureSize = isSquare ? { widthPx: squareSides, heightPx: squareSides } : undefined;
  const decider = stepGuiDecider({ url: model.url, model: 'marker-finder', pictureSize });
  const result = await kit.run('', 'do', {}, { decider, task: 'hit the marker' });
  expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', steps: 2 });
}

async function reshape(shape: DisplayShape): Promise<void> {
  const wanted = Object.fromEntries(
    Object.entries({ ...upright, ...shape }).map(([key, value]) => [key, value ?? null]),
  );
  await kit.post('display', wanted);
}

test.each([0, 1, 2, 3] as const)(
  'every gesture meets the marker after %i quarter turns',
  async (rotation) => {
    await reshape({ rotation });
    for (const [index, [gesture, action]] of Object.entries(gestures).entries()) {
      target.place(index % 2 === 0 ? [0.12, 0.85] : [0.8, 0.25]);
      await aim(action, index >= 2);
      const expected = gesture === 'double tap' ? ['tap', 'double tap'] : [gesture];
      expect(target.state.gestures).toEqual(expected);
    }
    target.place([0.3, 0.2], 'field');
    await aim(([x, y]) => `action:TYPE\tvalue:到 ${rotation}\tpoint:${x},${y}`, true);
    expect(target.state).toMatchObject({ gestures: ['tap'], text: `到 ${rotation}` });
  },
  limitMs,
);

test.each([
  { widthPx: 720, heightPx: 1600, dpi: 320 },
  { widthPx: 1440, heightPx: 3200, dpi: 560 },
  { widthPx: 1600, heightPx: 2560, dpi: 320, rotation: 1 },
  { widthPx: 2208, heightPx: 1840, dpi: 400 },
  { dpi: 640, rotation: 3 },
] as const)(
  'taps and slides meet the marker on %j',
  async (shape) => {
    await reshape(shape);
    const places = [
      [0, 0],
      [1, 1],
      [0.93, 0.04],
    ] as const;
    for (const [index, place] of places.entries()) {
      target.place(place);
      await aim(index === 2 ? slideInwards : tap, index === 1);
      expect(target.state.gestures).toEqual([index === 2 ? 'slide' : 'tap']);
    }
  },
  limitMs,
);

const tap = ([x, y]: Place): string => `action:CLICK\tpoint:${x},${y}`;
/** Straight down: a finger that comes in from the side means "back". */
const slideInwards = ([x, y]: Place): string => `action:SLIDE\tpoint1:${x},${y}\tpoint2:${x},800`;

test(
  'pictures go out whole or in the size asked for, in the orientation of the display',
  async () => {
    await reshape({ rotation: 1 });
    target.place([0.5, 0.5]);
    await aim(tap, false);
    expect(model.pictures.at(-1)).toEqual({ widthPx: 2400, heightPx: 1080 });
    target.place([0.5, 0.5]);
    await aim(tap, true);
    expect(model.pictures.at(-1)).toEqual({ widthPx: squareSides, heightPx: squareSides });
  },
  limitMs,
);

test(
  'a phone turned while the model thinks is not touched but looked at again',
  async () => {
    await reshape({ rotation: 0 });
    target.place([0.5, 0.9]);
    let asked = 0;
    const look = (place: Place): string => {
      asked += 1;
      if (asked === 1) {
        kit.virtual?.reshape({ rotation: 1 });
        model.next(look);
      }
      return tap(place);
    };
    model.next(look);
    const decider = stepGuiDecider({ url: model.url, model: 'marker-finder' });
    const result = await kit.run('', 'do', {}, { decider, task: 'hit the marker' });
    expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', steps: 3 });
    expect(target.state.gestures).toEqual(['tap']);
  },
  limitMs,
);

test(
  'a screen that forbids pictures, or gives a black one, is shown to no model and left to its owner',
  async () => {
    await reshape({ rotation: 0 });
    target.place([0.5, 0.5]);
    const seen = model.pictures.length;
    model.next(tap);
    const decider = stepGuiDecider({ url: model.url, model: 'marker-finder' });
    const look = () => kit.run('', 'do', {}, { decider, task: 'hit the marker' });
    const sensitive = { stopReason: 'SENSITIVE_SCREEN', error: { code: 'SENSITIVE_SCREEN' }, steps: 1 };
    await kit.post('switches', { name: 'secure', value: 'on' });
    const refused = await look();
    await kit.post('switches', { name: 'secure', value: 'off' });
    target.state.isDark = true;
    target.place([0.5, 0.5]);
    const black = await look();
    target.state.isDark = false;
    target.place([0.5, 0.5]);
    expect([refused, black]).toMatchObject([sensitive, sensitive]);
    expect([model.pictures.length, target.state.gestures]).toEqual([seen, []]);
  },
  limitMs,
);

test(
  'a model server that hangs ends the run within its limit, and nothing is touched',
  async () => {
    const hanging = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => hanging.once('listening', resolve));
    target.place([0.5, 0.5]);
    const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}/v1`;
    const decider = stepGuiDecider({ url, model: 'hanging', timeoutMs: 50 });
    const result = await kit.run('', 'do', {}, { decider, task: 'hit the marker' });
    hanging.closeAllConnections();
    hanging.close();
    expect(result).toMatchObject({ stopReason: 'MODEL_UNAVAILABLE', error: { code: 'BRAIN_UNREACHABLE' } });
    expect(target.state.gestures).toEqual([]);
  },
  limitMs,
);
