import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TaskStory } from '../api/shapes.js';
import { openDatabase } from '../store/database.js';
import { connectBridge, type TestBridge } from '../testing/bridge.js';
import { ask, post, startTestCloud, type TestCloud } from '../testing/cloud.js';
import { openDraft } from '../testing/drafts.js';
import { nextTime } from './cron.js';
import { ScheduleStore } from './schedule-store.js';

describe('the next time', () => {
  const from = new Date('2026-03-06T00:30:00Z');

  test.each([
    ['0 8 * * 1-5', 'Asia/Shanghai', '2026-03-09T00:00:00.000Z'],
    ['0 8 * * 1-5', 'UTC', '2026-03-06T08:00:00.000Z'],
    ['*/15 * * * *', 'UTC', '2026-03-06T00:45:00.000Z'],
    // The hour from two to three does not come on that day: three o'clock is next.
    ['30 2 29 3 *', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
  ])('of "%s" in %s is %s', (cron, zone, expected) => {
    expect(nextTime(cron, zone, from)?.toISOString()).toBe(expected);
  });

  test.each([
    ['every morning', 'UTC'],
    ['* * * * * *', 'UTC'],
    ['61 * * * *', 'UTC'],
    ['0 8 * * *', 'Nowhere/Land'],
  ])('of "%s" in %s is refused', (cron, zone) => {
    expect(() => nextTime(cron, zone, from)).toThrow(/is no schedule/);
  });
});

describe('on a service', () => {
  let rig: TestCloud;
  let bridge: TestBridge;

  beforeAll(async () => {
    rig = await startTestCloud(() => openDraft('wechat'));
    const { bridgeUrl: url, token } = rig.cloud;
    bridge = await connectBridge({ url, token, serials: ['phone-1'], work: async () => ({ text: 'open' }) });
  });

  afterAll(async () => {
    await bridge?.close();
    await rig?.close();
  });

  interface Made {
    readonly id: string;
    readonly nextAt: string;
    readonly lastTaskId: string | null;
  }

  const make = async (body: object) => (await (await post(rig.cloud, '/v1/schedules', body)).json()) as Made;
  const list = async () => ((await (await ask(rig.cloud, '/v1/schedules')).json()) as { schedules: Made[] }).schedules;

  test('a command is given when its time comes, once however many look, and what came too late is left out', async () => {
    const due = await make({ command: 'open WeChat', cron: '0 0 1 1 *', confirmed: true });
    const late = await make({ command: 'open WeChat', cron: '0 0 1 1 *' });
    const { db, close } = await openDatabase(rig, 'clock', new AbortController().signal);
    const setBack = (id: string, minutes: number) =>
      db
        .updateTable('schedule')
        .set({ next_at: sql<Date>`clock_timestamp() - make_interval(mins => ${minutes})` })
        .where('id', '=', id)
        .execute();
    await setBack(due.id, 1);
    await setBack(late.id, 60);
    // Further replicas that look at the same moment; whatever they find they would begin themselves.
    const others = new ScheduleStore(db);
    await make({ command: 'open WeChat', cron: '0 0 2 1 *' });
    const never = () => expect.unreachable('the service was to fire it');
    await expect.poll(async () => (await list()).find(({ id }) => id === due.id)?.lastTaskId).toBeTruthy();
    expect(await Promise.all([1, 2, 3].map(() => others.fire(0, never)))).toEqual([undefined, undefined, undefined]);
    const after = await list();
    const task = after.find(({ id }) => id === due.id)?.lastTaskId ?? '';
    expect(await rig.cloud.result(task, AbortSignal.timeout(15_000))).toMatchObject({ status: 'done' });
    expect(bridge.received).toHaveLength(1);
    // The yes that its tasks go by is one on the schedule, and outlives it.
    await ask(rig.cloud, `/v1/schedules/${due.id}`, { method: 'DELETE' });
    const { decisions } = (await (await ask(rig.cloud, `/v1/tasks/${task}/story`)).json()) as TaskStory;
    expect(decisions).toMatchObject([
      { what: 'scheduled', scheduleId: due.id, taskId: null, by: 'local', door: 'api' },
    ]);
    const putOff = after.find(({ id }) => id === late.id);
    expect(putOff).toMatchObject({ lastTaskId: null, nextAt: late.nextAt });
    await close();
  });

  test('a schedule is listed until it is removed, and a wrong one is refused', async () => {
    const made = await make({ command: 'open WeChat', cron: '0 8 * * 1-5', time_zone: 'Asia/Shanghai' });
    expect((await list()).map(({ id }) => id)).toContain(made.id);
    await ask(rig.cloud, `/v1/schedules/${made.id}`, { method: 'DELETE' });
    expect((await list()).map(({ id }) => id)).not.toContain(made.id);
    const refused = await post(rig.cloud, '/v1/schedules', { command: 'open WeChat', cron: 'often' });
    expect(refused.status).toBe(400);
  });
});
