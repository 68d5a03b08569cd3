// The hand where much goes wrong: a phone that is hard to drive, and faults of everything between it and the hand.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AppiumSession } from '../phone/appium-session.js';
import { run } from '../phone/process.js';
import { PhoneKit } from '../testing/phone-kit.js';
import type { ShopState } from '../virtual-phone/apps/shop/store.js';
import { cheapestOffer, productNamed } from '../virtual-phone/apps/shop/truth.js';

const limitMs = 60_000;

let kit: PhoneKit;
beforeAll(async () => {
  kit = await PhoneKit.open(1);
});
afterAll(async () => {
  await kit?.close();
});
afterEach(async () => {
  expect((await kit.state()).unknownCommands).toEqual([]);
});

describe('a hostile phone', () => {
  const ask = () => kit.run('taobao', 'find_price', { item: '辛拉面' });
  test.each([
    [
      'an advertisement and a permission dialog',
      { popup: 'on', permission: 'on' },
      ['permission denied', 'advertisement closed'],
    ],
    ['notifications over what is tapped', { notifications: '2000' }, ['notification swept away']],
  ])(
    '%s: the true price all the same',
    async (_, switches, happened) => {
      await kit.post('reset', { seed: 1 });
      for (const [name, value] of Object.entries(switches)) await kit.post('switches', { name, value });
      const result = await ask();
      const state = await kit.app<ShopState>('taobao');
      const product = productNamed(state.products, '辛拉面');
      expect(result.values?.offers?.[0]?.price.minor).toBe(product && cheapestOffer(state, product.id)?.finalPriceFen);
      expect(new Set((await kit.state()).happened)).toEqual(new Set(happened));
      await kit.post('reset', { seed: 1 });
    },
    limitMs,
  );

  test(
    'a payment keypad stops it for the owner, and nothing was touched',
    async () => {
      await kit.post('reset', { seed: 1 });
      await kit.post('switches', { name: 'payment', value: 'on' });
      expect(await ask()).toMatchObject({ stopReason: 'NEEDS_TAKEOVER' });
      expect((await kit.state()).happened).toEqual([]);
      await kit.post('reset', { seed: 1 });
    },
    limitMs,
  );
});

describe('faults in the middle of a task', () => {
  const priceTask = (onStep: (step: number) => void) =>
    kit.run('jd', 'find_price', { item: 'Mac Mini M4' }, { onStep });

  async function truth(): Promise<number | undefined> {
    const state = await kit.app<ShopState>('jd');
    return cheapestOffer(state, 'mac-mini-m4')?.finalPriceFen;
  }

  test(
    'Appium is killed: it is started again and the task goes on',
    async () => {
      await kit.post('reset', { seed: 1 });
      const result = await priceTask((step) => step === 4 && process.kill(kit.server.pid ?? 0, 'SIGKILL'));
      expect(result.values?.offers?.[0]?.price.minor).toBe(await truth());
    },
    limitMs,
  );

  test('adb ends while a session is opened: another is opened, and nobody waits for the first', async () => {
    const session = new AppiumSession(kit.process.serial, kit.adb, kit.server);
    const size = session.ask((driver) => driver.getWindowSize());
    await run(kit.adb.file, ['-P', String(kit.adb.port), 'kill-server'], { limitMs });
    expect((await size).width).toBeGreaterThan(0);
    await session.close();
  }, 40_000);

  test(
    'the automation server on the phone dies: a new session goes on',
    async () => {
      await kit.post('reset', { seed: 1 });
      const result = await priceTask((step) => step === 5 && void kit.post('faults/kill-server'));
      expect(result.values?.offers?.[0]?.price.minor).toBe(await truth());
    },
    limitMs,
  );

  test(
    'a message is sent once, also when Appium is killed while it is sent',
    async () => {
      await kit.post('reset', { seed: 1 });
      const text = '只发一次';
      const onStep = (step: number) => void (step === 6 && process.kill(kit.server.pid ?? 0, 'SIGKILL'));
      await kit.run('wechat', 'send_message', { recipient: '李四', text }, { confirmed: true, onStep });
      const { chats } = await kit.app<{ chats: Readonly<Record<string, { messages: readonly { text: string }[] }>> }>(
        'wechat',
      );
      const sent = Object.values(chats).flatMap(({ messages }) => messages.filter((message) => message.text === text));
      expect(sent).toHaveLength(1);
    },
    limitMs,
  );

  test(
    'a cancelled task ends at once',
    async () => {
      const stop = new AbortController();
      const result = await kit.run(
        'jd',
        'find_price',
        { item: '牛奶' },
        {
          signal: stop.signal,
          onStep: (step) => step === 3 && stop.abort(),
        },
      );
      expect(result.stopReason).toBe('CANCELLED');
    },
    limitMs,
  );

  test(
    'the phone is gone: the run ends with DEVICE_LOST, and works again when it is back',
    async () => {
      let vanished: Promise<void> | undefined;
      const result = await priceTask((step) => {
        if (step === 4) vanished = kit.post('faults/disappear');
      });
      expect(result).toMatchObject({ stopReason: 'DEVICE_LOST', error: { code: 'DEVICE_LOST' } });
      await vanished;
      await kit.post('faults/reappear');
      const again = await kit.run('jd', 'open', {});
      expect(again.stopReason).toBe('TASK_COMPLETED_SUCCESSFULLY');
    },
    limitMs,
  );
});
