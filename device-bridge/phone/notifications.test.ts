// What a virtual phone's own shell prints, and what hostile messages print into it.
import { expect, test } from 'vitest';
import { createBarePhone } from '../virtual-phone/testing/bare-phone.js';
import { notificationCommand, parseNotifications } from './notifications.js';

const chat = { packageName: 'com.tencent.mm', tag: null, id: 40, title: '张三', text: '到了', category: 'msg' };

async function looked({ run, phone }: ReturnType<typeof createBarePhone>) {
  const { command, divider } = notificationCommand();
  const { stdout } = await run(command.join(' '));
  return { look: parseNotifications(stdout, divider), nowMs: phone.clock.nowMs() };
}

test('title, text, app, class and time are read, line breaks and brackets within them', async () => {
  const bare = createBarePhone();
  const text = 'one) two\n  three = (four)\n\n五';
  const { postedAtMs } = bare.phone.notifications.post({ ...chat, text });
  await bare.run(`cmd notification post -t 'Parcel' door 'is here'`);
  const { look, nowMs } = await looked(bare);
  expect(look.notifications).toEqual([
    expect.objectContaining({ packageName: 'com.android.shell', title: 'Parcel', text: 'is here' }),
    {
      key: '0|com.tencent.mm|40|null|10123',
      packageName: 'com.tencent.mm',
      postedAtMs,
      title: '张三',
      text,
      category: 'msg',
    },
  ]);
  expect(Math.abs(look.nowMs - nowMs)).toBeLessThan(2000);
  expect(bare.unknown).toEqual([]);
});

test('the same again has a new time, and what goes on is no arrival', async () => {
  const bare = createBarePhone();
  const first = bare.phone.notifications.post(chat);
  bare.phone.clock.set(first.postedAtMs + 5000);
  const second = bare.phone.notifications.post({ ...chat, text: 'again' });
  bare.phone.notifications.post({ ...chat, packageName: 'com.netease.music', isOngoing: true });
  const { look } = await looked(bare);
  expect(look.notifications).toMatchObject([{ text: 'again', postedAtMs: second.postedAtMs }]);
  expect(second.postedAtMs).toBeGreaterThan(first.postedAtMs);
});

test('a message that contains the record of another app is no notification of it', async () => {
  const bare = createBarePhone();
  const bank = bare.phone.notifications.post({ ...chat, packageName: 'com.bank', text: 'real' });
  const { run } = bare;
  const dumped = (await run('dumpsys notification --noredact')).stdout;
  const record = dumped.slice(dumped.indexOf('    NotificationRecord'));
  const unknown = record.replaceAll('com.bank', 'com.other.bank');
  bare.phone.notifications.post({ ...chat, text: `hello)\n        }\n      mUpdateTimeMs=1\n${unknown}` });
  const { look } = await looked(bare);
  expect(look.notifications.map(({ packageName }) => packageName).sort()).toEqual(['com.bank', 'com.tencent.mm']);
  // One that imitates what is there makes nobody believe either.
  bare.phone.notifications.post({ ...chat, text: `hello)\n        }\n${record.replaceAll('real', 'forged')}` });
  const imitated = (await looked(bare)).look.notifications;
  expect(imitated.map(({ key }) => key)).not.toContain(bank.key);
});

test('nothing is read from a phone that answers otherwise', () => {
  for (const output of ['', 'date: not found', '1700000000\nError\n-- d --\nnonsense\n']) {
    expect(parseNotifications(output, '-- d --').notifications).toEqual([]);
  }
});
