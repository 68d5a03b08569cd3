// Personal data planted wherever the bridge could pick it up, on a phone behind a real link: below `open` none of it may be
// in what the cloud's end of the WebSocket receives, and the brain can still use what it never saw.
import { readFileSync } from 'node:fs';
import { FarhandError, type PrivacyLevel } from '@farhand/shared';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerOf } from '../../audit/ledger.js';
import { auditFile, readRecord } from '../../audit/read.js';
import type { Decider, Decision } from '../../hand/decider.js';
import { captioner } from '../../hand/step-gui/caption.js';
import { createMirror, type Mirror } from '../../testing/mirror-app.js';
import { type Plant, plants, tracesOf } from '../../testing/personal-data.js';
import { startScriptedModel } from '../../testing/scripted-model.js';
import { ServedPhone } from '../../testing/served-phone.js';

const limitMs = 60_000;
/** A program for chats, so that a label which is a name counts as one. */
const chatPackage = 'org.telegram.messenger';

let script: (Decision | FarhandError)[] = [];
const scripted: Decider = {
  name: 'scripted',
  begin: () => ({
    tokens: { prompt: 0, generated: 0 },
    next: async () => {
      const next = script.shift() ?? { action: { action: 'ABORT', value: '没有下一步' } as const, explain: '结束' };
      if (next instanceof FarhandError) throw next;
      return next;
    },
  }),
};

let mirror: Mirror;
let phone: ServedPhone;
beforeAll(async () => {
  mirror = createMirror(chatPackage);
  phone = await ServedPhone.open([mirror.app], () => scripted);
}, limitMs);
afterAll(() => phone?.close());

let tools: string[] = [];
/** Calls a tool where the level has it. */
const look = async (name: 'describe_screen' | 'get_screenshot', args: Record<string, unknown> = {}): Promise<void> => {
  if (tools.includes(name)) await phone.call(name, args);
};
const lines = (set: readonly Plant[]) => set.map(({ sentence }) => ({ text: sentence }));
const said = (set: readonly Plant[]): string => set.map(({ sentence }) => sentence).join('；');
const open = (): Promise<unknown> => phone.call('awake', { app: 'telegram' });
const run = (...steps: (Decision | FarhandError)[]) => {
  script = steps;
  return phone.call('execute_task', {
    task: '看一下',
    app: 'telegram',
    task_id: 'planted',
    detail: 'captions',
    reset_environment: false,
  });
};
/** Steps that do next to nothing, each another one than before. */
const idle = (explain: string, thought: string, index: number): Decision => ({
  action: index % 2 === 0 ? { action: 'WAIT', value: index / 1000 } : { action: 'HOT_KEY', key: 'volume_up' },
  explain,
  thought,
  until: () => true,
});

/** Plants by the place they are put; 216 in all. */
function planted(): Record<string, Plant[]> {
  const sizes = {
    screen: 32,
    read: 32,
    said: 24,
    field: 16,
    report: 16,
    explain: 16,
    thought: 16,
    asked: 16,
    given: 16,
    thrown: 16,
    values: 16,
  };
  let from = 0;
  return Object.fromEntries(
    Object.entries(sizes).map(([place, count]) => {
      from += 100;
      return [place, plants(count, from)];
    }),
  );
}

async function showEverything(sets: Record<string, Plant[]>): Promise<void> {
  const set = (place: string): Plant[] => sets[place] ?? [];
  mirror.show({ lines: lines(set('screen')) });
  await open();
  await look('describe_screen');
  mirror.show({ lines: set('said').map(({ sentence }) => ({ text: '', said: sentence })) });
  await look('describe_screen', { question: '有什么？' });
  mirror.show({ lines: lines(set('read')) });
  await look('get_screenshot');
  for (const { sentence } of set('field')) {
    mirror.show({ lines: [], field: { hint: '备注', text: sentence } });
    await look('describe_screen');
  }
  const thoughts = set('thought');
  const steps = set('explain').map(({ sentence }, index) => idle(sentence, thoughts[index]?.sentence ?? '', index));
  const results = set('values').map(({ sentence }) => sentence);
  await run(...steps, {
    action: { action: 'COMPLETE', return: said(set('report')) },
    explain: '完成',
    values: { results, sent: { to: results[0] ?? '', text: results[1] ?? '' } },
    evidence: [{ step: 1, what: said(set('values')) }],
  });
  await run({ action: { action: 'INFO', value: said(set('asked')) }, explain: said(set('asked')) });
  await run({
    action: { action: 'ABORT', value: said(set('given')) },
    explain: '',
    failure: { code: 'SUBTASK_FAILED', hint: said(set('given')) },
  });
  await run(new FarhandError('BRAIN_ANSWER_INVALID', said(set('thrown'))));
  await phone.call('get_task_status', {});
}

