// The whole product with a link that breaks: real cloud, bridge, Appium, adb and virtual phone, and between bridge and
// cloud a proxy that cuts or stalls the traffic of a task at bytes drawn from a seed. Two tasks take turns, one that reads
// prices and one that sends a message. Counts what was lost (no answer, or another one) and what was done twice.
//   npm run build && node tests/faults/link-cuts.mjs [--cuts 200] [--seed 1] [--stalls 5]
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { FaultProxy } from '../dist/fault-proxy.js';
import { House, reportedPrices } from '../dist/house.js';

const { values } = parseArgs({
  options: {
    cuts: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    stalls: { type: 'string', default: '5' },
  },
});
const cuts = Number(values.cuts);
const places = fc.sample(
  fc.record({ direction: fc.constantFrom('up', 'down'), share: fc.noBias(fc.integer({ min: 0, max: 999_999 })) }),
  { seed: Number(values.seed), numRuns: cuts + Number(values.stalls) },
);
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
  for (const [trial, { direction, share }] of places.entries()) {
    const job = trial % 2 === 0 ? 'price' : 'message';
    const afterBytes = Math.floor((share / 1e6) * traffic[job][direction]);
    const what = trial < cuts ? 'cut' : 'stall';
    proxy.arm({ direction, afterBytes, what });
    const text = `第${trial}条${values.seed}`;
    const { isRight, times, said } = job === 'price' ? await price(truth) : await message(text);
    count.faults++;
    count.happened += proxy.happened;
    if (!isRight || times === 0) count.lost++;
    if (times > 1) count.doubled++;
    const how = isRight && times === 1 ? 'right' : `WRONG (${times} times): ${said}`;
    console.error(`${trial + 1}: ${job}, ${what} after ${afterBytes} bytes ${direction}: ${how}`);
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
