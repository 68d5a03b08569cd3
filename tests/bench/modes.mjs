// The same goal in both modes: once the hand beside the phone takes the steps, once the brain takes each of them itself.
// A model server that answers by rule plays the brain: it plans, and in cloud-only mode it reads the words of each screen
// and names one control. Everything else is the product: cloud, Postgres, bridge, gate, filter, Appium, adb, phone.
// Tokens are counted as bytes / 4, as no tokenizer of a real brain is at hand; they compare the modes, no more.
//   npm run build && node tests/bench/modes.mjs [--privacy open] [--json]
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
    privacy: { type: 'string', default: 'open' },
    json: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
  },
});
const modes = ['edge-cloud', 'cloud-only'];
const item = 'Mac Mini M4';
const message = { recipient: '李四', text: '会议改到三点' };
/** Each goal with the plan of the brain. */
const goals = {
  price: {
    command: `${item} on Taobao: what does it cost?`,
    subtask: { intent: 'find_price', app: 'taobao', values: { item }, depends_on: [] },
  },
  message: {
    command: `在微信上告诉${message.recipient}：${message.text}`,
    subtask: { intent: 'send_message', app: 'wechat', values: message, depends_on: [] },
  },
};

/** Offers that the brain has read so far, by title. */
const seen = new Map();

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
  // The first task pays for the start of the phone; it is not measured.
  await run('price', 'edge-cloud');
  const all = {};
  for (const goal of Object.keys(goals)) {
    all[goal] = [];
    for (const mode of modes) all[goal].push(await run(goal, mode));
  }
  if (options.json) console.log(JSON.stringify(all));
  else for (const [goal, results] of Object.entries(all)) print(goal, results);
  process.exitCode = Object.values(all)
    .flat()
    .every(({ status }) => status === 'done')
    ? 0
    : 1;
} finally {
  await bridge?.close();
  await cloud.close();
  model.close();
  rmSync(home, { recursive: true, force: true });
}

async function run(goal, mode) {
  seen.clear();
  const taskId = await cloud.submit(goals[goal].command, { mode, confirmed: true });
  for await (const event of cloud.events(taskId, AbortSignal.timeout(900_000))) {
    if (options.trace && event.type === 'step') console.error(`${mode} ${event.step} ${event.action} ${event.explain}`);
  }
  return cloud.result(taskId);
}

function print(goal, results) {
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
  console.log(`\n${goals[goal].command}\n\n${''.padEnd(26)}${modes.map((mode) => mode.padStart(14)).join('')}`);
  for (const [name, read] of rows) {
    console.log(`${name.padEnd(26)}${results.map((result) => String(read(result)).padStart(14)).join('')}`);
  }
  for (const [index, { answer, error }] of results.entries()) {
    console.log(`\n${modes[index]}: ${error?.message ?? answer.split('\n')[0]}`);
  }
}

/** Answers plans from the table, verdicts from the screen, and requests with controls by what the screen says. */
async function startModel() {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const asked = request.method === 'POST' ? JSON.parse(body.toString()) : undefined;
    const answer = asked && answerTo(asked);
    const generated = Math.ceil(Buffer.byteLength(JSON.stringify(answer ?? '')) / 4);
    const usage = { prompt_tokens: Math.ceil(body.length / 4), completion_tokens: generated };
    const choices = [{ index: 0, finish_reason: answer?.tool_calls ? 'tool_calls' : 'stop', message: answer }];
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

function answerTo({ tools, messages, response_format: format }) {
  if (tools) return nextMove(messages);
  const said = JSON.parse(messages[1].content);
  if (format?.json_schema?.name === 'verdict') {
    const reached = (said.attempts.at(-1).screen_now ?? '').includes(message.text);
    return { content: JSON.stringify({ why: 'the chat shows it, or not', reached }) };
  }
  const goal = Object.values(goals).find(({ command }) => command === said.request);
  return { content: JSON.stringify({ refused: null, subtasks: [goal.subtask], combine: 'last' }) };
}

function nextMove(messages) {
  const { app, intent } = JSON.parse(messages[1].content);
  const [done, screen = ''] = messages.at(-1).content.split('\n\nThe screen now');
  const lines = screen.split('\n').map((line) => ({ line, point: /@(\d+),(\d+)/.exec(line)?.slice(1).map(Number) }));
  const opened = done.includes('awake');
  const move = !opened
    ? { name: 'awake', app, restart: true }
    : intent === 'find_price'
      ? priceMove(done, lines)
      : messageMove(done, lines);
  if (options.trace) console.error(`${screen}\n→ ${JSON.stringify(move)}`);
  const { name, ...given } = move;
  const call = { id: 'c1', type: 'function', function: { name, arguments: JSON.stringify(given) } };
  return { content: '', tool_calls: [call] };
}

/** Searches, reads the list of results to its end and reports the cheapest offer as the list shows it. */
function priceMove(done, lines) {
  const search = lines.find(({ line }) => /\[(搜索|search)\]/i.test(line));
  const field = lines.find(({ line }) => line.includes('field "'));
  if (!done.includes('input_text')) {
    if (field) return { name: 'input_text', text: item, point: field.point, submit: true };
    return { name: 'click', point: search?.point ?? [500, 100] };
  }
  for (const offer of offersOf(lines)) seen.set(offer.title, offer);
  const isEnd = lines.some(({ line }) => line.includes('没有更多'));
  if (!isEnd && done.split('swipe').length <= 8) return { name: 'swipe', point1: [500, 800], point2: [500, 300] };
  const [cheapest] = [...seen.values()].sort((a, b) => a.price - b.price);
  if (!cheapest) return { name: 'finish', report: `No ${item} here`, not_found: true };
  return { name: 'finish', report: `${cheapest.title}: ${cheapest.price}`, offers: [cheapest] };
}

function messageMove(done, lines) {
  const at = (words) => lines.find(({ line }) => line.includes(words))?.point;
  if (done.includes('input_text')) {
    const send = at('[发送]');
    return send ? { name: 'click', point: send } : { name: 'finish', report: `Sent to ${message.recipient}` };
  }
  const field = at('field "');
  if (field) return { name: 'input_text', text: message.text, point: field };
  return { name: 'click', point: at(`[${message.recipient}`) ?? at(message.recipient) ?? [500, 300] };
}

/** New goods with every word of the item in the title, and the next price below it. */
function offersOf(lines) {
  const words = item.toLowerCase().split(' ');
  return lines.flatMap(({ line }, index) => {
    const title = line.replace(/^@\d+,\d+ /, '').replace(/^\[|\]$/g, '');
    const fits =
      words.every((word) => title.toLowerCase().includes(word)) && !/二手|官翻|适用|兼容|底座|配件|field "/.test(title);
    const priced = lines.slice(index + 1, index + 6).find((other) => /[¥￥]\s*\d/.test(other.line));
    const price = Number(/[¥￥]\s*([\d,]+(?:\.\d+)?)/.exec(priced?.line ?? '')?.[1]?.replaceAll(',', ''));
    return fits && price > 0 ? [{ title, price, currency: 'CNY' }] : [];
  });
}