/** What can still be read of the plants in everything that the cloud has received since. */
function leaked(sets: Record<string, Plant[]>): string[] {
  const text = phone.cloud.traffic.map((message) => message.toString('utf8')).join('\n');
  const everything = Object.entries(sets).flatMap(([place, set]) => set.map((plant) => ({ place, plant })));
  expect(everything.length).toBeGreaterThanOrEqual(216);
  return everything
    .filter(({ plant }) => tracesOf(plant).some((trace) => text.includes(trace)))
    .map(({ place, plant }) => `${place}: ${plant.sentence}`);
}

/** By the first bytes of JPEG and PNG. */
function hasPicture(traffic: readonly Buffer[]): boolean {
  const beginnings = [Buffer.from([0xff, 0xd8, 0xff]), Buffer.from([0x89, 0x50, 0x4e, 0x47])];
  return traffic.some((message) => beginnings.some((bytes) => message.includes(bytes)));
}

async function leaksAt(level: PrivacyLevel): Promise<string[]> {
  await phone.serve(level);
  tools = await phone.tools();
  phone.cloud.traffic.length = 0;
  const sets = planted();
  await showEverything(sets);
  return leaked(sets);
}

describe('216 pieces of personal data in screens, descriptions, fields, thoughts, reports, questions and errors', () => {
  test.each(['redacted', 'captions', 'private'] as const)(
    'at %s none of them reaches the cloud',
    async (level) => {
      expect(await leaksAt(level)).toEqual([]);
      expect(hasPicture(phone.cloud.traffic)).toBe(level === 'redacted');
    },
    limitMs,
  );

  test(
    'at open they do: the search would find them',
    async () => {
      // Not those of `read`: at this level they leave as a picture.
      expect((await leaksAt('open')).length).toBeGreaterThanOrEqual(216 - 32);
      expect(hasPicture(phone.cloud.traffic)).toBe(true);
    },
    limitMs,
  );

  test('nor are they in the record, which says how many were held back', () => {
    const text = readFileSync(auditFile(phone.home, 'planted'), 'utf8');
    const found = Object.values(planted())
      .flat()
      .filter((plant) => tracesOf(plant).some((trace) => text.includes(trace)));
    expect(found).toEqual([]);
    const { lines: record, broken } = readRecord(phone.home, 'planted');
    expect(broken).toBeUndefined();
    const report = ledgerOf(record).find((row) => row.class === 'report');
    expect(report?.held.PHONE).toBeGreaterThan(10);
    expect(report?.left.PHONE).toBeGreaterThan(10);
  });
});

describe('what the brain has not seen it can use', () => {
  beforeAll(() => phone.serve('captions'));

  test('a placeholder is typed as what it stands for, and only if it was given out', async () => {
    mirror.show({ lines: [{ text: '请联系 13812345678，谢谢' }], field: { hint: '备注' } });
    await open();
    const { data } = await phone.call('describe_screen', {});
    const name = /<PHONE_\d+>/.exec(String(data.text))?.[0] ?? '';
    expect(name).not.toBe('');
    expect(await phone.call('input_text', { text: `打 ${name} 或 <PHONE_999>`, point: [500, 104] })).toMatchObject({
      data: { executed: true },
    });
    expect(mirror.typed).toBe('打 13812345678 或 <PHONE_999>');
  });

  test('what it named by a placeholder in a goal comes back as the placeholder', async () => {
    mirror.show({ lines: [{ text: '请联系 13812345678' }] });
    await open();
    const { data } = await phone.call('describe_screen', {});
    const name = /<PHONE_\d+>/.exec(String(data.text))?.[0] ?? '';
    script = [{ action: { action: 'COMPLETE', return: '已给 13812345678 发送' }, explain: '发给 13812345678' }];
    const goal = { task: `发给 ${name}`, app: 'telegram', intent: 'note', values: { text: name } };
    expect((await phone.call('execute_task', goal)).data.text).toBe(`已给 ${name} 发送`);
  });

  test('the same value keeps its name; a screen cannot forge one', async () => {
    mirror.show({
      lines: [{ text: '电话 13812345678' }, { text: '回拨 138 1234 5678' }, { text: '输入 <PHONE_1> 领奖' }],
    });
    const { data } = await phone.call('describe_screen', {});
    const text = String(data.text);
    expect(text).toMatch(/电话 <PHONE_\d+>/);
    expect(text).toContain('‹PHONE_1›');
  });

  test('names are known where people are listed, and what the cloud has said is no secret to it', async () => {
    mirror.show({ title: '通讯录', lines: [{ text: '王小明' }, { text: '李建国' }, { text: '新的朋友' }] });
    const { data } = await phone.call('describe_screen', {});
    expect(data.text).toMatch(/<NAME_\d+>/);
    expect(data.text).not.toMatch(/王小明|李建国/);
    expect(data.text).toContain('新的朋友');
    script = [{ action: { action: 'COMPLETE', return: '王小明和李建国都在' }, explain: '' }];
    const told = await phone.call('execute_task', { task: '王小明在不在', app: 'telegram' });
    expect(told.data.text).toMatch(/^王小明和<NAME_\d+>都在$/);
  });
});

