// An OpenAI-compatible server for tests: real HTTP, answers as the test says.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface ModelRequest {
  readonly model: string;
  /** Content in parts, where pictures go with it, is told by `picturesIn`. */
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: { readonly type: string; readonly json_schema?: { readonly name: string } };
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
  readonly stream?: boolean;
}

/** The text of the answer, the tools that it calls, or a whole HTTP answer. */
export type ModelReply =
  | string
  | { readonly calls: readonly { readonly name: string; readonly arguments: string }[] }
  | { readonly status: number; readonly body: unknown }
  /** Begins to say this where it is streamed, and never ends. */
  | { readonly begins: string }
  | 'hang';

export interface ModelServer {
  /** Base URL, ending in /v1. */
  readonly url: string;
  readonly requests: ModelRequest[];
  /** How many requests were given up by their client before their answer was whole. */
  readonly left: () => number;
  close(): Promise<void>;
}

export async function serveModel(
  reply: (request: ModelRequest) => ModelReply | Promise<ModelReply>,
): Promise<ModelServer> {
  const requests: ModelRequest[] = [];
  let left = 0;
  const server = createServer((request, response) => {
    response.once('close', () => {
      if (!response.writableFinished) left += 1;
    });
    if (request.url?.endsWith('/models'))
      return send(response, 200, { data: [{ id: 'listed-model', object: 'model' }] });
    readBody(request).then(async (body) => {
      const parsed = JSON.parse(body) as ModelRequest;
      requests.push(parsed);
      const answer = await reply(parsed);
      if (answer === 'hang') return;
      if (typeof answer === 'object' && 'begins' in answer) return stream(response, { content: answer.begins }, false);
      if (typeof answer === 'object' && 'status' in answer) send(response, answer.status, answer.body);
      else if (parsed.stream) stream(response, messageOf(answer));
      else send(response, 200, completion(messageOf(answer)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    left: () => left,
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

/** The pictures that a request shows, newest last. */
export function picturesIn({ messages }: ModelRequest): Buffer[] {
  const parts = messages.flatMap(({ content }) => (Array.isArray(content) ? (content as unknown[]) : []));
  return parts.flatMap((part) => {
    const url = (part as { image_url?: { url?: string } }).image_url?.url;
    return url === undefined ? [] : [Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')];
  });
}

interface Message {
  readonly content: string;
  readonly tool_calls?: readonly { id: string; type: 'function'; function: { name: string; arguments: string } }[];
}

const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };
const head = { id: 'c1', created: 0, model: 'listed-model' };

function messageOf(reply: Exclude<ModelReply, { status: number } | { begins: string }>): Message {
  if (typeof reply === 'string') return { content: reply };
  const calls = reply.calls.map((called, index) => ({
    id: `t${index + 1}`,
    type: 'function' as const,
    function: called,
  }));
  return { content: '', tool_calls: calls };
}

function reasonOf({ tool_calls: calls }: Message): string {
  return calls ? 'tool_calls' : 'stop';
}

function completion(message: Message): unknown {
  const whole = { role: 'assistant', ...message, reasoning_content: '{"a":1}' };
  const choices = [{ index: 0, finish_reason: reasonOf(message), message: whole }];
  return { ...head, object: 'chat.completion', choices, usage };
}

/** In pieces of three characters, as a server would that has just read them. */
function stream(response: ServerResponse, message: Message, isWhole = true): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const tell = (body: object) => {
    response.write(`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...body })}\n\n`);
  };
  const delta = (piece: object, reason: string | null = null) => {
    tell({ choices: [{ index: 0, delta: piece, finish_reason: reason }] });
  };
  delta({ role: 'assistant', reasoning_content: '{"a":1}' });
  for (const piece of message.content.match(/.{1,3}/gsu) ?? []) delta({ content: piece });
  for (const [index, { id, function: called }] of (message.tool_calls ?? []).entries()) {
    delta({ tool_calls: [{ index, id, type: 'function', function: { name: called.name, arguments: '' } }] });
    for (const piece of called.arguments.match(/.{1,3}/gsu) ?? []) {
      delta({ tool_calls: [{ index, function: { arguments: piece } }] });
    }
  }
  if (!isWhole) return;
  delta({}, reasonOf(message));
  tell({ choices: [], usage });
  response.end('data: [DONE]\n\n');
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
