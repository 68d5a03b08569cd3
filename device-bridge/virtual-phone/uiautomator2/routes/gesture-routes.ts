// Touches and keys.
import type { Phone } from '../../device/phone.js';
import type { Elements } from '../elements.js';
import { invalidArgument } from '../errors.js';
import { type GestureRequest, Gestures } from '../gestures.js';
import type { RouteRequest, Routes } from '../router.js';
import { type ActionSource, performActions } from '../w3c-actions.js';

const keySettleMs = 20;

export function gestureRoutes(phone: Phone, elements: Elements): Routes {
  const gestures = new Gestures(phone, elements);
  const gesture = (perform: (request: GestureRequest) => Promise<unknown>) => async (request: RouteRequest) =>
    (await perform(request.body as GestureRequest)) ?? null;
  const pressKey = async ({ body }: RouteRequest): Promise<null> => {
    phone.keys.press(Number(body.keycode));
    await phone.clock.pause(keySettleMs);
    return null;
  };
  return {
    'POST /actions': async ({ body }) => {
      const sources = body.actions;
      if (!Array.isArray(sources)) throw invalidArgument('actions must be a list of input sources');
      await performActions(phone, elements, sources as ActionSource[]);
      return null;
    },
    'POST /back': () => {
      phone.back();
      return null;
    },
    'POST /appium/device/press_keycode': pressKey,
    'POST /appium/device/long_press_keycode': pressKey,
    'POST /appium/gestures/click': gesture((request) => gestures.click(request)),
    'POST /appium/gestures/double_click': gesture((request) => gestures.doubleClick(request)),
    'POST /appium/gestures/long_click': gesture((request) => gestures.longClick(request)),
    'POST /appium/gestures/drag': gesture((request) => gestures.drag(request)),
    'POST /appium/gestures/swipe': gesture((request) => gestures.swipe(request)),
    'POST /appium/gestures/scroll': gesture((request) => gestures.scroll(request)),
    'POST /appium/gestures/pinch_open': nothingZooms,
    'POST /appium/gestures/pinch_close': nothingZooms,
    'POST /appium/gestures/fling': gesture((request) => gestures.fling(request)),
  };
}

/** No view of this phone zooms, so two fingers change nothing. */
function nothingZooms(): null {
  return null;
}
