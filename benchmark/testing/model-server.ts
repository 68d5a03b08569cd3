// A model that a test plays: an HTTP server in the OpenAI shape that answers with what a rule makes of the request.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface AskedModel {
  readonly messages: readonly {
    readonly role: string;
    readonly content: string | readonly { readonly type: string; readonly text?: string }[];
  }[];
  readonly response_format?: { readonly json_schema?: { readonly name: string } };
}

export interface RuleModel {
  /** Base address, ending in /v1. */
  readonly url: string;
  readonly asked: readonly AskedModel[];
  close(): void;
}

export async function startRuleModel(rule: (asked: AskedModel) => string): Promise<RuleModel> {
  const asked: AskedModel[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as AskedModel;
    asked.push(body);
    response.writeHead(200, { 'content-type': 'application/json' });
    const message = { role: 'assistant', content: rule(body) };
    response.end(JSON.stringify({ choices: [{ index: 0, finish_reason: 'stop', message }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** All text of a request, whoever said it. */
export function textOf({ messages }: AskedModel): string {
  return messages
    .flatMap(({ content }) => (typeof content === 'string' ? [content] : content.map((part) => part.text ?? '')))
    .join('\n');
}

export function picturesIn({ messages }: AskedModel): number {
  return messages
    .flatMap(({ content }) => (typeof content === 'string' ? [] : content))
    .filter(({ type }) => type === 'image_url').length;
}
