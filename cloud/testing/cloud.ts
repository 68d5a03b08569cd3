// A whole cloud for a test: its own home, its own built-in Postgres, a model that answers with the test's drafts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudFlags, loadConfig } from '../config.js';
import { type CloudService, startCloud } from '../service.js';
import type { TestDraft } from './drafts.js';
import { type ModelReply, type ModelRequest, type ModelServer, requestedCommand, serveModel } from './model-server.js';

export interface TestCloud {
  readonly cloud: CloudService;
  readonly model: ModelServer;
  readonly home: string;
  close(): Promise<void>;
}

/** `plans` says what the model answers for a command; `others` what it answers when it is asked for anything but a plan. */
export async function startTestCloud(
  plans: (command: string) => TestDraft | ModelReply,
  flags: CloudFlags = {},
  others?: (request: ModelRequest, asked: string) => ModelReply | object,
): Promise<TestCloud> {
  const home = await mkdtemp(join(tmpdir(), 'farhand-cloud-'));
  const model = await serveModel((request) => {
    const asked = request.tools ? 'controls' : (request.response_format?.json_schema?.name ?? 'text');
    if (asked !== 'plan' && others) return asReply(others(request, asked));
    const answer = plans(requestedCommand(request));
    return typeof answer === 'object' && 'subtasks' in answer ? JSON.stringify(answer) : answer;
  });
  const { config } = loadConfig({ home, brainUrl: model.url, deviceWaitSeconds: 5, ...flags }, {});
  const cloud = await startCloud(config);
  return {
    cloud,
    model,
    home,
    close: async () => {
      await cloud.close();
      await model.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function asReply(answer: ModelReply | object): ModelReply {
  const isReply = typeof answer === 'string' || 'status' in answer || 'calls' in answer;
  return isReply ? (answer as ModelReply) : JSON.stringify(answer);
}

/** A request to the API with the token. */
export function ask(cloud: CloudService, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${cloud.token}`, ...(init.headers as Record<string, string>) };
  return fetch(`${cloud.url}${path}`, { ...init, headers });
}

export function post(cloud: CloudService, path: string, body: unknown): Promise<Response> {
  return ask(cloud, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
