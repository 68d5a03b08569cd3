// Two replicas of one cloud in this process, each with its own door for bridges: which phones there are, and who gets them.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@farhand/shared';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Upgrades } from '../api/upgrades.js';
import { type OpenDatabase, openDatabase } from '../store/database.js';
import { HandCalls } from '../store/hand-calls.js';
import { PhoneBook } from '../store/phone-book.js';
import { type PostgresServer, startPostgres } from '../store/postgres.js';
import { Pulse } from '../store/pulse.js';
import { ReplicaBook } from '../store/replicas.js';
import { TaskStore } from '../store/task-store.js';
import { connectBridge, type TestBridge } from '../testing/bridge.js';
import { localPrincipal } from '../users/principal.js';
import { type BridgeEndpoint, bridgePath, serveBridges } from './bridge-endpoint.js';
import { DeviceRegistry } from './registry.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

interface Replica {
  readonly registry: DeviceRegistry;
  readonly url: string;
  close(): Promise<void>;
}

const log = createLogger('cloud');
const { signal } = new AbortController();
let home: string;
let postgres: PostgresServer;
let database: OpenDatabase;
let one: Replica;
let two: Replica;
const bridges: TestBridge[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'farhand-registry-'));
  postgres = await startPostgres(join(home, 'postgres'), 'farhand-test', signal);
  database = await openDatabase({ home, databaseUrl: postgres.url }, 'test', signal);
  [one, two] = [await openReplica('one'), await openReplica('two')];
});

afterEach(async () => {
  await Promise.all(bridges.splice(0).map((bridge) => bridge.close()));
  await expect.poll(() => one.registry.list('local')).toEqual([]);
});

afterAll(async () => {
  await one?.close();
  await two?.close();
  await database?.close();
  await postgres?.release();
  await rm(home, { recursive: true, force: true });
});

async function openReplica(name: string): Promise<Replica> {
  const { db } = database;
  const pulse = await Pulse.open(postgres.url, name);
  await new ReplicaBook(db, pulse, name, true).beat();
  // They are shared for as long as the test takes, though nobody beats.
  await db
    .updateTable('replica')
    .set({ expires_at: new Date(Date.now() + 600_000) })
    .execute();
  const book = new PhoneBook(db, name, true);
  const registry = new DeviceRegistry({ replica: name, book, calls: new HandCalls(db, name), pulse, log });
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const authenticate = async () => localPrincipal;
  const endpoint: BridgeEndpoint = serveBridges(new Upgrades([server]), {
    registry,
    log,
    authenticate,
    linkParkMs: 60_000,
  });
  const close = async () => {
    await endpoint.close();
    registry.close();
    await pulse.close();
    server.close();
  };
  return { registry, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}${bridgePath}`, close };
}

async function connect({ url, registry }: Replica, bridgeId: string, ...serials: string[]): Promise<TestBridge> {
  const bridge = await connectBridge({ url, token: 'any', serials, work: async () => ({}), bridgeId });
  bridges.push(bridge);
  const isListed = async () => (await registry.list('local')).some((phone) => phone.bridge === bridgeId);
  await expect.poll(isListed).toBe(true);
  return bridge;
}

async function listed(): Promise<string[]> {
  return (await one.registry.list('local')).map(({ bridge, device_id }) => `${bridge}: ${device_id}`);
}

async function newTask(): Promise<{ id: string; store: TaskStore }> {
  const store = new TaskStore(database.db);
  const id = randomUUID();
  const wish = { owner: 'local', command: 'x', confirmed: false, device: undefined, maxSteps: undefined };
  await store.create({ id, ...wish, timeoutMs: 60_000, executorId: 'one', traceparent: undefined });
  await store.claim(id, 'one');
  return { id, store };
}

function request(taskId: string, device?: string) {
  const holder = { taskId, epoch: 1, owner: 'local', subtaskId: 's1' };
  return { holder, device, waitMs: 30_000, signal };
}

describe('a phone whose bridge was started anew on another replica', () => {
  test('is listed once as soon as the new bridge has come, and not when the old one’s time is over', async () => {
    const before = await connect(one, 'before', 'phone-1');
    before.cut();
    await connect(two, 'after', 'phone-1');
    await expect.poll(listed).toEqual(['after: phone-1']);
  });

  test('is listed once as soon as the old bridge is away, when it was not known to be so before', async () => {
    const before = await connect(one, 'before', 'phone-1');
    await connect(two, 'after', 'phone-1');
    expect(await listed()).toEqual(['before: phone-1', 'after: phone-1']);
    before.cut();
    await expect.poll(listed).toEqual(['after: phone-1']);
  });

  test('is given to tasks by its newest bridge', async () => {
    await connect(one, 'before', 'phone-1');
    await connect(two, 'after', 'phone-1');
    const { id } = await newTask();
    const lease = await one.registry.lease(request(id, 'phone-1'));
    expect(lease.hand.bridgeId).toBe('after');
    lease.release();
    await one.registry.whenIdle();
  });

  test('is waited for when another bridge came with another phone', async () => {
    const before = await connect(one, 'before', 'phone-1');
    before.cut();
    await connect(two, 'after', 'phone-2');
    expect(await listed()).toEqual(['before: phone-1', 'after: phone-2']);
    await before.cutAndResume();
  });
});

describe('who waits for a phone', () => {
  test('gets it when it is free, in the order in which they asked, also of another replica', async () => {
    await connect(two, 'bridge', 'phone-1', 'phone-2');
    const tasks = await Promise.all([newTask(), newTask(), newTask(), newTask()]);
    const given: number[] = [];
    const leases = tasks.map(async ({ id, store }, index) => {
      const lease = await one.registry.lease(request(id, index === 3 ? 'phone-2' : 'phone-1'));
      given.push(index);
      if (index === 0) await leases[3];
      // The end of a task frees its phones, whether or not they were given back by then.
      await store.finish({ taskId: id, status: 'done' } as never);
      lease.release();
    });
    await Promise.all(leases);
    expect(given).toEqual([0, 3, 1, 2]);
    await one.registry.whenIdle();
  });

  test('has its bridge asked until the phone is usable, and no other bridge', async () => {
    const locked = await connect(two, 'bridge', 'phone-1');
    const other = await connect(one, 'other', 'phone-2');
    locked.setDevices(['phone-1'], 'locked');
    await two.registry.refresh('local');
    const asked = other.timesAsked;
    const { id } = await newTask();
    const leased = one.registry.lease(request(id, 'phone-1'));
    locked.setDevices(['phone-1']);
    (await leased).release();
    await one.registry.whenIdle();
    expect(other.timesAsked).toBe(asked);
  });
});
