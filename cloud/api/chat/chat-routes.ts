// The brain as a model that other programs use: OpenAI's and Anthropic's APIs, as far as a conversation needs them. Which
// model answers is this service's setting, whatever name a request gives. The first piece of an answer is awaited before
// a stream begins, so that what cannot be done is still answered with a status.
import { randomUUID } from 'node:crypto';
import { errorTable, type FarhandError, toFarhandError } from '@farhand/shared';
import type { FastifyInstance } from 'fastify';
import type { ChatDelta, ChatModel } from '../../brain/chat.js';
import { countTokens } from '../../brain/prompt-tokens.js';
import { documented } from '../documented.js';
import { toApiError } from '../errors.js';
import { leaving } from '../leaving.js';
import { type SentEvent, sendEvents } from '../sse.js';
import { completion, completionChunks } from './completion-answer.js';
import { completionRequestSchema, readCompletionRequest } from './completion-request.js';
import { message, messageEvents } from './message-answer.js';
import { countRequestSchema, messageRequestSchema, readCountRequest, readMessageRequest } from './message-request.js';

/** Conversations carry pictures. */
const largestBodyBytes = 32 * 1024 * 1024;

/** The model that converses; throws BRAIN_REFUSED where the settings name none. */
export type OpenChat = () => Promise<ChatModel>;

export function addChatRoutes(app: FastifyInstance, openChat: OpenChat, closing: AbortSignal): void {
  app.post(
    '/v1/chat/completions',
    {
      ...documented({
        summary: "A conversation with the brain, as OpenAI's API has it",
        scope: 'tasks',
        body: completionRequestSchema,
      }),
      bodyLimit: largestBodyBytes,
    },
    async (request, reply) => {
      const order = readCompletionRequest(request.body);
      const model = await openChat();
      const head = { id: `chatcmpl-${randomUUID()}`, created: unixSeconds(), model: nameOf(model) };
      const signal = leaving(reply, closing);
      if (!order.stream) return completion(head, await model.answer(order.request, signal));
      const deltas = await begun(model.stream(order.request, signal));
      await sendEvents(reply, orSaid(data(completionChunks(head, deltas, order.includeUsage)), openAiError));
      return reply;
    },
  );

  app.get('/v1/models', documented({ summary: 'The model that converses', scope: 'tasks' }), async () => {
    const model = await openChat().catch((error: unknown) => {
      if (toFarhandError(error).code === 'BRAIN_REFUSED') return undefined;
      throw error;
    });
    if (!model) return { object: 'list', data: [] };
    const item = { id: nameOf(model), object: 'model', created: 0, owned_by: model.identity.kind };
    return { object: 'list', data: [item] };
  });

  void app.register(async (own) => {
    own.setErrorHandler((error: Error, request, reply) => {
      const { farhand, status } = toApiError(error, request);
      return reply.code(status).send(anthropicError(farhand));
    });
    own.post(
      '/v1/messages',
      {
        ...documented({
          summary: "A conversation with the brain, as Anthropic's API has it",
          scope: 'tasks',
          body: messageRequestSchema,
        }),
        bodyLimit: largestBodyBytes,
      },
      async (request, reply) => {
        const order = readMessageRequest(request.body);
        const model = await openChat();
        const head = { id: `msg_${randomUUID()}`, model: nameOf(model) };
        const signal = leaving(reply, closing);
        if (!order.stream) return message(head, await model.answer(order.request, signal));
        const deltas = await begun(model.stream(order.request, signal));
        await sendEvents(reply, orSaid(messageEvents(head, deltas, order.tellsThoughts), anthropicEvent));
        return reply;
      },
    );
    own.post(
      '/v1/messages/count_tokens',
      {
        ...documented({
          summary: 'How many tokens such a conversation has, without having it',
          scope: 'tasks',
          body: countRequestSchema,
        }),
        bodyLimit: largestBodyBytes,
      },
      async (request, reply) => {
        const counted = readCountRequest(request.body);
        const model = await openChat();
        return { input_tokens: await countTokens(model, counted, leaving(reply, closing)) };
      },
    );
  });
}

/** The same deltas once there is a first one; throws what kept it from coming. */
async function begun(deltas: AsyncGenerator<ChatDelta, void, undefined>): Promise<AsyncIterable<ChatDelta>> {
  const first = await deltas.next();
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* deltas;
  })();
}

/** An error in the middle of an answer is its last event. */
async function* orSaid(
  events: AsyncIterable<SentEvent>,
  say: (error: FarhandError) => SentEvent,
): AsyncGenerator<SentEvent> {
  try {
    yield* events;
  } catch (error) {
    yield say(toFarhandError(error));
  }
}

async function* data(chunks: AsyncIterable<string>): AsyncGenerator<SentEvent> {
  for await (const chunk of chunks) yield { data: chunk };
}

function openAiError(error: FarhandError): SentEvent {
  return { data: JSON.stringify({ error: { ...error.toBody(), type: 'server_error', param: null } }) };
}

function anthropicEvent(error: FarhandError): SentEvent {
  return { event: 'error', data: JSON.stringify(anthropicError(error)) };
}

function anthropicError(error: FarhandError): object {
  const { httpStatus } = errorTable[error.code];
  const type = anthropicTypes[httpStatus] ?? (httpStatus < 500 ? 'invalid_request_error' : 'api_error');
  return { type: 'error', error: { type, ...error.toBody() } };
}

const anthropicTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
};

function unixSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** A server's first model has no name here before it was asked once. */
function nameOf({ identity }: ChatModel): string {
  return identity.model || 'farhand';
}
