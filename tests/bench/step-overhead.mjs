// What one step of the hand costs besides the model: looking, the picture, the gate, the action, and watching its effect.
// A model server that answers at once steers one virtual phone and then two at a time; the time between its answer and
// the next question is the step's. Everything else is the product: cloud, bridge, Appium, adb.
//   npm run build && node tests/bench/step-overhead.mjs [--rounds 3]
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig, startCloud } from '@farhand/cloud';
import { startBridge } from '@farhand/device-bridge';
import { createLogger } from '@farhand/shared';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });
const rounds = Number(values.rounds);

/** A walk through a shop's first page: scroll, open what lies there, go back. */
const walk = [
  'AWAKE\tvalue:淘宝',
  ...Array.from({ length: 4 }, () => [
    'SLIDE\tpoint1:500,700\tpoint2:500,500',
    'CLICK\tpoint:250,600',
    'BACK',
    'CLICK\tpoint:750,600',
    'BACK',
  ]).flat(),
];
/** One per phone; the server tells the runs apart by them. */
const commands = ['打开淘宝', 'Open Taobao'];

const model = await startModel();
const home = mkdtempSync(join(tmpdir(), 'farhand-steps-'));
const { config } = loadConfig({}, { FARHAND_HOME: home });
const cloud = await startCloud(config);
const bridges = [];
try {
  await addPhone(1);
  await run(commands[0]);
  const alone = [];
  for (let round = 0; round < rounds; round++) alone.push(...(await run(commands[0])));
  await addPhone(2);
  await Promise.all(commands.map(run));
  const together = [];
  for (let round = 0; round < rounds; round++) together.push(...(await Promise.all(commands.map(run))).flat());
  report('one phone', alone);
  report('two phones', together);
  const slower = median(all(together)) / median(all(alone)) - 1;
  console.log(`two phones at a time are ${(slower * 100).toFixed(0)} % slower each than one alone`);
} finally {
  for (const bridge of bridges) await bridge.close();
  await cloud.close();
  model.close();
  rmSync(home, { recursive: true, force: true });
}

async function addPhone(seed) {
  const bridge = await startBridge({
    cloudUrl: cloud.bridgeUrl,
    token: cloud.token,
    virtualPhone: 'always',
    seed,
    home,
    privacy: 'captions',
    handModel: { url: model.url, model: 'walker', use: 'always' },
    log: createLogger('bridge', 'error'),
  });
  bridges.push(bridge);
  await bridge.linked;
}

/** The steps of one task, as the model server saw them. */
async function run(command) {
  model.begin(command);
  const result = await cloud.result(await cloud.submit(command));
  if (result.status !== 'done') throw new Error(`${command}: ${JSON.stringify(result.error ?? result.reports)}`);
  return model.stepsOf(command);
}

async function startModel() {
  const runs = new Map();
  const server = createServer(async (request, response) => {
    const askedMs = performance.now();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const command = commands.find((one) => body.includes(`指令为：${one}`)) ?? commands[0];
    const current = runs.get(command);
    if (current.answeredMs !== undefined && walk[current.next - 1]) {
      current.steps.push({ action: walk[current.next - 1].split('\t')[0], ms: askedMs - current.answeredMs });
    }
    const action = walk[current.next] ?? 'COMPLETE\treturn:done';
    current.next += 1;
    const content = `explain:walk\taction:${action}\tsummary:walking`;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
    current.answeredMs = performance.now();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    begin: (command) => runs.set(command, { next: 0, steps: [], answeredMs: undefined }),
    stepsOf: (command) => runs.get(command).steps,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function report(name, steps) {
  console.log(`${name}: median ${median(all(steps)).toFixed(0)} ms a step over ${steps.length} steps`);
  for (const action of new Set(steps.map((step) => step.action))) {
    const times = all(steps.filter((step) => step.action === action));
    console.log(`  ${action.padEnd(6)} ${median(times).toFixed(0)} ms (${times.length})`);
  }
}

function all(steps) {
  return steps.map(({ ms }) => ms);
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
