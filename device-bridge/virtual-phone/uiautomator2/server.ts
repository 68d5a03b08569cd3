// The REST server of UiAutomator2 (device port 6790): one session at a time, JSON envelopes, WebDriver errors. Speaks
// HTTP on any byte stream that is handed in, so it needs no port of its own.
import crypto from 'node:crypto';
import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Phone } from '../device/phone.js';
import { Elements } from './elements.js';
import { WebDriverError } from './errors.js';
import { type Json, Router, type Routes } from './router.js';
import { deviceRoutes } from './routes/device-routes.js';
import { elementRoutes } from './routes/element-routes.js';
import { gestureRoutes } from './routes/gesture-routes.js';
import { screenRoutes } from './routes/screen-routes.js';
import { scrollRoutes } from './routes/scroll-routes.js';
import { ServerSettings } from './server-settings.js';

export interface UiAutomator2Options {
  readonly phone: Phone;
  readonly version: { readonly name: string; readonly code: number };
  readonly onRequest: () => void;
  /** A request that no route knows. */
  readonly onUnknown: (request: string) => void;
  /** The session was deleted and the answer is out: the server is to end at once, as hosts look whether it has. */
  readonly onSessionDeleted: () => void;
}

interface Session {
  readonly id: string;
  readonly capabilities: Json;
}

export class UiAutomator2Server {
  readonly settings: ServerSettings = new ServerSettings();
  readonly #options: UiAutomator2Options;
  readonly #elements: Elements;
  readonly #http: http.Server;
  readonly #streams = new Set<Duplex>();
  readonly #globalRouter: Router;
  readonly #sessionRouter: Router;
  #session: Session | undefined;
  #isEnding = false;

  constructor(options: UiAutomator2Options) {
    const { phone } = options;
    this.#options = options;
    this.#elements = new Elements(phone);
    this.#globalRouter = new Router(this.#globalRoutes());
    this.#sessionRouter = new Router(
      this.#sessionRoutes(),
      elementRoutes(phone, this.#elements),
      screenRoutes(phone, this.#elements, this.settings),
      gestureRoutes(phone, this.#elements),
      scrollRoutes(phone, this.#elements),
      deviceRoutes(phone, this.settings),
    );
    this.#http = http.createServer((request, response) => void this.#serve(request, response));
    this.#http.keepAliveTimeout = 0;
    this.#http.requestTimeout = 0;
    this.#http.headersTimeout = 0;
  }

  /** Serves HTTP on this stream until either side ends it. */
  accept(stream: Duplex): void {
    this.#streams.add(stream);
    stream.on('close', () => this.#streams.delete(stream));
    this.#http.emit('connection', stream);
  }

  close(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#http.close();
  }

  #globalRoutes(): Routes {
    const { name, code } = this.#options.version;
    return {
      'GET /status': () => ({
        ready: true,
        message: 'UiAutomator2 Server is ready to accept commands',
        build: { version: name, versionCode: code },
      }),
      'GET /sessions': () => (this.#session === undefined ? [] : [this.#session]),
      'POST /session': ({ body }) => this.#createSession(body),
    };
  }

  #sessionRoutes(): Routes {
    return {
      'GET ': () => this.#session?.capabilities ?? {},
      'DELETE ': () => {
        this.#session = undefined;
        this.#isEnding = true;
        return null;
      },
    };
  }

  #createSession(body: Json): Json {
    const requested = body.capabilities;
    if (typeof requested !== 'object' || requested === null) {
      throw new WebDriverError('session not created', 500, "'capabilities' are mandatory for session creation");
    }
    this.#session = { id: crypto.randomUUID(), capabilities: requested as Json };
    this.#elements.clear();
    this.settings.reset();
    return { sessionId: this.#session.id, capabilities: this.#session.capabilities };
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    this.#options.onRequest();
    let status = 200;
    let value: unknown;
    try {
      const body = await readJson(request);
      value = (await this.#route(request.method ?? '', request.url ?? '', body)) ?? null;
    } catch (error) {
      const known = error instanceof WebDriverError ? error : unknownError(error);
      status = known.httpStatus;
      value = { error: known.code, message: known.message, stacktrace: known.stack ?? '' };
    }
    const answer = Buffer.from(JSON.stringify({ sessionId: this.#session?.id ?? 'None', value }));
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': answer.length,
      connection: 'keep-alive',
    });
    response.end(answer, () => {
      if (this.#isEnding) this.#options.onSessionDeleted();
    });
  }

  #route(method: string, url: string, body: Json): unknown {
    const path = new URL(url, 'http://phone').pathname;
    const inSession = /^\/session\/([^/]+)(.*)$/.exec(path);
    if (inSession !== null && inSession[1] !== this.#session?.id) {
      throw new WebDriverError('invalid session id', 404, `The session identified by ${inSession[1]} is not known`);
    }
    const router = inSession === null ? this.#globalRouter : this.#sessionRouter;
    const route = inSession === null ? path : (inSession[2] as string);
    const match = router.match(method, route);
    if (match.kind === 'found') {
      const { handler, params } = match;
      return handler({ body, param: (name) => params.get(name) ?? '' });
    }
    this.#options.onUnknown(`${method} ${route}`);
    if (match.kind === 'wrong method') {
      throw new WebDriverError('unknown method', 405, `${method} is not supported by ${route}`);
    }
    throw new WebDriverError('unknown command', 404, `The requested resource could not be found: ${method} ${route}`);
  }
}

async function readJson(request: http.IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new WebDriverError('invalid argument', 400, 'The request body is not JSON');
  }
}

function unknownError(error: unknown): WebDriverError {
  const known = new WebDriverError('unknown error', 500, (error as Error).message);
  if (error instanceof Error && error.stack !== undefined) known.stack = error.stack;
  return known;
}
