// A cloud at work: it runs in a process of its own with its built-in Postgres and embedded brain; bridges of another
// process carry out tasks and show a picture at each step; this process gives the tasks over the HTTP API, asks for states of tasks at a
// steady rate, and prints what was reached, how long answers took, and what it all cost, for rising numbers of bridges.
// All of them share the machine's cores, so the figures are those of a machine that is its own load.
import { fork, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cloudMain } from '@farhand/cloud';
import {
  Books,
  countStatements,
  residentBytes,
  secondsOf,
  secondsOfFamily,
  secondsOfMachine,
  secondsOfMainThread,
} from './cloud-load/costs.mjs';
import { ask } from './cloud-load/http.mjs';
import { percentiles, printStatements, printTable, printVerdict } from './cloud-load/table.mjs';

const help = `npm run bench:cloud -- [options]
  --bridges LIST       numbers of working bridges, rising (default 25,50,100,200)
  --seconds N          how long each is measured, after all its bridges work (default 20)
  --steps N            of a task, one a second (default 10)
  --picture-kb N       of the picture that the cloud takes at a step; 0 for none (default 100)
  --states N           requests for the state of a task, a second (default 20)
  --profile DIR        writes a CPU profile of the cloud there
  --statements N       tells the N statements that were made most often at the last number of bridges (default 0)
  --json               one JSON object on stdout`;

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({
  options: {
    bridges: text('25,50,100,200'),
    seconds: text('20'),
    steps: text('10'),
    'picture-kb': text('100'),
    states: text('20'),
    profile: { type: 'string' },
    statements: text('0'),
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (flags.help) {
  console.log(help);
  process.exit();
}
const levels = flags.bridges.split(',').map(Number);
const [seconds, steps, pictureKb, statesPerSecond, told] = [
  'seconds',
  'steps',
  'picture-kb',
  'states',
  'statements',
].map((name) => Number(flags[name]));
const isRising = levels.every((count, index) => count > (levels[index - 1] ?? 0));
if (!isRising || !(seconds > 0 && steps > 0 && pictureKb >= 0 && statesPerSecond > 0)) {
  console.error(help);
  process.exit(2);
}

/** Whose processor time is told apart. */
const processes = ['cloud', 'postgres', 'bridges', 'clients'];
const command = 'How much is the Mac Mini M4 on Taobao?';
/** Each user has a token, and what one token may ask in a minute is limited. */
const bridgesOfAUser = 10;
const adminToken = 'a-token-of-the-load-benchmark';
/** For the last tasks to end once no more are given. */
const endLimitMs = (steps + 30) * 1000;

const home = mkdtempSync(join(tmpdir(), 'farhand-load-'));
let cloud = await startCloud();
// A server counts its statements from its start on or not at all.
await endCloud();
countStatements(home);
cloud = await startCloud();
const bridges = fork(fileURLToPath(new URL('cloud-load/bridges.mjs', import.meta.url)), {
  env: {
    ...process.env,
    BRIDGE_URL: cloud.bridgeUrl,
    STEPS: String(steps),
    PICTURE_BYTES: String(pictureKb * 1000),
  },
});
const bridgesEnded = new AbortController();
bridges.once('exit', () => bridgesEnded.abort());
const books = await Books.open(home);
/** Bridge -> the token of its user and its newest task. */
const working = new Map();
let measured = freshMeasures();
let given = 0;
let isGiving = true;
bridges.on('message', ({ ended }) => {
  if (ended !== undefined && isGiving) void giveTask(ended);
});
try {
  await mustPlan();
  const userCount = Math.ceil(levels.at(-1) / bridgesOfAUser);
  const tokens = await Promise.all(Array.from({ length: userCount }, (_, index) => makeToken(`load-${index}`)));
  void askForStates();
  const results = [];
  for (const count of levels) {
    const added = Array.from({ length: count - working.size }, (_, index) => working.size + index);
    await begin(added.map((index) => ({ id: `load-${index}`, token: tokens[index % userCount] })));
    results.push(await measure(count));
    if (!flags.json) console.error(`${count} bridges: ${results.at(-1).stepsPerSecond.toFixed(1)} steps/s`);
  }
  isGiving = false;
  const end = await whenAllEnded();
  if (flags.json) console.log(JSON.stringify({ levels: results, ...end }));
  else {
    printTable(results, pictureKb);
    if (told > 0) printStatements(results.at(-1).statements.slice(0, told));
    printVerdict(results.at(-1), end);
  }
  if (end.done !== end.given || results.some(({ failed }) => failed > 0)) process.exitCode = 1;
} finally {
  isGiving = false;
  bridges.kill();
  await books.close();
  await endCloud();
  rmSync(home, { recursive: true, force: true });
}

async function startCloud() {
  const profile = flags.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(flags.profile)}`];
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('FARHAND_'));
  const env = { ...Object.fromEntries(own), FARHAND_HOME: home, FARHAND_TOKEN: adminToken, FARHAND_LOG: 'error' };
  const started = spawn(process.execPath, [...profile, cloudMain], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await once(createInterface({ input: started.stdout }), 'line');
  const { url, bridgeUrl, error } = JSON.parse(line);
  if (error) throw new Error(error.message);
  return { process: started, url, bridgeUrl };
}

async function endCloud() {
  if (cloud.process.exitCode !== null || cloud.process.signalCode !== null) return;
  const ended = once(cloud.process, 'exit');
  cloud.process.stdin.end();
  await ended;
}

/** What the bridges answer fits a plan of one price. */
async function mustPlan() {
  const { body } = await ask(`${cloud.url}/v1/plan`, adminToken, { command });
  const { plan } = JSON.parse(body);
  const intents = plan?.subtasks.map(({ intent }) => intent).join();
  if (intents !== 'find_price') throw new Error(`"${command}" was not planned as one price: ${body}`);
}

async function makeToken(user) {
  const wanted = { user, name: 'load', scopes: ['tasks', 'devices', 'bridge'] };
  return JSON.parse((await ask(`${cloud.url}/v1/tokens`, adminToken, wanted)).body).token;
}

/** Links bridges up and gives them their first tasks, spread over as long as a task takes, as users would. */
async function begin(added) {
  bridges.send({ link: added });
  await said('linked');
  for (const { id, token } of added) {
    working.set(id, { token, taskId: undefined });
    void giveTask(id);
    await delay((steps * 1000) / added.length);
  }
}

async function giveTask(id) {
  const bridge = working.get(id);
  const body = { command, device: `${id}-works` };
  const answer = await ask(`${cloud.url}/v1/tasks`, bridge.token, body).catch(() => undefined);
  if (answer?.status === 202) {
    given += 1;
    measured.submitMs.push(answer.ms);
    bridge.taskId = JSON.parse(answer.body).taskId;
    return;
  }
  measured.failed += 1;
  await delay(1000);
  if (isGiving) await giveTask(id);
}

/** Of one task after the other, on time however long answers take; late ones count from when they were due. */
async function askForStates() {
  for (let dueMs = performance.now(); isGiving; dueMs += 1000 / statesPerSecond) {
    await delay(Math.max(0, dueMs - performance.now()));
    const known = [...working.values()].filter(({ taskId }) => taskId !== undefined);
    const chosen = known[Math.floor(Math.random() * known.length)];
    if (!chosen) continue;
    const lateMs = performance.now() - dueMs;
    ask(`${cloud.url}/v1/tasks/${chosen.taskId}`, chosen.token).then(
      ({ status, ms }) => {
        if (status === 200) measured.stateMs.push(lateMs + ms);
        else measured.failed += 1;
      },
      () => {
        measured.failed += 1;
      },
    );
  }
}

function freshMeasures() {
  return { submitMs: [], stateMs: [], failed: 0 };
}

async function measure(count) {
  await books.forgetStatements();
  const before = await readings();
  measured = freshMeasures();
  await delay(seconds * 1000);
  const { submitMs, stateMs, failed } = measured;
  const after = await readings();
  const statements = await books.statements();
  const grown = (what) => after[what] - before[what];
  const elapsed = grown('clock');
  const cpu = Object.fromEntries(processes.map((name) => [name, grown(name) / elapsed]));
  const tasks = grown('done');
  const taken = grown('steps');
  return {
    bridges: count,
    stepsPerSecond: taken / elapsed,
    tasksPerSecond: tasks / elapsed,
    picturesPerSecond: grown('pictures') / elapsed,
    picturesShownPerSecond: grown('shown') / elapsed,
    submitMs: percentiles(submitMs),
    stateMs: percentiles(stateMs),
    failed,
    mainThread: grown('mainThread') / elapsed,
    cpu: { ...cpu, others: grown('machine') / elapsed - processes.reduce((sum, name) => sum + cpu[name], 0) },
    residentBytes: residentBytes(cloud.process.pid),
    // Everything that was done, pictures and answers of the API as well, shared out among the steps.
    perStep: {
      statements: statements.reduce((sum, { calls }) => sum + calls, 0) / taken,
      cloudSeconds: grown('cloud') / taken,
      postgresSeconds: grown('postgres') / taken,
    },
    statements: statements.map((one) => ({ ...one, perStep: one.calls / taken })),
    perTask: {
      cpuSeconds: (grown('cloud') + grown('postgres')) / tasks,
      rowsWritten: grown('inserted') / tasks,
      rowsChanged: grown('updated') / tasks,
      logBytes: grown('logBytes') / tasks,
      diskBytes: grown('diskBytes') / tasks,
      linkBytesUp: grown('bytesUp') / tasks,
    },
  };
}

/** Pictures that the bridges have shown so far. */
function tally() {
  bridges.send({ tally: true });
  return said('shown');
}

/** The next message of the bridges' process that tells this. Rejects when that process ends. */
async function said(what) {
  for await (const [message] of on(bridges, 'message', { signal: bridgesEnded.signal })) {
    if (message[what] !== undefined) return message[what];
  }
}

async function readings() {
  const [counts, stored, shown] = await Promise.all([counters(), books.read(), tally()]);
  return {
    shown,
    clock: performance.now() / 1000,
    machine: secondsOfMachine(),
    cloud: secondsOf(cloud.process.pid),
    mainThread: secondsOfMainThread(cloud.process.pid),
    postgres: secondsOfFamily(books.pid),
    bridges: secondsOf(bridges.pid),
    clients: secondsOf(process.pid),
    ...counts,
    ...stored,
  };
}

/** As the cloud counts what it has written down. */
async function counters() {
  const { body } = await ask(`${cloud.url}/metrics`, adminToken);
  const lines = body.toString().split('\n');
  const sum = (start) => {
    const fitting = lines.filter((line) => line.startsWith(`farhand_${start}`));
    return fitting.reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
  };
  return {
    steps: sum('steps_total'),
    ended: sum('tasks_ended_total'),
    done: sum('tasks_ended_total{status="done"}'),
    bytesUp: sum('link_bytes_total{direction="up"}'),
  };
}

/** How many tasks were given, ended and were done in all. */
async function whenAllEnded() {
  const limitMs = performance.now() + endLimitMs;
  for (;;) {
    const { ended, done } = await counters();
    if (ended >= given || performance.now() > limitMs) return { given, ended, done };
    await delay(500);
  }
}
