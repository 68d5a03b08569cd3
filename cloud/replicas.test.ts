// Three cloud processes on one database, with phones, tasks and readers spread over them; one is killed, one frozen.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecuteTaskResult } from '@farhand/shared';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from './store/postgres.js';
import { connectBridge, type HandWork, type TestBridge } from './testing/bridge.js';
import { CloudProcess } from './testing/cloud-processes.js';
import { messageDraft, priceDraft } from './testing/drafts.js';
import {
  type ModelReply,
  type ModelRequest,
  type ModelServer,
  picturesIn,
  requestedCommand,
  serveModel,
} from './testing/model-server.js';
import { pricedHand } from './testing/phone.js';

const limitMs = 90_000;
const priced = pricedHand({ taobao: 100, jd: 90 });

let home: string;
let server: PostgresServer;
let model: ModelServer;
const clouds: CloudProcess[] = [];
const bridges: TestBridge[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'farhand-replicas-'));
  server = await startPostgres(join(home, 'postgres'), 'farhand-test', AbortSignal.timeout(limitMs));
  model = await serveModel((request) => {
    if (request.tools) return move(request);
    const isMessage = requestedCommand(request).startsWith('Tell');
    return JSON.stringify(isMessage ? messageDraft('Li Lei', 'hello') : priceDraft('tea', ['taobao', 'jd']));
  });
  clouds.push(...(await Promise.all([startCloud('a'), startCloud('b'), startCloud('c')])));
}, limitMs);

afterEach(async () => {
  await Promise.all(bridges.splice(0).map((bridge) => bridge.close()));
});

afterAll(async () => {
  await Promise.all(clouds.map((cloud) => cloud.end()));
  await model?.close();
  await server?.release();
  await rm(home, { recursive: true, force: true });
}, limitMs);

function startCloud(name: string): Promise<CloudProcess> {
  return CloudProcess.start({
    FARHAND_HOME: join(home, name),
    FARHAND_DATABASE_URL: server.url,
    FARHAND_BRAIN_URL: model.url,
    FARHAND_BRAIN_VISION: 'planner',
  });
}

/** A brain that drives: taps once, then reports the colour of what it sees. */
async function move(request: ModelRequest): Promise<ModelReply> {
  const called = (name: string, input: object) => ({ calls: [{ name, arguments: JSON.stringify(input) }] });
  if (JSON.stringify(request.messages).includes('Nothing was done yet')) return called('click', { point: [500, 500] });
  const pixel = await sharp(picturesIn(request).at(-1))
    .extract({ left: 45, top: 80, width: 1, height: 1 })
    .raw()
    .toBuffer();
  const [red = 0, green = 0] = pixel;
  const offers = [{ title: 'tea', price: 12.5, currency: 'CNY' }];
  return called('finish', { report: `Tea on ${red > 200 && green < 60 ? 'red' : `${[...pixel]}`}`, offers });
}

function cloud(index: number): CloudProcess {
  return clouds[index] as CloudProcess;
}

async function phone(on: CloudProcess, work: HandWork, knows: readonly string[] = []): Promise<TestBridge> {
  const bridge = await connectBridge({ url: on.bridgeUrl, token: on.token, serials: ['phone-1'], work, knows });
  bridges.push(bridge);
  return bridge;
}

/** As a bridge does it: a call that is repeated is answered and not done again. */
function once(work: HandWork): HandWork {
  const answers = new Map<string, Promise<Partial<ExecuteTaskResult>>>();
  return (input, tools) => {
    const key = input.idempotency_key ?? '';
    const answer = answers.get(key) ?? work(input, tools);
    answers.set(key, answer);
    return answer;
  };
}

/** Goes on when it is told to. */
function heldHand(): { work: HandWork; begun: Promise<void>; goOn: () => void; times: () => number } {
  let begin: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  let times = 0;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const work = once(async (_, { step }) => {
    times += 1;
    await step({ step: 1, action: 'CLICK', explain: 'Send' });
    begin();
    await held;
    return { text: 'sent' };
  });
  return { work, begun, goOn, times: () => times };
}

test(
  'work reaches the phone wherever it is linked, one task at a time, and is told everywhere',
  async () => {
    let atOnce = 0;
    let most = 0;
    const counting: HandWork = async (input, tools) => {
      most = Math.max(most, ++atOnce);
      const answer = await priced(input, tools);
      atOnce -= 1;
      return answer;
    };
    const bridge = await phone(cloud(0), counting);
    const command = { command: 'Compare tea on Taobao and JD' };
    const tasks = await Promise.all([cloud(1).submit(command), cloud(2).submit(command)]);
    const ends = await Promise.all(tasks.map((task) => cloud(0).ended(task)));
    for (const { result, events } of ends) {
      expect(result.answer).toContain('The cheapest tea is on JD.com: ¥0.90');
      const steps = events.filter(({ type }) => type === 'step');
      expect(steps).toHaveLength(4);
    }
    expect(bridge.received).toHaveLength(4);
    expect(most).toBe(1);
    const { devices } = (await (await cloud(2).ask('/v1/devices')).json()) as { devices: object[] };
    expect(devices).toMatchObject([{ device_id: 'phone-1', leased: false }]);
  },
  limitMs,
);

