// An OpenAI-compatible server for tests: real HTTP, answers as the test says.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface ModelRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: { readonly type: string };
}

/** Either the text of the answer, or a whole HTTP answer. */
export type ModelReply = string | { readonly status: number; readonly body: unknown } | 'hang';

export interface ModelServer {
  /** Base URL, ending in /v1. */
  readonly url: string;
  readonly requests: ModelRequest[];
  close(): Promise<void>;
}

export async function serveModel(reply: (request: ModelRequest) => ModelReply): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/models'))
      return send(response, 200, { data: [{ id: 'listed-model', object: 'model' }] });
    readBody(request).then((body) => {
      const parsed = JSON.parse(body) as ModelRequest;
      requests.push(parsed);
      const answer = reply(parsed);
      if (answer === 'hang') return;
      if (typeof answer === 'string') send(response, 200, completion(answer));
      else send(response, answer.status, answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What the user said, out of a request for a plan. */
export function requestedCommand(request: ModelRequest): string {
  const user = request.messages.find(({ role }) => role === 'user');
  return (JSON.parse(user?.content ?? '{}') as { request: string }).request;
}

function completion(content: string): unknown {
  return {
    id: 'c1',
    object: 'chat.completion',
    created: 0,
    model: 'listed-model',
    choices: [
      { index: 0, finish_reason: 'stop', message: { role: 'assistant', content, reasoning_content: '{"a":1}' } },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
