// Kills parts of Farhand while it carries tasks out, and counts what became of them: nothing may be lost or doubled.
//   npm run build && node tests/faults/kills.mjs [--kills 20] [--seed 1] [--target cloud,bridge,appium,adb,postgres]
import { parseArgs } from 'node:util';
import { killTrials } from '../dist/faults/kill-trials.js';
import { targets as all, MortalHouse } from '../dist/faults/mortal-house.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    target: { type: 'string', default: all.join() },
  },
});
const targets = values.target.split(',');
const unknown = targets.find((target) => !all.includes(target));
if (unknown !== undefined) throw new Error(`There is no target ${unknown}; there are ${all.join(', ')}`);

const counts = {};
const house = await MortalHouse.open(1);
try {
  for await (const { target, verdict, line, result } of killTrials(house, {
    kills: Number(values.kills),
    seed: Number(values.seed),
    targets,
  })) {
    console.error(line);
    if (verdict !== 'right') console.error(JSON.stringify(result));
    counts[target] ??= { right: 0, honest: 0, wrong: 0, lost: 0, doubled: 0 };
    counts[target][verdict] += 1;
  }
} finally {
  await house.close();
}
const total = { right: 0, honest: 0, wrong: 0, lost: 0, doubled: 0 };
for (const count of Object.values(counts)) for (const verdict of Object.keys(total)) total[verdict] += count[verdict];
console.log(JSON.stringify({ kills: Number(values.kills), seed: Number(values.seed), ...total, byTarget: counts }));
process.exitCode = total.wrong + total.lost + total.doubled > 0 ? 1 : 0;
