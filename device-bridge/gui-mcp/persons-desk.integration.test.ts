// People at a phone from afar, over the whole GUI-MCP side of a bridge: what they see at each privacy level and when, and
// what they do on it once they have taken it over.
import type { PrivacyLevel, View } from '@farhand/shared';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ledgerOf } from '../audit/ledger.js';
import { readRecord } from '../audit/read.js';
import type { Decider } from '../hand/decider.js';
import { createMirror, type Mirror } from '../testing/mirror-app.js';
import { ServedPhone } from '../testing/served-phone.js';

const balance = '余额 9,999.00';
const passwordPage = { lines: [{ text: balance }], field: { hint: '登录密码', password: true } };
const plainPage = { lines: [{ text: '公开的一行' }, { text: '下一页', pressable: true }] };

/** Waits for what never comes: it ends only when somebody else ends it. */
const endless: Decider = {
  name: 'endless',
  begin: () => ({
    tokens: { prompt: 0, generated: 0 },
    next: (_, signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true })),
  }),
};

let mirror: Mirror;
let phone: ServedPhone;
let level: PrivacyLevel | undefined;
beforeAll(async () => {
  mirror = createMirror('org.telegram.messenger');
  phone = await ServedPhone.open([mirror.app], () => endless);
});
afterAll(() => phone?.close());

/** A link costs a new session on the phone: tests of one level follow each other. */
async function serveAt(wanted: PrivacyLevel): Promise<void> {
  mirror.show(plainPage);
  if (level !== wanted) await phone.serve(wanted);
  level = wanted;
  await phone.call('hand_back', {});
  await phone.call('awake', { app: 'telegram' });
}

interface Seen extends View {
  readonly jpeg: Buffer | undefined;
}

async function watch(args: Record<string, unknown> = {}): Promise<Seen> {
  const { data, content, isError } = await phone.call('watch_screen', { wait_ms: 0, ...args });
  expect(isError ? data : undefined).toBeUndefined();
  const picture = content.find(({ type }) => type === 'image')?.data;
  return { ...(data as unknown as View), jpeg: picture ? Buffer.from(picture, 'base64') : undefined };
}

async function takeOver(by = 'ann'): Promise<string> {
  return String((await phone.call('take_over', { by })).data.hold);
}

/** The owner's own page shows nothing of itself, and stays with whoever has the phone. */
async function expectHidden(because: string): Promise<void> {
  mirror.show(passwordPage);
  const from = phone.cloud.traffic.length;
  expect(await watch()).toMatchObject({ shows: 'nothing', because, jpeg: undefined });
  expect(phone.cloud.traffic.slice(from).map(String).join('\n')).not.toContain('9,999');
  expect((await phone.call('get_device_list', {})).data).toMatchObject({ devices: [{ state: 'idle' }] });
}

const isBusy = async () =>
  expect
    .poll(async () => (await phone.call('get_device_list', {})).data)
    .toMatchObject({ devices: [{ state: 'busy' }] });

