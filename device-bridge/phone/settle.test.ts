import { expect, test } from 'vitest';
import { screen, text, view } from '../testing/screens.js';
import type { Observation } from './phone.js';
import { settle } from './settle.js';

function frame(id: string, ...views: string[]): Observation {
  return { ...screen(...views), frameId: id };
}

/** Shows the frames one after the other, each for one look, and then the last one for ever. */
function film(...frames: Observation[]): () => Promise<Observation> {
  let next = 0;
  return async () => frames[Math.min(next++, frames.length - 1)] as Observation;
}

const before = frame('before');

test('rests when two looks after a change are equal', async () => {
  const look = film(before, frame('moving'), frame('moved'), frame('after'), frame('after'));
  expect((await settle(look, before, {})).frameId).toBe('after');
});

test('an action without effect ends in the same frame', async () => {
  expect((await settle(film(before), before, {})).frameId).toBe('before');
});

test('a screen that loads is not at rest', async () => {
  const loading = frame('loading', text('加载中…', [0, 0, 100, 100]));
  const spinning = frame('spinning', view('ProgressBar', [0, 0, 100, 100]));
  const look = film(loading, loading, loading, spinning, spinning, spinning, frame('done'), frame('done'));
  expect((await settle(look, before, {})).frameId).toBe('done');
});

test('a banner that moves for ever does not keep a screen from rest, a list that moves does', async () => {
  let look = 0;
  const rows = Array.from({ length: 8 }, (_, row) => text(`row ${row}`, [0, 200 + row * 50, 900, 250 + row * 50]));
  const banner = async () => frame(`banner ${look++}`, text('live', [look, 0, look + 90, 90]), ...rows);
  const startMs = performance.now();
  await settle(banner, before, { limitMs: 5000 });
  expect(performance.now() - startMs).toBeLessThan(2000);
  const list = async () =>
    frame(
      `list ${look++}`,
      ...rows.map((_, row) => text(`row ${row}`, [0, look + row * 50, 900, look + row * 50 + 50])),
    );
  const listMs = performance.now();
  await settle(list, before, { limitMs: 600 });
  expect(performance.now() - listMs).toBeGreaterThanOrEqual(600);
});

test('waits for what was asked for, and gives up at the limit', async () => {
  const isWanted = (seen: Observation) => seen.frameId === 'wanted';
  const look = film(frame('a'), frame('a'), frame('b'), frame('b'), frame('wanted'), frame('wanted'));
  expect((await settle(look, before, { until: isWanted })).frameId).toBe('wanted');
  expect((await settle(film(frame('a')), before, { until: isWanted, limitMs: 200 })).frameId).toBe('a');
});

test('an abort ends the wait', async () => {
  const stop = new AbortController();
  const waiting = settle(film(before), before, { until: () => false, limitMs: 10_000 }, stop.signal);
  stop.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
});

test('does what goes beside it once, with the look that may find a changed screen at rest', async () => {
  const beside: string[] = [];
  const take = async ({ frameId }: Observation) => void beside.push(frameId);
  const loading = frame('loading', text('加载中…', [0, 0, 100, 100]));
  const rested = await settle(film(before, loading, frame('moved'), frame('after')), before, {}, undefined, take);
  expect([rested.frameId, ...beside]).toEqual(['after', 'moved']);
  await settle(film(before), before, {}, undefined, take);
  expect(beside).toHaveLength(1);
});
