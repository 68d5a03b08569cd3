// Looking at the screen: source, screenshots, windows, orientation.
import sharp from 'sharp';
import type { Rotation } from '../../device/display.js';
import type { Phone } from '../../device/phone.js';
import { visibleTree } from '../../device/visible-tree.js';
import type { Elements } from '../elements.js';
import { invalidArgument, WebDriverError } from '../errors.js';
import { listWindows } from '../list-windows.js';
import { pageSource } from '../page-source.js';
import type { Routes } from '../router.js';
import type { ServerSettings } from '../server-settings.js';

export function screenRoutes(phone: Phone, elements: Elements, settings: ServerSettings): Routes {
  const screenshot = async (): Promise<Buffer> => {
    await phone.looks.begin();
    if (phone.activeWindow().isSecure) {
      const message = "Failed to capture a screenshot. Does the current view have 'secure' flag set?";
      throw new WebDriverError('unable to capture screen', 500, message);
    }
    return phone.screenshots.png();
  };
  return {
    'GET /source': async () => {
      await phone.looks.begin();
      const all = settings.get('enableMultiWindows') === true;
      const windows = all ? phone.touchWindows().reverse() : [phone.activeWindow()];
      const roots = windows.flatMap((window) => visibleTree(window, phone.screenBounds) ?? []);
      const source = pageSource(roots, {
        screen: phone.screenBounds,
        rotation: phone.display.rotation,
        toasts: phone.toasts,
      });
      phone.looked();
      return source;
    },
    'GET /screenshot': async () => (await screenshot()).toString('base64'),
    'GET /element/:id/screenshot': async (request) => {
      const [left, top, right, bottom] = elements.resolve(request.param('id')).visible;
      const region = { left, top, width: right - left, height: bottom - top };
      const png = await sharp(await screenshot())
        .extract(region)
        .png()
        .toBuffer();
      return png.toString('base64');
    },
    'GET /window/:name/size': () => ({ width: phone.metrics.widthPx, height: phone.metrics.heightPx }),
    'GET /orientation': () => (phone.display.isLandscape ? 'LANDSCAPE' : 'PORTRAIT'),
    'POST /orientation': ({ body }) => {
      if (body.orientation !== 'PORTRAIT' && body.orientation !== 'LANDSCAPE') {
        throw invalidArgument(`The orientation '${body.orientation}' is unknown`);
      }
      const isThere = phone.display.isLandscape === (body.orientation === 'LANDSCAPE');
      if (!isThere) phone.display.change({ rotation: phone.display.rotation % 2 === 0 ? 1 : 0 });
      return null;
    },
    'GET /rotation': () => ({ x: 0, y: 0, z: phone.display.rotation * 90 }),
    'POST /rotation': ({ body }) => {
      const rotation = [0, 90, 180, 270].indexOf(Number(body.z));
      if (rotation < 0) throw invalidArgument(`The rotation must be 0, 90, 180 or 270 degrees, got '${body.z}'`);
      phone.display.change({ rotation: rotation as Rotation });
      return null;
    },
    'POST /appium/list_windows': ({ body }) => listWindows(phone, body.filters ?? {}),
    'POST /appium/list_displays': () => [{ id: 0, name: 'virtual phone', isDefault: true }],
    'GET /alert/text': noSuchAlert,
    'POST /alert/accept': noSuchAlert,
    'POST /alert/dismiss': noSuchAlert,
  };
}

function noSuchAlert(): never {
  throw new WebDriverError('no such alert', 404, 'No alert is present on the screen');
}
