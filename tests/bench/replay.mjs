// What going a known way again saves: a message is sent once with a model that takes a second for each decision, then again
// from the recording, to the same person and to another. Everything else is the product: cloud, bridge, Appium, adb.
//   npm run build && node tests/bench/replay.mjs [--think 1000] [--rounds 3]
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadConfig, startCloud } from '@farhand/cloud';
import { startBridge } from '@farhand/device-bridge';
import { createLogger } from '@farhand/shared';

const { values } = parseArgs({
  options: { think: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '3' } },
});
const thinkMs = Number(values.think);

/** What a model that knows WeChat does on a fresh virtual phone. */
const sending = [
  'AWAKE\tvalue:微信',
  'CLICK\tpoint:810,57',
  'TYPE\tvalue:张三\tpoint:476,59',
  'CLICK\tpoint:500,165',
  'TYPE\tvalue:会议改到三点\tpoint:447,941',
  'CLICK\tpoint:909,666',
  'COMPLETE\treturn:已发送',
];
const known = '给微信上的张三发消息：会议改到三点';
const others = ['给微信上的李四发消息：晚点到', '给微信上的王五发消息：我在路上'];

const model = await startModel();
const home = mkdtempSync(join(tmpdir(), 'farhand-replay-'));
const { config } = loadConfig({}, { FARHAND_HOME: home });
const cloud = await startCloud(config);
let bridge;
try {
  bridge = await startBridge({
    cloudUrl: cloud.bridgeUrl,
    token: cloud.token,
    virtualPhone: 'always',
    seed: 1,
    home,
    privacy: 'captions',
    handModel: { url: model.url, model: 'sender', use: 'always' },
    log: createLogger('bridge', 'error'),
  });
  await bridge.linked;
  await run('打开微信', ['AWAKE\tvalue:微信', 'COMPLETE\treturn:已打开']);
  const first = await run(known, sending);
  const again = [];
  for (let round = 0; round < Number(values.rounds); round++) again.push(await run(known, []));
  const other = [];
  for (const command of others) other.push(await run(command, []));
  report('with the model', [first]);
  report('replayed', again);
  report('replayed for others', other);
  const ratio = (runs) => (first.seconds / median(runs.map(({ seconds }) => seconds))).toFixed(1);
  console.log(`${ratio(again)} times as fast as with the model; for others ${ratio(other)} times`);
} finally {
  await bridge?.close();
  await cloud.close();
  model.close();
  rmSync(home, { recursive: true, force: true });
}

async function run(command, script) {
  model.begin(script);
  const startMs = performance.now();
  const result = await cloud.result(await cloud.submit(command, { confirmed: true }));
  const seconds = (performance.now() - startMs) / 1000;
  if (result.status !== 'done') throw new Error(`${command}: ${JSON.stringify([result.error, result.reports])}`);
  const [{ steps, replayed = 0, seconds: onPhone }] = result.reports;
  return { seconds, onPhone, steps, replayed, calls: model.calls() };
}

function report(name, runs) {
  for (const { seconds, onPhone, steps, replayed, calls } of runs) {
    console.log(
      `${name}: ${seconds.toFixed(2)} s (hand ${onPhone.toFixed(2)} s), ${steps} steps, ${replayed} replayed, ${calls} model calls`,
    );
  }
}

async function startModel() {
  let script = [];
  let calls = 0;
  const server = createServer(async (request, response) => {
    request.resume();
    const action = script[calls] ?? 'ABORT\tvalue:the script has ended';
    calls += 1;
    await delay(thinkMs);
    const content = `explain:go on\taction:${action}\tsummary:going on`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    begin: (wanted) => {
      script = wanted;
      calls = 0;
    },
    calls: () => calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
