// Kills the bridge over and over while it sends messages, and says what the phone has afterwards.
//   npm run build && node device-bridge/dist/testing/kill-trials-main.js [--kills 100] [--seed 1]
import { parseArgs } from 'node:util';
import { killTrials } from './kill-trials.js';
import { MortalBridge } from './mortal-bridge.js';

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
});
const bridge = await MortalBridge.open(1);
try {
  const onTrial = (line: string): void => void process.stderr.write(`${line}\n`);
  const count = await killTrials(bridge, { kills: Number(values.kills), seed: Number(values.seed), onTrial });
  process.stdout.write(`${JSON.stringify(count)}\n`);
  process.exitCode = count.lost + count.doubled > 0 ? 1 : 0;
} finally {
  await bridge.close();
}
