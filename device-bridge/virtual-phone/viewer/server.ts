// A page for people that shows a virtual phone live and takes touches, keys and switches. Loopback only; the random
// token in the path keeps other programs of this machine and other pages of the browser out.
import crypto from 'node:crypto';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { allowedValues, phoneSwitches, toFarhandError } from '@farhand/shared';
import { WebSocketServer } from 'ws';
import { readJson } from '../read-json.js';
import { maxSnapshotBytes } from '../snapshot/format.js';
import type { VirtualPhone } from '../start.js';
import { serveViewer } from './session.js';

export interface Viewer {
  /** What to open in a browser. */
  readonly url: string;
  /** May be called twice. */
  close(): Promise<void>;
}

const maxMessageBytes = 64 * 1024;
/** The page's files are no modules: they stay where they are written. */
const folder = new URL(
  import.meta.url.includes('/dist/virtual-phone/') ? '../../../virtual-phone/viewer/page/' : './page/',
  import.meta.url,
);
const files: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['page.html', 'text/html; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};
const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; " +
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** @param port 0 for a free one */
export async function startViewer(phone: VirtualPhone, port = 0): Promise<Viewer> {
  const prefix = `/${crypto.randomBytes(16).toString('hex')}`;
  const server = http.createServer((request, response) => void answer(request, response, prefix, phone));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  server.on('upgrade', (request: http.IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== `${prefix}/live` || !isOwnPage(request)) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serveViewer(webSocket, phone));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  let closing: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}/`,
    close: () => {
      closing ??= new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}

async function answer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  prefix: string,
  phone: VirtualPhone,
): Promise<void> {
  const path = request.url?.startsWith(`${prefix}/`) ? request.url.slice(prefix.length) : undefined;
  const file = path === undefined ? undefined : files[path];
  if (request.method === 'GET' && path === '/switches.json') {
    response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(switchTable));
  } else if (request.method === 'GET' && path === '/snapshot.json') {
    const disposition = { 'content-disposition': 'attachment; filename="phone-snapshot.json"' };
    response.writeHead(200, { ...headers, ...disposition, 'content-type': 'application/json' });
    response.end(JSON.stringify(phone.snapshot()));
  } else if (request.method === 'POST' && path === '/snapshot.json' && isOwnPage(request)) {
    await restore(request, response, phone);
  } else if (request.method === 'GET' && file !== undefined) {
    const content = await readFile(new URL(file[0], folder));
    response.writeHead(200, { ...headers, 'content-type': file[1] }).end(content);
  } else {
    response.writeHead(404, headers).end();
  }
}

function isOwnPage({ headers: { origin, host } }: http.IncomingMessage): boolean {
  return origin === `http://${host}`;
}

async function restore(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  phone: VirtualPhone,
): Promise<void> {
  try {
    await phone.restore(await readJson(request, maxSnapshotBytes));
    response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end('{}');
  } catch (thrown) {
    const { message, hint } = thrown instanceof SyntaxError ? notJson : toFarhandError(thrown);
    response.writeHead(400, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify({ message, hint }));
  }
}

const notJson = { message: 'The file is no snapshot', hint: 'Choose a file that was saved here.' };

const switchTable = Object.entries(phoneSwitches).map(([name, rule]) => ({
  name,
  ...rule,
  allowed: allowedValues(rule),
}));
