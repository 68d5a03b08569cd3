import { expect, test } from 'vitest';
import { parseTask } from '../task.js';
import { checkState } from './check.js';
import type { PhoneTruth } from './phone-apps.js';
import { prepareTask } from './prepare.js';

const clock = { timeMs: Date.UTC(2026, 10, 23, 1), isFrozen: false, speed: 1, followsMachine: false };
const alarm = (id: string, hour: number, on: boolean) => ({ id, hour, minute: 0, label: '', days: [], on });

function phoneWith(alarms: readonly unknown[], songs: readonly unknown[] = [], nextId = 3): PhoneTruth {
  return {
    clock,
    apps: {
      'com.google.android.deskclock': { alarms, nextId },
      'com.netease.cloudmusic': { songs, player: { song: '', playing: false }, searches: [], recent: [] },
    },
  };
}

function taskWith(parameters: unknown, expect: unknown, more: object = {}) {
  return parseTask({
    id: 'ring',
    suite: 'test',
    suiteVersion: '1',
    instruction: '{hour.zh}叫我',
    language: 'zh',
    apps: [{ name: '时钟' }],
    facets: {},
    prepare: { level: 0, steps: [] },
    guideline: { operational: ['闹钟在 {hour.zh}'], quality: [], negative: [] },
    userScript: { answers: [{ when: '几点', say: '{hour.zh}' }] },
    allowsOutward: false,
    limits: { maxSteps: 10, maxSeconds: 60 },
    check: { kind: 'state', expect: { parameters, expect, ...more } },
    heldBack: false,
    warnings: [],
  });
}

const hours = { hour: { oneOf: [{ zh: '六点', is: 6 }] } };
const rings = { what: '响铃', added: { to: 'clock.alarms', where: { hour: '{hour.is}', on: true } } };
const before = phoneWith([alarm('a1', 7, true)]);
const ask = prepareTask(taskWith(hours, [rings]), before, 1);
const verdictOn = (after: PhoneTruth, answer = '', task = ask) => checkState(task, { before, after, answer });

test('a prepared task has its parameters in every text, and keeps them', () => {
  expect(ask.instructionEffective).toBe('六点叫我');
  expect(ask.guideline.operational).toEqual(['闹钟在 六点']);
  expect(ask.userScript.answers).toEqual([{ when: '几点', say: '六点' }]);
  expect(JSON.parse(JSON.stringify(ask))).toEqual(ask);
});

test('what was asked for is met, item by item', () => {
  const after = phoneWith([alarm('a1', 7, true), alarm('a3', 6, true)], [], 4);
  expect(verdictOn(after)).toMatchObject({ pass: true, by: 'state', items: [{ outcome: 'met' }, { outcome: 'met' }] });
});

test('the wrong hour is told with what is there instead', () => {
  const { pass, items } = verdictOn(phoneWith([alarm('a1', 7, true), alarm('a3', 8, true)]));
  expect(pass).toBe(false);
  expect(items[0]?.why).toContain('hour is 8, wanted 6');
  expect(items[1]).toMatchObject({ tier: 'negative', outcome: 'violated' });
});

test('twice what was asked for once is not it', () => {
  const after = phoneWith([alarm('a1', 7, true), alarm('a3', 6, true), alarm('a4', 6, true)]);
  expect(verdictOn(after).items[0]).toMatchObject({ outcome: 'violated', why: '2 such entries added, wanted 1' });
});

test('what was there before and is other now is a violation', () => {
  const after = phoneWith([alarm('a1', 7, false), alarm('a3', 6, true)]);
  expect(verdictOn(after).items.at(-1)?.why).toContain('clock.alarms.a1.on: true became false');
});

test('an app that tells nothing afterwards is unknown, and does not pass', () => {
  const after = { ...before, apps: { 'com.netease.cloudmusic': before.apps['com.netease.cloudmusic'] } };
  expect(verdictOn(after)).toMatchObject({ pass: false, items: [{ outcome: 'unknown' }, { outcome: 'unknown' }] });
});

test('a statement holds only under its conditions', () => {
  const either = taskWith({ ...hours, limit: { known: 5 } }, [
    { ...rings, when: { 'hour.is': { atMost: '{limit}' } } },
    { what: '说出', when: { 'hour.is': { moreThan: '{limit}' } }, says: { number: '{hour.is}' } },
  ]);
  const prepared = prepareTask(either, before, 1);
  expect(verdictOn(before, '太晚了，6 点', prepared).pass).toBe(true);
  expect(verdictOn(before, '太晚了', prepared).pass).toBe(false);
});

test('what was put somewhere asks for all that changed there, and nothing beside it', () => {
  const songs = [{ id: 's1', title: '晴天' }];
  const quiet = phoneWith([], songs);
  const task = prepareTask(
    taskWith({ ...hours, song: { pick: { from: 'music.songs' } } }, [
      { what: '播放', set: { at: 'music.player', where: { song: '{song.id}', playing: true } } },
    ]),
    quiet,
    1,
  );
  const loud = structuredClone(quiet);
  Object.assign(loud.apps['com.netease.cloudmusic'] as object, {
    player: { song: 's1', playing: true },
    searches: ['晴天'],
    recent: ['s1'],
  });
  expect(checkState(task, { before: quiet, after: loud, answer: '' }).pass).toBe(true);
});

test('a phone that holds nothing to ask about is told with task and parameter', () => {
  const task = taskWith({ ...hours, song: { pick: { from: 'music.songs' } } }, [rings]);
  expect(() => prepareTask(task, before, 5)).toThrow(/Task "ring" cannot be asked of seed 5: .*"song"/);
});

test('a best that several share is no truth', () => {
  const alike = phoneWith([alarm('a1', 7, true), alarm('a2', 7, true)]);
  const task = (more: object) =>
    taskWith({ ...hours, first: { find: { from: 'clock.alarms', lowest: 'hour', ...more } } }, [rings]);
  expect(() => prepareTask(task({}), alike, 1)).toThrow('2 rows of clock.alarms share the best hour');
  expect(() => prepareTask(task({ all: true }), alike, 1)).not.toThrow();
});
