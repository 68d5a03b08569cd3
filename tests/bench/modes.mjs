// The same goal in both modes: once the hand beside the phone takes the steps, once the brain takes each of them itself.
// A model server that answers by rule plays the brain: it plans, and in cloud-only mode it reads the words of each screen
// and names one control. Everything else is the product: cloud, Postgres, bridge, gate, filter, Appium, adb, phone.
// Tokens are counted as bytes / 4, as no tokenizer of a real brain is at hand; they compare the modes, no more.
//   npm run build && node tests/bench/modes.mjs [--shops taobao,jd] [--item "Mac Mini M4"] [--privacy open] [--json]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig, startCloud } from '@farhand/cloud';
import { startBridge } from '@farhand/device-bridge';
import { createLogger } from '@farhand/shared';

const { values: options } = parseArgs({
  options: {
    shops: { type: 'string', default: 'taobao' },
    item: { type: 'string', default: 'Mac Mini M4' },
    privacy: { type: 'string', default: 'open' },
    json: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  },
});
const shops = options.shops.split(',');
const modes = ['edge-cloud', 'cloud-only'];

const home = mkdtempSync(join(tmpdir(), 'farhand-modes-'));
const model = await startModel();
const prices = join(home, 'prices.json');
const price = { host: '127.0.0.1', models: ['*'], currency: 'USD', prompt: 0.1, cached: 0.02, generated: 0.3 };
writeFileSync(prices, JSON.stringify({ prices: [{ ...price, source: 'as step-3.5-flash', date: '2026-11-30' }] }));
const { config } = loadConfig({}, { FARHAND_HOME: home, FARHAND_BRAIN_URL: model.url, FARHAND_PRICES: prices });
const cloud = await startCloud(config);
let bridge;
try {
  bridge = await startBridge({
    cloudUrl: cloud.bridgeUrl,
    token: cloud.token,
    virtualPhone: 'always',
    seed: 1,
    home,
    privacy: options.privacy,
    replay: false,
    log: createLogger('bridge', 'error'),
  });
  await bridge.linked;
  const results = [];
  for (const mode of modes) results.push(await run(mode));
  if (options.json) console.log(JSON.stringify(results));
  else print(results);
  process.exitCode = results.every(({ status }) => status === 'done') ? 0 : 1;
} finally {
  await bridge?.close();
  await cloud.close();
  model.close();
  rmSync(home, { recursive: true, force: true });
}

async function run(mode) {
  const taskId = await cloud.submit(`Compare ${options.item} prices on ${shops.join(', ')}`, { mode });
  for await (const event of cloud.events(taskId, AbortSignal.timeout(900_000))) {
    if (options.trace && event.type === 'step') console.error(`${mode} ${event.step} ${event.action} ${event.explain}`);
  }
  return cloud.result(taskId);
}

function print(results) {
  const rows = [
    ['status', ({ status }) => status],
    ['brain calls', ({ usage }) => usage.brainCalls],
    ['prompt tokens', ({ usage }) => usage.promptTokens],
    ['generated tokens', ({ usage }) => usage.generatedTokens],
    ['USD', ({ usage }) => usage.cost.map(({ nanos }) => (nanos / 1e9).toFixed(6)).join()],
    ['steps', ({ reports }) => reports.reduce((sum, { steps }) => sum + steps, 0)],
    ['bytes up', ({ usage }) => usage.bytesUp],
    ['bytes down', ({ usage }) => usage.bytesDown],
    ['personal data that left', ({ usage }) => usage.personalLeft],
    ['personal data held back', ({ usage }) => usage.personalHeld],
    ['seconds', ({ seconds }) => seconds.toFixed(1)],
  ];
  console.log(`${''.padEnd(26)}${modes.map((mode) => mode.padStart(14)).join('')}`);
  for (const [name, read] of rows) {
    console.log(`${name.padEnd(26)}${results.map((result) => String(read(result)).padStart(14)).join('')}`);
  }
  for (const [index, { answer, error }] of results.entries()) {
    console.log(`\n${modes[index]}: ${error?.message ?? answer.split('\n')[0]}`);
  }
}

/** Answers plans with one subtask for each shop, and requests with controls by what the screen says. */
async function startModel() {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const asked = request.method === 'POST' ? JSON.parse(body.toString()) : undefined;
    const message = asked === undefined ? undefined : asked.tools ? nextMove(asked.messages) : { content: plan() };
    const generated = Math.ceil(Buffer.byteLength(JSON.stringify(message ?? '')) / 4);
    const usage = { prompt_tokens: Math.ceil(body.length / 4), completion_tokens: generated };
    const choices = [{ index: 0, finish_reason: message?.tool_calls ? 'tool_calls' : 'stop', message }];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(asked ? { choices, usage } : { data: [{ id: 'by-rule', object: 'model' }] }));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function plan() {
  const subtasks = shops.map((app) => {
    return { intent: 'find_price', app, values: { item: options.item }, depends_on: [] };
  });
  return JSON.stringify({ refused: null, subtasks, combine: 'compare_prices' });
}

function nextMove(messages) {
  const { app } = JSON.parse(messages[1].content);
  const [done, screen = ''] = messages.at(-1).content.split('\n\nThe screen now');
  const move = decide(app, done, screen);
  if (options.trace) console.error(`${screen}\n→ ${JSON.stringify(move)}`);
  const { name, ...given } = move;
  const call = { id: 'c1', type: 'function', function: { name, arguments: JSON.stringify(given) } };
  return { content: '', tool_calls: [call] };
}

/** Opens the app, searches, waits for prices beside the item's name and reports the first that fits. */
function decide(app, done, screen) {
  if (!done.includes('awake')) return { name: 'awake', app, restart: true };
  const lines = screen.split('\n').map((line) => ({ line, point: /@(\d+),(\d+)/.exec(line)?.slice(1).map(Number) }));
  const offer = offersOf(lines)[0];
  if (done.includes('input_text') && offer)
    return { name: 'finish', report: `${offer.title}: ${offer.price}`, offers: [offer] };
  const field = lines.find(({ line }) => line.includes('field "'));
  if (field && !done.includes('input_text')) {
    return { name: 'input_text', text: options.item, point: field.point, submit: true };
  }
  const search = lines.find(({ line }) => /\[.*(搜索|搜|search)/i.test(line));
  if (search) return { name: 'click', point: search.point };
  if (done.split('\n').length > 12) return { name: 'give_up', reason: 'no price was seen' };
  return { name: 'swipe', point1: [500, 800], point2: [500, 400] };
}

/** A title that has every word of the item, and the next price below it. */
function offersOf(lines) {
  const words = options.item.toLowerCase().split(' ');
  return lines.flatMap(({ line }, index) => {
    const title = line.replace(/^@\d+,\d+ /, '').replace(/^\[|\]$/g, '');
    if (line.includes('field "') || !words.every((word) => title.toLowerCase().includes(word))) return [];
    const priced = lines.slice(index, index + 6).find((other) => /[¥￥]\s*\d/.test(other.line));
    const price = Number(/[¥￥]\s*([\d,]+(?:\.\d+)?)/.exec(priced?.line ?? '')?.[1]?.replaceAll(',', ''));
    return Number.isFinite(price) && price > 0 ? [{ title, price, currency: 'CNY' }] : [];
  });
}
