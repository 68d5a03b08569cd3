// Bridges that come, drop and are started anew. The registry is only asked for what it is told here.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '@farhand/shared';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Upgrades } from '../api/upgrades.js';
import { connectBridge, type HandWork, type TestBridge } from '../testing/bridge.js';
import { endlessHand } from '../testing/phone.js';
import { localPrincipal, type Principal } from '../users/principal.js';
import { type BridgeEndpoint, bridgePath, serveBridges } from './bridge-endpoint.js';
import type { HandClient } from './hand-client.js';
import type { DeviceRegistry } from './registry.js';

const token = 'token-of-the-service';
const annsToken = 'token-of-ann';
const server = createServer();
const upgrades = new Upgrades([server]);
const hands: HandClient[] = [];
const bridges: TestBridge[] = [];
let endpoint: BridgeEndpoint;

beforeEach(async () => {
  const registry = {
    add: async (hand: HandClient) => {
      await hand.devices();
      hands.push(hand);
    },
    parked: () => {},
    remove: (hand: HandClient) => void hands.splice(hands.indexOf(hand), 1),
  };
  endpoint = serveBridges(upgrades, {
    registry: registry as unknown as DeviceRegistry,
    log: createLogger('cloud'),
    authenticate: async (authorization) => {
      if (authorization === `Bearer ${token}`) return localPrincipal;
      const ofAnn: Principal = { user: 'ann', scopes: new Set(['bridge']), tokenId: 'a' };
      return authorization === `Bearer ${annsToken}` ? ofAnn : undefined;
    },
    linkParkMs: 60_000,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await Promise.all(bridges.splice(0).map((bridge) => bridge.close()));
  await endpoint.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  hands.length = 0;
});

async function connect(bridgeId: string, serial: string, work: HandWork = async () => ({})): Promise<TestBridge> {
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}${bridgePath}`;
  const bridge = await connectBridge({ url, token, serials: [serial], work, bridgeId });
  bridges.push(bridge);
  await expect.poll(() => hands.some((hand) => hand.bridgeId === bridgeId)).toBe(true);
  return bridge;
}

async function begin(hand: HandClient | undefined): Promise<unknown> {
  const signal = new AbortController().signal;
  return hand?.executeTask({ device_id: 'phone-1', task: 'wait' }, { signal, onStep: () => {} });
}

test('bridges of two users that have the same name and a phone of the same serial leave each other alone', async () => {
  const ours = await connect('bridge', 'phone-1');
  ours.cut();
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}${bridgePath}`;
  const anns = await connectBridge({
    url,
    token: annsToken,
    serials: ['phone-1'],
    work: async () => ({}),
    bridgeId: 'bridge',
  });
  bridges.push(anns);
  await expect
    .poll(() => hands.map(({ bridgeId, owner }) => [bridgeId, owner]))
    .toEqual([
      ['bridge', 'local'],
      ['ann/bridge', 'ann'],
    ]);
  await ours.cutAndResume();
  expect([ours.isLinked, anns.isLinked]).toEqual([true, true]);
});

describe('a bridge whose socket dropped', () => {
  test('is known with its phones, and goes on when it is back', async () => {
    const { work, begun } = endlessHand();
    const bridge = await connect('bridge', 'phone-1', work);
    const [hand] = hands;
    const task = begin(hand);
    await begun;
    bridge.cut();
    await expect.poll(() => hand?.isParked).toBe(true);
    expect(await hand?.devices()).toMatchObject([{ device_id: 'phone-1' }]);
    await bridge.cutAndResume();
    expect(hands).toEqual([hand]);
    expect(await hand?.handBack('phone-1')).toBe(false);
    await bridge.close();
    await expect(task).rejects.toMatchObject({ code: 'LINK_LOST' });
    expect(hands).toEqual([]);
  });
});

test('a cloud that stops takes its leave: its bridges do not wait for it', async () => {
  const { work, begun } = endlessHand();
  const bridge = await connect('bridge', 'phone-1', work);
  const task = begin(hands[0]);
  task.catch(() => {});
  await begun;
  await endpoint.close();
  await expect.poll(() => bridge.isLinked).toBe(false);
  await expect(task).rejects.toMatchObject({ code: 'LINK_LOST' });
});