describe('at open', () => {
  beforeEach(() => serveAt('open'));

  test('who watches gets a scaled picture, another once the screen is another, and none while it is still', async () => {
    const first = await watch({ max_edge: 400 });
    expect(first).toMatchObject({ shows: 'picture', width: 1080, height: 2400 });
    expect(await sharp(first.jpeg).metadata()).toMatchObject({ format: 'jpeg', height: 400, width: 180 });
    const still = await watch({ max_edge: 400, after: first.mark, wait_ms: 300 });
    expect(still).toMatchObject({ still: true, mark: first.mark, jpeg: undefined });
    const next = watch({ max_edge: 400, after: first.mark, wait_ms: 10_000 });
    mirror.show({ lines: [{ text: '另一页' }] });
    const other = await next;
    expect(other.mark).not.toBe(first.mark);
    expect(other.jpeg).toBeDefined();
    await expectHidden('owners');
  });

  test('watching does not get in the way of a task, and what left stands in its record', async () => {
    const running = phone.call('execute_task', { task: 'wait', task_id: 'watched', reset_environment: false });
    await isBusy();
    const { jpeg } = await watch();
    await phone.call('cancel_task', {});
    expect((await running).data).toMatchObject({ stop_reason: 'CANCELLED' });
    const sent = ledgerOf(readRecord(phone.home, 'watched').lines).find((row) => row.class === 'live picture');
    expect(sent).toMatchObject({ messages: 1, bytes: jpeg?.length });
  });

  test('a takeover stops what runs, which waits for the person, and lets nobody else look or act', async () => {
    const running = phone.call('execute_task', { task: 'wait', task_id: 'taken', reset_environment: false });
    await isBusy();
    const hold = await takeOver('ann, from the console');
    expect((await running).data).toMatchObject({ stop_reason: 'NEEDS_TAKEOVER' });
    expect(await watch()).toMatchObject({ shows: 'nothing', because: 'takeover' });
    expect((await watch({ hold })).shows).toBe('picture');
    expect((await phone.call('describe_screen', {})).data).toMatchObject({ error: { code: 'NEEDS_TAKEOVER' } });
    expect((await phone.call('click', { point: [500, 500] })).data).toMatchObject({
      error: { code: 'NEEDS_TAKEOVER' },
    });
    await phone.call('hand_back', { by: 'ann, from the console' });
    const record = readRecord(phone.home, 'taken').lines.filter(({ kind }) => /taken|handed/.test(kind));
    expect(record.slice(-2)).toMatchObject([
      { kind: 'taken_over', by: 'ann, from the console' },
      { kind: 'handed_back', by: 'ann, from the console' },
    ]);
  });

  test('the person sees and uses a page that is theirs alone, and nothing is kept of what they typed', async () => {
    const hold = await takeOver();
    mirror.show(passwordPage);
    expect((await watch({ hold })).shows).toBe('picture');
    await phone.call('drive', { hold, act: 'tap', point: mirror.placeOf('') });
    expect((await phone.call('drive', { hold, act: 'type', text: 'geheim-12' })).data).toEqual({ executed: true });
    expect(mirror.typed).toBe('geheim-12');
    mirror.show(plainPage);
    await phone.call('drive', { hold, act: 'tap', point: mirror.placeOf('下一页') });
    expect(mirror.pressed).toEqual(['下一页']);
    await phone.call('hand_back', {});
    expect(JSON.stringify(readRecord(phone.home, 'no-task').lines)).not.toContain('geheim');
  });

  test('where no picture can be taken the person has words and places, and nobody else has anything', async () => {
    const payment = { secure: true, title: '请输入支付密码', lines: [{ text: '7', pressable: true }] };
    mirror.show(payment);
    expect(await watch()).toMatchObject({ shows: 'nothing', jpeg: undefined });
    const hold = await takeOver();
    const { lines = [], ...seen } = await watch({ hold });
    expect(seen).toMatchObject({ shows: 'words', because: 'dark', jpeg: undefined });
    const key = lines.find(({ text }) => text === '7');
    expect(key).toMatchObject({ tappable: true });
    await phone.call('drive', { hold, act: 'tap', point: key?.point });
    expect(mirror.pressed).toEqual(['7']);
    expect(await watch()).toMatchObject({ shows: 'nothing', because: 'takeover' });
    await phone.call('hand_back', {});
  });

  test('a takeover is one person’s: who takes it after them drives alone, and once it is given back nobody does', async () => {
    const first = await takeOver();
    const second = await takeOver();
    const drive = async (hold: string) => (await phone.call('drive', { hold, act: 'key', key: 'home' })).data;
    expect(await drive(first)).toMatchObject({ error: { code: 'TAKEOVER_ELSEWHERE' } });
    expect(await watch({ hold: first })).toMatchObject({ shows: 'nothing', because: 'elsewhere' });
    expect(await drive(second)).toEqual({ executed: true });
    await phone.call('hand_back', {});
    expect(await drive(second)).toMatchObject({ error: { code: 'TAKEOVER_ELSEWHERE' } });
  });
});

describe('at the other levels', () => {
  test('redacted: personal data is painted over', async () => {
    await serveAt('redacted');
    mirror.show({ lines: [{ text: '请联系 13812345678，谢谢 13812345678' }] });
    await watch();
    const { jpeg } = await watch({ max_edge: 2400 });
    const strip = sharp(jpeg).extract({ left: 60, top: 330, width: 900, height: 30 }).greyscale().raw();
    expect((await strip.toBuffer()).every((value) => value < 20)).toBe(true);
    await expectHidden('owners');
  });

  test('captions: words instead of pictures, personal data as placeholders, for the person who drives as well', async () => {
    await serveAt('captions');
    mirror.show({ lines: [{ text: '请联系 13812345678' }, { text: '下一页', pressable: true }] });
    const { lines, jpeg, ...seen } = await watch();
    expect({ seen, jpeg }).toMatchObject({ seen: { shows: 'words', because: 'level' }, jpeg: undefined });
    expect(lines?.find(({ text }) => text.includes('请联系'))?.text).toMatch(/<PHONE_\d+>/);
    const place = mirror.placeOf('下一页').map(Math.round);
    expect(lines?.find(({ text }) => text === '下一页')).toMatchObject({ tappable: true, point: place });
    await expectHidden('owners');
    const hold = await takeOver();
    expect(await watch({ hold })).toMatchObject({ shows: 'nothing', because: 'owners' });
  });

  test('private: nothing', async () => {
    await serveAt('private');
    await expectHidden('level');
  });
});
