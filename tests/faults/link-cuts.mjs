// The whole product with a link that breaks: real cloud, bridge, Appium, adb and virtual phone, and between bridge and
// cloud a proxy that cuts or stalls the traffic of a task at bytes drawn from a seed. Two tasks take turns, one that reads
// prices and one that sends a message. Counts what was lost (no answer, or another one) and what was done twice.
//   npm run build && node tests/faults/link-cuts.mjs [--cuts 200] [--seed 1] [--stalls 5]
import { parseArgs } from 'node:util';
import { FaultProxy } from '../dist/fault-proxy.js';
import { House, reportedPrices } from '../dist/house.js';

const { values } = parseArgs({
  options: {
    cuts: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    stalls: { type: 'string', default: '5' },
  },
});
const random = randomOf(Number(values.seed));
const priceCommand = '辛拉面在淘宝多少钱';
const shops = ['taobao'];

let proxy;
const house = await House.open(1, {}, async (cloudUrl) => {
  const url = new URL(cloudUrl);
  proxy = await FaultProxy.open(Number(url.port));
  url.port = String(proxy.port);
  return url.href;
});
const count = { faults: 0, happened: 0, lost: 0, doubled: 0 };
try {
  const truth = await house.truth('辛拉面', shops);
  const traffic = await measure();
  console.error(`bytes of a price up ${traffic.price.up} down ${traffic.price.down}`);
  console.error(`bytes of a message up ${traffic.message.up} down ${traffic.message.down}`);
  const cuts = Number(values.cuts);
  const trials = cuts + Number(values.stalls);
  for (let trial = 1; trial <= trials; trial++) {
    const job = trial % 2 === 0 ? 'message' : 'price';
    const direction = random() < 0.5 ? 'up' : 'down';
    const afterBytes = Math.floor(random() * traffic[job][direction]);
    const what = trial > cuts ? 'stall' : 'cut';
    proxy.arm({ direction, afterBytes, what });
    const text = `第${trial}条${values.seed}`;
    const { isRight, times, said } = job === 'price' ? await price(truth) : await message(text);
    count.faults++;
    count.happened += proxy.happened;
    if (!isRight || times === 0) count.lost++;
    if (times > 1) count.doubled++;
    const how = isRight && times === 1 ? 'right' : `WRONG (${times} times): ${said}`;
    console.error(`${trial}: ${job}, ${what} after ${afterBytes} bytes ${direction}: ${how}`);
  }
  console.log(JSON.stringify(count));
  process.exitCode = count.lost + count.doubled > 0 ? 1 : 0;
} finally {
  await house.close();
  await proxy.close();
}

async function measure() {
  const passed = {};
  for (const [job, run] of [
    ['price', price],
    ['message', () => message('试一试')],
  ]) {
    proxy.arm();
    const { isRight, said } = await run(await house.truth('辛拉面', shops));
    if (!isRight) throw new Error(`The ${job} does not succeed even without a fault: ${said}`);
    passed[job] = { ...proxy.passed };
  }
  return passed;
}

async function price(truth) {
  const result = await house.ask(priceCommand);
  const isRight = result.status === 'done' && reportedPrices(result).taobao === truth.taobao;
  return { isRight, times: 1, said: result.answer };
}

async function message(text) {
  const result = await house.ask(`给微信上的李四发消息：${text}`, { confirmed: true });
  const messages = Object.values(await house.chats()).flatMap((chat) => chat.messages);
  const times = messages.filter((sent) => sent.from === 'me' && sent.text === text).length;
  return { isRight: result.status === 'done', times, said: result.answer };
}

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
