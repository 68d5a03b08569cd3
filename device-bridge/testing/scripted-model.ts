// A hand's model that a test plays: an HTTP server in the OpenAI shape that thinks for as long as it is told and answers in
// Step-GUI's grammar with what the test decides. Counts what it was asked.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ScriptedModel {
  /** To give as the endpoint. */
  readonly url: string;
  /** Decisions that were asked for since the last `play`. */
  readonly calls: number;
  /** What it was asked since then: the text parts of the messages. */
  readonly asked: string;
  /** From now on it answers so; `decide` gives the action's part of a reply, e.g. `CLICK\tpoint:500,500`. */
  play(decide: () => string): void;
  /** From now on it answers with these words and nothing else. */
  say(words: string): void;
  close(): void;
}

export async function startScriptedModel(): Promise<ScriptedModel> {
  let decide = (): string => 'ABORT\tvalue:no script';
  let words: string | undefined;
  let calls = 0;
  let asked = '';
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as { messages: { content: { text?: string }[] | string }[] };
    calls += 1;
    asked += body.messages
      .flatMap(({ content }) => (typeof content === 'string' ? [content] : content.map((part) => part.text ?? '')))
      .join('\n');
    const content = words ?? `<THINK>look</THINK>\nexplain:go on\taction:${decide()}\tsummary:going on`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get calls() {
      return calls;
    },
    get asked() {
      return asked;
    },
    say: (wanted) => {
      words = wanted;
      calls = 0;
      asked = '';
    },
    play: (wanted) => {
      decide = wanted;
      words = undefined;
      calls = 0;
      asked = '';
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
