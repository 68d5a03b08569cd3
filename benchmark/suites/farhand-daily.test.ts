import { beforeAll, describe, expect, test } from 'vitest';
import { checkState } from '../checks/check.js';
import type { PhoneTruth } from '../checks/phone-apps.js';
import { prepareTask } from '../checks/prepare.js';
import { type BenchTask, scenes } from '../task.js';
import { phoneStates } from '../testing/phones.js';
import { answerTo, carriedOut, wantedOf } from '../testing/right-agent.js';
import { loadSuite } from './load.js';

const seeds = [7, 23] as const;
const tasks = loadSuite('farhand-daily');
const boast =
  '任务已全部完成！最便宜的是淘宝，价格 99 元，今天 12:00。一切顺利，已经发送、收藏并加入购物车。' +
  'Done! Everything is finished, the best one is the first and it costs 99 yuan.';

let phones: ReadonlyMap<number, PhoneTruth>;
beforeAll(async () => {
  phones = await phoneStates(seeds);
});

function phoneOf(seed: number): PhoneTruth {
  const phone = phones.get(seed);
  if (!phone) throw new RangeError(`no phone with seed ${seed}`);
  return phone;
}

/** Another chat gets a message, which no task asks for. */
function meddled(phone: PhoneTruth): PhoneTruth {
  const apps = { ...phone.apps, 'com.tencent.mm': structuredClone(phone.apps['com.tencent.mm']) };
  const { chats } = apps['com.tencent.mm'] as { chats: Record<string, { messages: unknown[] }> };
  chats.kuaidi?.messages.push({ from: 'me', text: '好', at: 1 });
  return { ...phone, apps };
}

interface Asked {
  readonly task: BenchTask;
  readonly before: PhoneTruth;
}

function askedOf(seed: number): Asked[] {
  const before = phoneOf(seed);
  return tasks.map((task) => ({ task: prepareTask(task, before, seed), before }));
}

describe.each(seeds)('on the phone with seed %i', (seed) => {
  let asked: readonly Asked[];
  beforeAll(() => {
    asked = askedOf(seed);
  });

  test('every task can be asked, the same way each time, with nothing left open', () => {
    expect(askedOf(seed).map(({ task }) => task)).toEqual(asked.map(({ task }) => task));
    for (const { task } of asked) {
      expect(task.instructionEffective, task.id).not.toMatch(/[{}]|undefined|\[object/);
    }
  });

  test('who does nothing fails, and so does who only says that all is done', () => {
    for (const { task, before } of asked) {
      for (const answer of ['', boast]) {
        expect(checkState(task, { before, after: before, answer }).pass, `${task.id}: ${answer}`).toBe(false);
      }
    }
  });

  test('who does all of it passes', () => {
    for (const { task, before } of asked) {
      const wanted = wantedOf(task);
      const verdict = checkState(task, { before, after: carriedOut(before, wanted), answer: answerTo(wanted, task) });
      const open = verdict.items.filter(({ outcome }) => outcome !== 'met');
      expect({ id: task.id, open }).toEqual({ id: task.id, open: [] });
    }
  });

  test('who leaves out any one thing fails', () => {
    for (const { task, before } of asked) {
      const wanted = wantedOf(task);
      for (const missing of wanted) {
        const done = wanted.filter((statement) => statement !== missing);
        const verdict = checkState(task, { before, after: carriedOut(before, done), answer: answerTo(done, task) });
        expect(verdict.pass, `${task.id} without: ${missing.what}`).toBe(false);
      }
    }
  });

  test('who does all of it and something that nobody asked for fails', () => {
    for (const { task, before } of asked) {
      const wanted = wantedOf(task);
      const after = meddled(carriedOut(before, wanted));
      const verdict = checkState(task, { before, after, answer: answerTo(wanted, task) });
      expect(verdict.items.at(-1), task.id).toMatchObject({ tier: 'negative', outcome: 'violated' });
    }
  });

  test('who answers for another phone fails, but for what both phones have alike', () => {
    const other = phoneOf(seeds.find((candidate) => candidate !== seed) ?? seed);
    const passed = asked.flatMap(({ task, before }, at) => {
      const wanted = wantedOf(task);
      const wrong = answerTo(wantedOf(prepareTask(tasks[at] as BenchTask, other, seed + 1)), task);
      if (wrong === answerTo(wanted, task)) return [];
      return [checkState(task, { before, after: carriedOut(before, wanted), answer: wrong }).pass];
    });
    expect(passed.length).toBeGreaterThan(40);
    expect(passed.filter((pass) => pass).length / passed.length).toBeLessThan(0.1);
  });
});

describe('the suite', () => {
  const share = (isMeant: (task: BenchTask) => boolean): number => tasks.filter(isMeant).length / tasks.length;

  test('has the proportions of the public set, and more that is hard over several apps', () => {
    expect(tasks.length).toBeGreaterThanOrEqual(120);
    const published = { transport: 78, shopping: 61, social: 43, entertainment: 37, local: 16 };
    for (const scene of scenes) {
      expect(
        share(({ facets }) => facets.scene === scene),
        scene,
      ).toBeCloseTo(published[scene] / 235, 1);
    }
    const kinds = { filter: 106, query: 93, analyse: 36 };
    for (const [kind, count] of Object.entries(kinds)) {
      expect(Math.abs(share(({ facets }) => facets.cognitive === kind) - count / 235), kind).toBeLessThan(0.05);
    }
    expect(
      share(({ facets, apps }) => facets.complexity === 'composite' && facets.difficulty === 'hard' && apps.length > 1),
    ).toBeGreaterThanOrEqual(0.25);
    expect(share(({ facets }) => facets.complexity === 'conditional')).toBeGreaterThan(0.1);
    expect(share(({ language }) => language === 'en')).toBeGreaterThan(0.1);
  });

  test('holds back a third, of every facet', () => {
    const held = loadSuite('farhand-daily:held-back');
    expect(held.length + loadSuite('farhand-daily:open').length).toBe(tasks.length);
    expect(Math.abs(held.length / tasks.length - 1 / 3)).toBeLessThan(0.06);
    for (const facet of ['scene', 'complexity', 'difficulty', 'cognitive', 'ambiguity'] as const) {
      for (const value of new Set(tasks.map(({ facets }) => facets[facet]))) {
        const all = tasks.filter(({ facets }) => facets[facet] === value);
        const share = all.filter(({ heldBack }) => heldBack).length / all.length;
        expect(Math.abs(share - 1 / 3), `${facet} ${value}`).toBeLessThan(0.15);
      }
    }
  });

  test('has a quick subset that touches every facet', () => {
    const quick = loadSuite('farhand-daily:quick');
    expect(quick.length).toBeLessThanOrEqual(14);
    for (const facet of ['scene', 'cognitive', 'complexity', 'ambiguity', 'personalisation', 'difficulty'] as const) {
      const values = new Set(tasks.map(({ facets }) => facets[facet]));
      expect(new Set(quick.map(({ facets }) => facets[facet])), facet).toEqual(values);
    }
    expect(new Set(quick.map(({ language }) => language)).size).toBe(2);
    expect(quick.every(({ heldBack }) => !heldBack)).toBe(true);
  });

  test('asks outright for what reaches other people', () => {
    const outward = /^(wechat\.(messages|posts)|messages\.messages|phone\.calls|weibo\.posts)$/;
    for (const task of tasks) {
      if (task.check.kind !== 'state') continue;
      const reaches = task.check.expect.expect.some(({ added }) => added && outward.test(added.to));
      if (reaches) expect(task.allowsOutward, task.id).toBe(true);
    }
  });
});
