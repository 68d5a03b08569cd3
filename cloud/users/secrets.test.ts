// Nothing that lets anybody in may stand in a log, however much is logged.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { builtProgram } from '../process.js';
import { connectBridge } from '../testing/bridge.js';
import { openDraft } from '../testing/drafts.js';
import { serveModel } from '../testing/model-server.js';
import { standingDatabase } from '../testing/standing-database.js';

// A process of its own takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

test('no token, key or code is logged, neither of what is let in nor of what is refused', async () => {
  const home = await mkdtemp(join(tmpdir(), 'farhand-secrets-'));
  const model = await serveModel(() => JSON.stringify(openDraft('wechat')));
  const database = await standingDatabase();
  const brainKey = 'sk-the-key-of-the-brain';
  const token = 'the-token-of-the-owner';
  const child = spawn(process.execPath, [builtProgram('main.js')], {
    env: {
      ...process.env,
      FARHAND_TOKEN: token,
      FARHAND_HOME: home,
      FARHAND_DATABASE_URL: database.url,
      FARHAND_BRAIN_URL: model.url,
      FARHAND_BRAIN_KEY: brainKey,
      FARHAND_LOG: 'trace',
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const log = text(child.stderr);
  const exited = once(child, 'exit');
  try {
    const line = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line').then(([said]) => String(said)),
      exited.then(async ([code]) => Promise.reject(new Error(`the cloud ended with ${code}: ${await log}`))),
    ]);
    const { url, bridgeUrl } = JSON.parse(line) as { url: string; bridgeUrl: string };
    const post = async (path: string, body: object, authorization = `Bearer ${token}`) => {
      const headers = { authorization, 'content-type': 'application/json' };
      const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await response.json()) as Record<string, string>;
    };
    const made = await post('/v1/tokens', { user: 'ann', name: 'x', scopes: ['tasks', 'bridge'] });
    const { code = '' } = await post('/v1/pairings', { user: 'ann' });
    const refused = `fh_${'r'.repeat(43)}`;
    await post('/v1/tasks', { command: 'open WeChat' }, `Bearer ${refused}`);
    await post('/v1/pairings/redeem', { code: `${code}X`, public_key: 'x', name: 'x' });
    const bridge = await connectBridge({
      url: bridgeUrl,
      token: made.token ?? '',
      serials: [],
      work: async () => ({}),
    });
    await post('/v1/tasks', { command: 'open WeChat', timeout_seconds: 60 }, `Bearer ${made.token}`);
    await expect.poll(() => model.requests.length).toBeGreaterThan(0);
    await bridge.close();
    child.stdin.end();
    await exited;
    const said = await log;
    expect(said).toContain('a bridge is connected');
    const { password } = new URL(database.url);
    const secrets = [token, made.token ?? '?', refused, code, brainKey, password];
    for (const secret of secrets) expect(said).not.toContain(secret);
  } finally {
    child.kill('SIGKILL');
    await exited;
    await model.close();
    await database.drop();
    await rm(home, { recursive: true, force: true });
  }
});