test(
  'a brain drives a phone of another replica step by step, and sees what that shows',
  async () => {
    const create = { width: 90, height: 160, channels: 3, background: '#e01010' } as const;
    const picture = await sharp({ create }).jpeg().toBuffer();
    const { bridgeUrl: url, token } = cloud(0);
    const steered: string[] = [];
    const bridge = await connectBridge({
      url,
      token,
      serials: ['phone-1'],
      work: async () => ({}),
      screen: picture.toString('base64'),
      steer: (name, { frame_id: frame }) => {
        steered.push(`${name} ${frame ?? ''}`);
        const looks = steered.filter((call) => call.startsWith('describe_screen')).length;
        if (name !== 'describe_screen') return { executed: true };
        return { text: '@500,500 [colour]', app: 'jd', frame_id: `f${looks}` };
      },
    });
    bridges.push(bridge);
    const task = await cloud(1).submit({ command: 'Compare tea on Taobao and JD', mode: 'cloud-only' });
    const { result, events } = await cloud(2).ended(task);
    expect(result).toMatchObject({ status: 'done', mode: 'cloud-only' });
    expect(result.reports.map(({ text }) => text)).toEqual(['Tea on red', 'Tea on red']);
    const each = ['describe_screen ', 'click f1', 'describe_screen '];
    expect(steered).toEqual([...each, ...each.map((call) => call.replace('f1', 'f3'))]);
    expect(bridge.received).toEqual([]);
    expect(result.usage.pictureBytes).toBe(4 * picture.length);
    expect(result.usage.bytesUp).toBeGreaterThan(4 * picture.length);
    expect(events.filter(({ type }) => type === 'step')).toHaveLength(4);
    const shown = await (await cloud(1).ask('/v1/devices/phone-1/screenshot')).json();
    expect(shown).toMatchObject({ mimeType: 'image/jpeg', picture: picture.toString('base64') });
  },
  limitMs,
);

test(
  'a task cancelled on one replica ends on the phone of another',
  async () => {
    const { work, begun } = heldHand();
    const bridge = await phone(cloud(0), work);
    const task = await cloud(1).submit({ command: 'Tell Li Lei hello', confirmed: true });
    await begun;
    await cloud(2).ask(`/v1/tasks/${task}/cancel`, { method: 'POST' });
    const { result } = await cloud(1).ended(task);
    expect(result.error?.code).toBe('CANCELLED');
    expect(bridge.cancelled).toEqual(['phone-1']);
  },
  limitMs,
);

test(
  'a replica that is frozen past its lease and thawed doubles nothing',
  async () => {
    const { work, begun, goOn, times } = heldHand();
    const bridge = await phone(cloud(0), work);
    const task = await cloud(1).submit({ command: 'Tell Li Lei hello', confirmed: true });
    await begun;
    cloud(1).signal('SIGSTOP');
    const again = () => bridge.received.filter(({ again: isAgain }) => isAgain).length;
    await expect.poll(again, { timeout: 40_000 }).toBe(1);
    cloud(1).signal('SIGCONT');
    goOn();
    const { result, events } = await cloud(1).ended(task);
    expect(result).toMatchObject({ status: 'done', answer: 'sent' });
    expect(times()).toBe(1);
    expect(events.map(({ type }) => type).filter((type) => type !== 'step')).toEqual([
      'accepted',
      'brain_call',
      'planned',
      'subtask_started',
      'subtask_started',
      'subtask_finished',
      'finished',
    ]);
    const epochs = bridge.received.map(({ epoch = 0 }) => epoch);
    expect(epochs[1]).toBeGreaterThan(epochs[0] ?? 0);
    // The thawed one is a replica like the others again.
    const next = await cloud(1).submit({ command: 'Compare tea on Taobao and JD' });
    expect((await cloud(2).ended(next)).result.reports).toHaveLength(2);
  },
  limitMs,
);

test(
  'a killed replica’s tasks and phones go on at the others',
  async () => {
    const { work, begun, goOn, times } = heldHand();
    await phone(cloud(2), work);
    const task = await cloud(2).submit({ command: 'Tell Li Lei hello', confirmed: true });
    await begun;
    const killedMs = performance.now();
    await cloud(2).kill();
    await phone(cloud(0), work, [`${task}:s1`]);
    goOn();
    const { result } = await cloud(1).ended(task);
    expect(result).toMatchObject({ status: 'done', answer: 'sent' });
    expect(performance.now() - killedMs).toBeLessThan(30_000);
    expect(times()).toBe(1);
  },
  limitMs,
);
