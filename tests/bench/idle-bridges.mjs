// What an idle bridge costs the cloud: a whole cloud in this process, bridges of another process dial into it, show one
// phone each and then do nothing but answer pings. Prints heap and resident memory for each bridge, over what the cloud
// needs by itself; both processes need a descriptor a bridge (ulimit -n).
//   npm run build && node tests/bench/idle-bridges.mjs [--bridges 10000] [--idle-seconds 60]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadConfig, startCloud } from '@farhand/cloud';

const { values } = parseArgs({
  options: {
    bridges: { type: 'string', default: '10000' },
    'idle-seconds': { type: 'string', default: '60' },
  },
});
const bridges = Number(values.bridges);
const limit = Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);
if (limit < bridges + 500) throw new Error(`${bridges} bridges need as many descriptors; ulimit -n is ${limit}`);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.env.FARHAND_LOG ??= 'error';

const home = mkdtempSync(join(tmpdir(), 'farhand-idle-'));
const cloud = await startCloud(loadConfig({}, { FARHAND_HOME: home }).config);
const dialler = fork(fileURLToPath(new URL('idle-bridges-dialler.mjs', import.meta.url)), {
  env: { ...process.env, BRIDGE_URL: cloud.bridgeUrl, BRIDGE_TOKEN: cloud.token },
});
try {
  // What the first bridges bring with them, such as code that is loaded once, is not theirs.
  await cloud.plan('打开微信');
  await link(100);
  const before = await settled();
  const startedMs = performance.now();
  await link(bridges);
  const seconds = (performance.now() - startedMs) / 1000;
  const linked = await settled();
  const cpuBefore = process.cpuUsage();
  const idleSeconds = Number(values['idle-seconds']);
  await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1000));
  const cpu = process.cpuUsage(cpuBefore);
  const idle = await settled();
  const phones = (await cloud.devices()).length;
  console.log(`${bridges} bridges linked in ${seconds.toFixed(1)} s, ${phones - 100} phones known`);
  report('when linked', before, linked);
  report(`after ${idleSeconds} s`, before, idle);
  const busy = (cpu.user + cpu.system) / 1e6 / idleSeconds;
  console.log(`the cloud's process used ${(100 * busy).toFixed(1)} % of a core meanwhile`);
} finally {
  dialler.kill();
  await cloud.close();
  rmSync(home, { recursive: true, force: true });
}

async function link(count) {
  dialler.send({ count });
  await once(dialler, 'message');
}

/** Heap (with what lies outside of it) and resident memory, when nothing more is given back. */
async function settled() {
  for (let round = 0; round < 4; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, rss };
}

function report(when, from, to) {
  const perBridge = (what) => ((to[what] - from[what]) / bridges / 1000).toFixed(2);
  console.log(`${when}: ${perBridge('heap')} kB heap, ${perBridge('rss')} kB resident per bridge`);
}
