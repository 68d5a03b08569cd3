// How long the main job takes once everything runs: price comparison over three apps on one virtual phone, medians.
//   npm run build && node tests/bench/main-job.mjs [--runs 5]
import { parseArgs } from 'node:util';
import { House } from '../dist/house.js';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
const commands = [
  'Compare Mac Mini M4 prices across Taobao, JD.com and Pinduoduo',
  '比较一下辛拉面在淘宝、京东和拼多多的价格',
  'Compare Mate 70 Pro prices across Taobao, JD.com and Pinduoduo',
];

const house = await House.open(1);
try {
  const signal = new AbortController().signal;
  await house.ask('open WeChat');
  for (const command of commands) {
    const total = [];
    const brain = [];
    const steps = [];
    const perStepMs = [];
    for (let run = 1; run <= runs; run++) {
      await house.reset(run);
      const startedMs = performance.now();
      let brainSeconds = 0;
      for await (const event of house.cloud.events(await house.cloud.submit(command), signal)) {
        if (event.type === 'planned') brainSeconds = event.seconds;
        if (event.type !== 'finished') continue;
        const { reports } = event.result;
        const count = reports.reduce((sum, report) => sum + report.steps, 0);
        steps.push(count);
        perStepMs.push((reports.reduce((sum, report) => sum + report.seconds, 0) * 1000) / count);
      }
      total.push((performance.now() - startedMs) / 1000);
      brain.push(brainSeconds);
    }
    console.log(
      `${median(total).toFixed(1)} s in all, brain ${median(brain).toFixed(3)} s, ${median(steps)} steps, ` +
        `${median(perStepMs).toFixed(0)} ms a step (medians of ${runs}): ${command}`,
    );
  }
} finally {
  await house.close();
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
