// A whole cloud for a test: its own home, its own database, a model that answers with the test's drafts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type CloudFlags, loadConfig } from '../config.js';
import { type CloudService, startCloud } from '../service.js';
import { openDatabase } from '../store/database.js';
import type { TestDraft } from './drafts.js';
import { type ModelReply, type ModelRequest, type ModelServer, requestedCommand, serveModel } from './model-server.js';
import { standingDatabase } from './standing-database.js';

export interface TestCloud {
  readonly cloud: CloudService;
  readonly model: ModelServer;
  readonly home: string;
  readonly databaseUrl: string;
  /** Another cloud on the same home and database, once the first is closed; the test closes it. */
  startAgain(flags?: CloudFlags): Promise<CloudService>;
  /** All rows of all tables, those of libraries among them, as JSON. */
  dump(): Promise<string>;
  close(): Promise<void>;
}

/** `plans` says what the model answers for a command; `others` what it answers when it is asked for anything but a plan. */
export async function startTestCloud(
  plans: (command: string) => TestDraft | ModelReply,
  flags: CloudFlags = {},
  others?: (request: ModelRequest, asked: string) => ModelReply | object,
): Promise<TestCloud> {
  const home = await mkdtemp(join(tmpdir(), 'farhand-cloud-'));
  const database = await standingDatabase();
  const model = await serveModel((request) => {
    const asked = request.tools ? 'controls' : (request.response_format?.json_schema?.name ?? 'text');
    if (asked !== 'plan' && others) return asReply(others(request, asked));
    const answer = plans(requestedCommand(request));
    return typeof answer === 'object' && 'subtasks' in answer ? JSON.stringify(answer) : answer;
  });
  const own = { home, databaseUrl: database.url, brainUrl: model.url, deviceWaitSeconds: 5, linkParkSeconds: 1 };
  const start = (others: CloudFlags) => startCloud(loadConfig({ ...own, ...others }, {}).config);
  const cloud = await start(flags);
  return {
    cloud,
    model,
    home,
    databaseUrl: database.url,
    startAgain: (others = {}) => start(others),
    dump: () => dump(own),
    close: async () => {
      await cloud.close();
      await model.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function dump(settings: { home: string; databaseUrl: string }): Promise<string> {
  const { db, close } = await openDatabase(settings, 'dump', new AbortController().signal);
  try {
    const { rows } = await sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(db);
    const tables = rows.map(
      ({ name }) => sql`select ${name} as from_table, to_jsonb(t) as row from ${sql.raw(name)} t`,
    );
    return JSON.stringify((await Promise.all(tables.map((table) => table.execute(db)))).map((result) => result.rows));
  } finally {
    await close();
  }
}

function asReply(answer: ModelReply | object): ModelReply {
  const isReply = typeof answer === 'string' || 'status' in answer || 'calls' in answer || 'begins' in answer;
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
