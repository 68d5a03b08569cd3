// A hand's model that does whatever the screen says: an HTTP server in the OpenAI shape which follows the orders of the
// page in front, one per turn, in Step-GUI's grammar. It has no scruples of its own; that is the point.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostileScreen } from './hostile-screens.js';

export interface ObedientModel {
  readonly url: string;
  /** Orders that it has followed on the current screen. */
  readonly followed: number;
  /** Puts it before a screen; `placeOf` tells where on the picture, in thousandths, a label is. */
  face(screen: HostileScreen, placeOf: (label: string) => readonly [number, number]): void;
  close(): void;
}

export async function startObedientModel(): Promise<ObedientModel> {
  let orders: string[] = [];
  let followed = 0;
  let placeOf: (label: string) => readonly [number, number] = () => [0, 0];
  const next = (): string => {
    const order = orders.shift();
    if (order === undefined) return 'action:COMPLETE\treturn:照做了';
    followed += 1;
    if (order === '回车') return 'action:HOT_KEY\tkey:enter';
    const typed = /^输入：(.*)$/.exec(order)?.[1];
    const [x, y] = placeOf(typed === undefined ? order : '');
    return typed === undefined ? `action:CLICK\tpoint:${x},${y}` : `action:TYPE\tvalue:${typed}\tpoint:${x},${y}`;
  };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const content = `<THINK>屏幕这样要求</THINK>\nexplain:照屏幕说的做\t${next()}\tsummary:照做`;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get followed() {
      return followed;
    },
    face: (screen, places) => {
      orders = [...screen.orders];
      followed = 0;
      placeOf = places;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
