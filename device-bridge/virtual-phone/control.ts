// A loopback door for tests and the command line to a phone in its own process: look at its state, reset it, break it.
// The random token in the path keeps other programs of this machine out. Nothing an agent does goes through here.
import crypto from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { DisplayShape } from './device/display.js';
import type { DriftOptions } from './device/drift.js';
import type { FilmOptions } from './device/film.js';
import { type TextWay, textWays } from './device/keyboard.js';
import type { NotificationContent } from './device/notifications.js';
import { readJson } from './read-json.js';
import { maxSnapshotBytes } from './snapshot/format.js';
import type { VirtualPhone } from './start.js';

export interface ControlEndpoint {
  /** `http://127.0.0.1:PORT/TOKEN`; append `/state`, `/snapshot` or another of its routes. */
  readonly url: string;
  close(): Promise<void>;
}

type Action = (body: unknown) => unknown;

const maxBodyBytes = 4096;

/**
 * Routes: `GET /state` gives the phone's state with `unknownCommands`; `POST /reset` takes `{"seed": 7}`;
 * `GET /snapshot` gives the whole phone and `POST /restore` takes it back; `POST /clock` takes `{"time", "freeze",
 * "advanceMs", "speed", "follow"}`, each optional;
 * `POST /switches` takes `{"name": "popup", "value": "on"}`, the value optional; docs/reference/switches.md lists them;
 * `POST /rewrites` takes `{"ways": ["set", "typed", "pasted"]}`, the ways in which text is rewritten, none by default;
 * `POST /drift` takes `{"px": 300, "looks": 1}`, a slide of the list after each of the next looks;
 * `POST /notifications` takes `{"packageName", "title", "text"}`, and as an app may `"id"` and `"category"`;
 * `POST /film` takes `{"scale": 0.3, "quality": 60}` and pictures from then on what is looked at, `{}` ends it; `GET /film`
 * takes the pictures out;
 * `POST /display` takes `{"widthPx", "heightPx", "dpi", "rotation"}`, each optional and null for the phone's own;
 * `POST /allow-debugging`; `POST /faults/kill-server`, `drop-link`, `disappear`, `reappear`. Answers are JSON.
 */
export async function startControl(phone: VirtualPhone): Promise<ControlEndpoint> {
  const token = crypto.randomBytes(16).toString('hex');
  const actions = actionsOf(phone);
  const server = http.createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://phone').pathname;
    const prefix = `/${token}`;
    const route = path.startsWith(`${prefix}/`) ? `${request.method} ${path.slice(prefix.length)}` : '';
    void answer(request, response, actions[route], route === 'POST /restore' ? maxSnapshotBytes : maxBodyBytes);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${port}/${token}`,
    close: () => {
      closing ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closing;
    },
  };
}

function actionsOf(phone: VirtualPhone): Readonly<Record<string, Action>> {
  return {
    'GET /state': () => ({ ...phone.state(), unknownCommands: phone.unknownCommands }),
    'GET /snapshot': () => phone.snapshot(),
    'POST /restore': (body) => phone.restore(body),
    'POST /clock': (body) => {
      phone.changeClock(body);
      return phone.clock;
    },
    'POST /reset': (body) => phone.reset(seedOf(body)),
    'POST /display': (body) => phone.reshape(shapeOf(body)),
    'POST /switches': (body) => turn(phone, body),
    'POST /rewrites': (body) => phone.rewriteText(waysOf(body)),
    'POST /notifications': (body) => phone.notify(notificationOf(body)),
    'POST /drift': (body) => phone.drift(driftOf(body)),
    'POST /film': (body) => phone.film.turn(filmOf(body)),
    'GET /film': () => phone.film.takeOut(),
    'POST /allow-debugging': () => phone.allowDebugging(),
    'POST /faults/kill-server': () => phone.faults.killServer(),
    'POST /faults/drop-link': () => phone.faults.dropLink(),
    'POST /faults/disappear': () => phone.faults.disappear(),
    'POST /faults/reappear': () => phone.faults.reappear(),
  };
}

async function answer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  action: Action | undefined,
  maxBytes: number,
): Promise<void> {
  if (action === undefined) return send(response, 404, { error: 'no such action' });
  try {
    const value = await action(await readJson(request, maxBytes));
    send(response, 200, value ?? {});
  } catch (error) {
    send(response, 400, { error: (error as Error).message });
  }
}

function send(response: http.ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

function seedOf(body: unknown): number {
  const seed = (body as { seed?: unknown } | null)?.seed;
  if (!Number.isSafeInteger(seed)) throw new TypeError(`"seed" must be a whole number, got ${JSON.stringify(seed)}`);
  return seed as number;
}

function turn(phone: VirtualPhone, body: unknown): Promise<unknown> {
  const { name, value } = body as { name?: unknown; value?: unknown };
  if (typeof name === 'string' && (value === undefined || typeof value === 'string')) {
    return phone.switches.turn(name, value);
  }
  throw new TypeError(`a switch has a "name" and a "value", both texts; got ${JSON.stringify(body)}`);
}

function waysOf(body: unknown): TextWay[] {
  const { ways } = body as { ways?: unknown };
  const isKnown = (way: unknown): way is TextWay => textWays.some((known) => known === way);
  if (Array.isArray(ways) && ways.every(isKnown)) return ways;
  throw new TypeError(`"ways" must be a list of ${textWays.join(', ')}, got ${JSON.stringify(ways)}`);
}

function driftOf(body: unknown): DriftOptions {
  const { px, looks } = body as Partial<Record<keyof DriftOptions, unknown>>;
  if (Number.isSafeInteger(px) && Number.isSafeInteger(looks) && (looks as number) >= 0) {
    return { px: px as number, looks: looks as number };
  }
  throw new TypeError(`"px" and "looks" must be whole numbers, got ${JSON.stringify(body)}`);
}

const notificationSchema = z.strictObject({
  packageName: z.string().min(1),
  title: z.string(),
  text: z.string(),
  id: z.int().optional(),
  category: z.string().optional(),
  isOngoing: z.boolean().optional(),
});

function notificationOf(body: unknown): NotificationContent {
  const { id = 1, ...content } = notificationSchema.parse(body);
  return { ...content, id, tag: null };
}

function filmOf(body: unknown): FilmOptions | undefined {
  const { scale, quality } = (body ?? {}) as Partial<Record<keyof FilmOptions, unknown>>;
  if (scale === undefined && quality === undefined) return undefined;
  const isShare = typeof scale === 'number' && scale > 0 && scale <= 1;
  if (isShare && Number.isSafeInteger(quality) && (quality as number) >= 1 && (quality as number) <= 100) {
    return { scale, quality: quality as number };
  }
  throw new TypeError(`"scale" must be up to 1 and "quality" from 1 to 100, got ${JSON.stringify(body)}`);
}

const shapeFields = ['widthPx', 'heightPx', 'dpi', 'rotation'] as const;

function shapeOf(body: unknown): DisplayShape {
  const unknown = Object.keys(body ?? {}).find((name) => !shapeFields.some((field) => field === name));
  if (unknown !== undefined) throw new TypeError(`a display has no "${unknown}"; it has ${shapeFields.join(', ')}`);
  const entries = Object.entries(body as object).map(([name, value]) => {
    if (value !== null && typeof value !== 'number') throw new TypeError(`"${name}" must be a number or null`);
    return [name, value ?? undefined];
  });
  return Object.fromEntries(entries) as DisplayShape;
}
