// Work of agents from the command line, in processes of their own, on the books of one cloud.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtProgram } from '../process.js';
import { BrainCalls } from '../store/brain-calls.js';
import { type OpenDatabase, openDatabase } from '../store/database.js';
import { type ModelServer, serveModel } from '../testing/model-server.js';
import { type StandingDatabase, standingDatabase } from '../testing/standing-database.js';

let home: string;
let model: ModelServer;
let standing: StandingDatabase;
let database: OpenDatabase;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'farhand-agents-'));
  model = await serveModel(() => 'forty-two');
  standing = await standingDatabase();
  database = await openDatabase({ home, databaseUrl: standing.url }, 'books', new AbortController().signal);
});
afterAll(async () => {
  await database?.close();
  await standing?.drop();
  await model?.close();
  await rm(home, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ exitCode: number | null; answer: Record<string, unknown> }> {
  const script = 'const { main } = await import(process.argv[1]); await main(process.argv.slice(2));';
  const file = new URL(`file://${builtProgram('cli/main.js')}`).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, file, ...args, '--json'], {
    env: {
      ...process.env,
      FARHAND_HOME: home,
      FARHAND_DATABASE_URL: standing.url,
      FARHAND_BRAIN_URL: model.url,
      FARHAND_BUDGET_DAY: '300 tokens',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const said = await text(child.stdout);
  return { exitCode: await ended, answer: JSON.parse(said) };
}

test('thinking and research count into the day’s budget and are stopped by it', async () => {
  const first = await run('think', 'What is 6 times 7?', '--ways', '2');
  expect(first).toMatchObject({ exitCode: 0, answer: { answer: 'forty-two', usage: { steps: 3 } } });
  expect(await new BrainCalls(database.db).spentToday()).toMatchObject({ calls: 3, promptTokens: 300 });
  const asked = model.requests.length;
  const refused = await run('research', 'And 6 times 8?');
  expect(refused).toMatchObject({ exitCode: 5, answer: { error: { code: 'BUDGET_EXCEEDED' } } });
  expect(refused.answer.error).toMatchObject({ message: expect.stringContaining('360 of 300 tokens are used') });
  expect(model.requests).toHaveLength(asked);
}, 60_000);
