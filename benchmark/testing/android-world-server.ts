// A server that speaks AndroidWorld's protocol for tests: one task whose check wants a sequence of actions, a screen that
// is a small raw picture, and parameters checked as the real one's framework checks them.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface TestWorld {
  readonly url: string;
  /** Requests in order, as "POST /reset?go_home=true". */
  readonly requests: readonly string[];
  /** Bodies of /execute_action, in order. */
  readonly actions: readonly Record<string, unknown>[];
  close(): void;
}

export interface TestWorldOptions {
  readonly score?: number;
  /** Paths that fail with this status. */
  readonly failing?: Readonly<Record<string, number>>;
  readonly pixels?: unknown;
}

export const testScreen = { widthPx: 4, heightPx: 8 } as const;
const red = [255, 0, 0];
const picture = Array.from({ length: testScreen.heightPx }, () =>
  Array.from({ length: testScreen.widthPx }, () => red),
);
const parameters: Readonly<Record<string, readonly string[]>> = {
  'POST /reset': ['go_home'],
  'GET /screenshot': ['wait_to_stabilize'],
  'POST /execute_action': [],
  'GET /suite/task_list': ['max_index'],
  'GET /suite/task_length': ['task_type'],
  'GET /suite/reinitialize': ['n_task_combinations', 'seed', 'task_family'],
  'POST /task/initialize': ['task_type', 'task_idx'],
  'POST /task/tear_down': ['task_type', 'task_idx'],
  'GET /task/score': ['task_type', 'task_idx'],
  'GET /task/goal': ['task_type', 'task_idx'],
  'GET /task/template': ['task_type', 'task_idx'],
  'POST /close': [],
  'GET /health': [],
};

export async function startTestWorld({
  score = 1,
  failing = {},
  pixels = picture,
}: TestWorldOptions = {}): Promise<TestWorld> {
  const requests: string[] = [];
  const actions: Record<string, unknown>[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    '/screenshot': { pixels },
    '/suite/task_list': { task_list: ['AddNote', 'TurnOff'] },
    '/suite/task_length': { length: 2 },
    '/task/score': { score },
    '/task/goal': { goal: 'Write "milk" into a note.' },
    '/task/template': { template: 'Write "{text}" into a note.' },
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://test');
    const body = await text(request);
    requests.push(`${request.method} ${url.pathname}${url.search}`);
    const reply = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const wanted = parameters[`${request.method} ${url.pathname}`];
    if (!wanted) return reply(404, { detail: 'Not Found' });
    if (wanted.some((name) => !url.searchParams.has(name))) return reply(422, { detail: 'field required' });
    const status = failing[url.pathname];
    if (status !== undefined) return reply(status, { detail: 'Internal Server Error' });
    if (url.pathname === '/execute_action') actions.push(JSON.parse(body) as Record<string, unknown>);
    reply(200, answers[url.pathname] ?? { status: 'success', message: 'ok' });
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    actions,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