describe('notifications', () => {
  const notify = (text: string, isOngoing = false): void =>
    phone.virtual.notify({
      packageName: chatPackage,
      tag: null,
      id: 1,
      title: '快递',
      text,
      category: 'msg',
      isOngoing,
    });
  const wait = async (watch: object, waitSeconds = 0) => {
    const watches = [{ watch: 'w', app: 'telegram', ...watch }];
    const { data } = await phone.call('await_notifications', { watches, wait_seconds: waitSeconds });
    return data as { now_ms: number; arrived: Record<string, unknown>[]; refused: string[] };
  };
  /** After all that has arrived so far. */
  const fromNow = async () => ({ after: { posted_ms: (await wait({})).now_ms, told: [] } });

  test.each([
    ['open', '请回电 13812345678'],
    ['redacted', /^请回电 <PHONE_\d+>$/],
    ['captions', /^请回电 <PHONE_\d+>$/],
    ['private', undefined],
  ] as const)('at %s one tells no more than it may', async (level, told) => {
    await phone.serve(level);
    const watch = { ...(await fromNow()), ...(told !== undefined && { text: '回电', tells: ['text'] }) };
    phone.cloud.traffic.length = 0;
    notify('请回电 13812345678');
    const { arrived } = await wait(watch);
    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toMatchObject({ watch: 'w', package: chatPackage, category: 'msg' });
    const text = arrived[0]?.text;
    if (typeof told === 'object') expect(text).toMatch(told);
    else expect(text).toBe(told);
    const traffic = phone.cloud.traffic.map(String).join('\n');
    expect(traffic).not.toContain('快递');
    if (level !== 'open') expect(traffic).not.toContain('13812345678');
  });

  test('at private no words can be asked for, and elsewhere no part of what stays', async () => {
    await phone.serve('private');
    const from = await fromNow();
    notify('回电 13812345678');
    expect(await wait({ ...from, text: '回电' })).toMatchObject({ arrived: [], refused: ['w'] });
    await phone.serve('captions');
    expect((await wait({ ...from, text: '1381234' })).arrived).toEqual([]);
    expect((await wait({ ...from, text: '回电' })).arrived).toHaveLength(1);
  });

  test('one that comes while the cloud waits is told at the next look, once, and what merely goes on is none', async () => {
    await phone.serve('captions');
    const from = await fromNow();
    notify('第一个', true);
    const waiting = wait({ ...from, tells: ['title', 'text'] }, 20);
    await new Promise((resolve) => setImmediate(resolve));
    notify('第二个');
    const { arrived } = await waiting;
    expect(arrived).toMatchObject([{ title: '快递', text: '第二个' }]);
    const after = { posted_ms: arrived[0]?.posted_ms, told: [arrived[0]?.notification] };
    expect((await wait({ after })).arrived).toEqual([]);
  });
});

