// What cloud-load.mjs measured, for people: one column for each number of bridges.
import { availableParallelism } from 'node:os';

/** For submitting a task and for asking for its state, at the 99th percentile. */
const goalMs = 100;

const ms = ({ count, p50, p95, p99 }) => (count === 0 ? '-' : [p50, p95, p99].map((one) => one.toFixed(0)).join(' / '));
const percent = (share) => `${(100 * share).toFixed(0)} %`;
const kb = (bytes) => (bytes / 1000).toFixed(1);

export function percentiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

export function printTable(results, pictureKb) {
  const groups = {
    'what was reached': [
      ['steps/s', ({ stepsPerSecond, bridges }) => `${tenths(stepsPerSecond)} (${percent(stepsPerSecond / bridges)})`],
      ['tasks/s', ({ tasksPerSecond }) => tasksPerSecond.toFixed(2)],
      [`pictures/s of ${pictureKb} kB kept`, ({ picturesPerSecond }) => tenths(picturesPerSecond)],
      ['requests failed', ({ failed }) => String(failed)],
    ],
    'how long the API took, p50 / p95 / p99 ms': [
      ['submit a task', ({ submitMs }) => ms(submitMs)],
      ['state of a task', ({ stateMs }) => ms(stateMs)],
    ],
    'how busy, of one core': [
      ['cloud', ({ cpu }) => percent(cpu.cloud)],
      ['  its main thread', ({ mainThread }) => percent(mainThread)],
      ['Postgres', ({ cpu }) => percent(cpu.postgres)],
      ['bridges', ({ cpu }) => percent(cpu.bridges)],
      ['who asks and measures', ({ cpu }) => percent(cpu.clients)],
      ['all other programs', ({ cpu }) => percent(cpu.others)],
    ],
    'what it costs': [
      ['memory of the cloud, MB', ({ residentBytes }) => (residentBytes / 1e6).toFixed(0)],
      ['a step: statements', ({ perStep }) => perStep.statements.toFixed(2)],
      [
        'a step: CPU ms of cloud / Postgres',
        ({ perStep }) => `${(perStep.cloudSeconds * 1000).toFixed(2)} / ${(perStep.postgresSeconds * 1000).toFixed(2)}`,
      ],
      ['a task: CPU ms of cloud + Postgres', ({ perTask }) => (perTask.cpuSeconds * 1000).toFixed(0)],
      [
        'a task: rows written / changed',
        ({ perTask }) => `${tenths(perTask.rowsWritten)} / ${tenths(perTask.rowsChanged)}`,
      ],
      ['a task: kB of log / on disk', ({ perTask }) => `${kb(perTask.logBytes)} / ${kb(perTask.diskBytes)}`],
      ['a task: kB up the link', ({ perTask }) => kb(perTask.linkBytesUp)],
    ],
  };
  const row = (name, cells) => console.log(`${name.padEnd(44)}${cells.map((cell) => cell.padStart(16)).join('')}`);
  row(
    'bridges at work, a step a second each',
    results.map(({ bridges }) => String(bridges)),
  );
  for (const [group, rows] of Object.entries(groups)) {
    console.log(`\n${group}`);
    for (const [name, read] of rows) row(`  ${name}`, results.map(read));
  }
}

export function printStatements(statements) {
  console.log('\na step  ms each  statement');
  for (const { text, calls, ms, perStep } of statements) {
    console.log(`${perStep.toFixed(3).padStart(6)}  ${(ms / calls).toFixed(3).padStart(7)}  ${text.slice(0, 150)}`);
  }
}

export function printVerdict({ bridges, stepsPerSecond, submitMs, stateMs }, { given, ended, done }) {
  const worst = Math.max(submitMs.p99, stateMs.p99);
  console.log(`\n${given} tasks given, ${ended} ended, ${done} of them done; ${availableParallelism()} cores`);
  console.log(`${tenths(stepsPerSecond)} steps/s of ${bridges} wanted`);
  console.log(
    `p99 of ${goalMs} ms for submit and state: ${worst <= goalMs ? 'met' : 'missed'} (${worst.toFixed(0)} ms)`,
  );
}

function tenths(number) {
  return number.toFixed(1);
}
