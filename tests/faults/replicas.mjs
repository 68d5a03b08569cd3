// Three clouds on one Postgres with two phones: tasks given to the wrong one, while clouds are killed and frozen.
//   npm run build && node tests/faults/replicas.mjs [--rounds 3]
import { parseArgs } from 'node:util';
import { ReplicaHouse } from '../dist/faults/replica-house.js';
import { replicaTrials, troubles } from '../dist/faults/replica-trials.js';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });

const counts = Object.fromEntries(
  troubles.map((trouble) => [trouble, { right: 0, honest: 0, lost: 0, doubled: 0, seconds: [] }]),
);
const house = await ReplicaHouse.open();
try {
  for await (const { trouble, result, arrived, elsewhere, seconds } of replicaTrials(house, Number(values.rounds))) {
    const isDone = result?.status === 'done';
    const isDoubled = arrived + elsewhere > 1 || elsewhere > 0;
    const verdict = isDoubled ? 'doubled' : isDone && arrived === 1 ? 'right' : isDone || !result ? 'lost' : 'honest';
    counts[trouble][verdict] += 1;
    counts[trouble].seconds.push(Number(seconds.toFixed(1)));
    console.error(
      `${trouble}: ${verdict} after ${seconds.toFixed(1)} s (${result?.status} ${result?.error?.message ?? ''})`,
    );
    if (verdict !== 'right') console.error(JSON.stringify(result));
  }
} finally {
  await house.close();
}
console.log(JSON.stringify(counts));
const all = Object.values(counts);
process.exitCode = all.some(({ lost, doubled }) => lost + doubled > 0) ? 1 : 0;