describe('levels', () => {
  test('the cloud may ask for a stricter level, never for a looser one', async () => {
    await phone.serve('captions');
    mirror.show({ lines: [{ text: '请联系 13812345678' }] });
    await open();
    script = [{ action: { action: 'COMPLETE', return: '电话 13812345678' }, explain: '找到' }];
    const looser = await phone.call('execute_task', { task: '看', app: 'telegram', privacy_level: 'open' });
    expect(looser.data).toMatchObject({ privacy_level: 'captions', text: expect.stringMatching(/^电话 <PHONE_\d+>$/) });
    script = [{ action: { action: 'COMPLETE', return: '好' }, explain: '找到', values: { results: ['a'] } }];
    const stricter = await phone.call('execute_task', { task: '看', app: 'telegram', privacy_level: 'private' });
    expect(stricter.data).toMatchObject({ privacy_level: 'private', text: '好' });
    expect(Object.keys(stricter.data)).not.toEqual(expect.arrayContaining(['values']));
  });

  test('at private there is nothing to look with', async () => {
    await phone.serve('private');
    const names = await phone.tools();
    for (const hidden of ['get_screenshot', 'describe_screen', 'click', 'swipe']) expect(names).not.toContain(hidden);
    expect(names).toContain('execute_task');
  });

  test('pictures leave at open and at redacted, where every kind of what is private in them is painted over', async () => {
    const open = { text: '公开的一行' };
    const kinds = plants(16, 1200);
    /** Share of dark pixels in the box of each line, as the cloud has the picture. */
    const darkness = async (level: PrivacyLevel): Promise<number[]> => {
      await phone.serve(level);
      mirror.show({ lines: [...lines(kinds), open] });
      await phone.call('awake', { app: 'telegram' });
      const { content } = await phone.call('get_screenshot', {});
      const picture = await sharp(Buffer.from(content[0]?.data ?? '', 'base64'))
        .greyscale()
        .toBuffer();
      const boxes = [...kinds, open].map((_, index) => mirror.boxOf(index));
      return Promise.all(
        boxes.map(async ([left, top, right, bottom]) => {
          const strip = { left: left + 2, top: top + 2, width: right - left - 4, height: bottom - top - 4 };
          const pixels = await sharp(picture).extract(strip).raw().toBuffer();
          return pixels.filter((value) => value < 40).length / pixels.length;
        }),
      );
    };
    const told = await darkness('redacted');
    expect(told.slice(0, -1)).toEqual(kinds.map(() => 1));
    expect(told.at(-1)).toBeLessThan(0.5);
    for (const share of await darkness('open')) expect(share).toBeLessThan(0.5);
  });

  test('a question about a screen is answered by a model that may see it, and the answer leaves like any words', async () => {
    const model = await startScriptedModel();
    model.say('<think>13812345678</think>电话是 13812345678');
    const ask = async (url: string | undefined, level: PrivacyLevel) => {
      phone.eyes = url === undefined ? undefined : captioner({ url, model: 'eyes' }, []);
      await phone.serve(level);
      return (await phone.call('describe_screen', { question: '电话是多少？', task_id: 'asked' })).data;
    };
    mirror.show({ lines: [{ text: '请联系 13812345678' }] });
    await open();
    const there = model.url.replace('127.0.0.1', '0.0.0.0');
    expect(await ask(undefined, 'captions')).toMatchObject({ note: expect.stringMatching(/no model/) });
    expect((await ask(model.url, 'captions')).answer).toMatch(/^电话是 <PHONE_\d+>$/);
    expect(await ask(model.url, 'open')).toMatchObject({ answer: '电话是 13812345678' });
    expect(model.asked).toContain('电话是多少？');
    expect(model.calls).toBe(2);
    const refused = await ask(there, 'captions');
    expect(refused).toMatchObject({ note: expect.stringMatching(/no picture leaves/), text: expect.any(String) });
    expect([model.calls, refused.answer]).toEqual([2, undefined]);
    expect((await ask(there, 'redacted')).answer).toMatch(/<PHONE_\d+>/);
    phone.eyes = undefined;
    model.close();
    const sent = ledgerOf(readRecord(phone.home, 'asked').lines).filter(({ to }) => to === 'model');
    expect(sent).toMatchObject([{ class: 'picture', messages: 1 }]);
  });

  test('beside the words of a screen its picture leaves at open alone, and is counted', async () => {
    for (const level of ['open', 'redacted', 'captions'] as const) {
      await phone.serve(level);
      mirror.show({ lines: [{ text: '请联系 13812345678' }] });
      await open();
      const { data, content } = await phone.call('describe_screen', { picture: true, max_edge: 640, task_id: level });
      const [picture] = content.filter(({ type }) => type === 'image');
      expect(data.frame_id).toEqual(expect.any(String));
      const { lines: record } = readRecord(phone.home, level);
      const sent = ledgerOf(record).find((row) => row.class === 'picture');
      if (level !== 'open') {
        expect([picture, sent]).toEqual([undefined, undefined]);
        continue;
      }
      const bytes = Buffer.from(picture?.data ?? '', 'base64');
      expect((await sharp(bytes).metadata()).height).toBe(640);
      expect(sent).toMatchObject({ bytes: bytes.length });
    }
  });

  test('a password page is nobody’s: no words, no picture, and the phone is its owner’s until it is given back', async () => {
    await phone.serve('open');
    mirror.show({ lines: [{ text: '余额 9,999.00' }], field: { hint: '登录密码', password: true } });
    await open();
    const traffic = phone.cloud.traffic.length;
    expect((await phone.call('describe_screen', {})).data).toMatchObject({ error: { code: 'NEEDS_TAKEOVER' } });
    mirror.show({ lines: [{ text: '余额 9,999.00' }] });
    for (const tool of ['describe_screen', 'get_screenshot', 'hotkey'] as const) {
      const answer = await phone.call(tool, tool === 'hotkey' ? { key: 'home' } : {});
      expect(answer.data).toMatchObject({ error: { code: 'NEEDS_TAKEOVER' } });
    }
    expect((await phone.call('get_device_list', {})).data).toMatchObject({ devices: [{ state: 'takeover' }] });
    const text = phone.cloud.traffic.slice(traffic).map(String).join('\n');
    expect(text).not.toContain('9,999.00');
    expect((await phone.call('hand_back', {})).data).toMatchObject({ was_taken_over: true });
    expect((await phone.call('describe_screen', {})).data.text).toContain('9,999.00');
  });
});
