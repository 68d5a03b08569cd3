import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Clock } from './clock.js';
import { changeClock } from './clock-change.js';

const noon = Date.UTC(2026, 11, 1, 4);
let clock: Clock;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  clock = new Clock(1);
});
afterEach(() => {
  clock.close();
  vi.useRealTimers();
});

test('follows the machine until it is touched, and again when asked to', () => {
  expect(clock.nowMs()).toBe(Date.now());
  expect(clock.state().followsMachine).toBe(true);
  clock.set(noon);
  vi.advanceTimersByTime(1000);
  expect(clock.nowMs()).toBe(noon + 1000);
  clock.follow();
  expect(clock.state()).toMatchObject({ timeMs: Date.now(), followsMachine: true });
});

test('stands still while it is frozen, and what loads loads on', () => {
  clock.set(noon);
  clock.freeze(true);
  const loaded = vi.fn();
  clock.after(300, loaded);
  vi.advanceTimersByTime(300);
  expect(loaded).toHaveBeenCalledOnce();
  expect(clock.nowMs()).toBe(noon);
  clock.freeze(false);
  vi.advanceTimersByTime(500);
  expect(clock.nowMs()).toBe(noon + 500);
});

test('a faster clock brings what is waited for earlier', () => {
  clock.set(noon);
  const rung = vi.fn();
  clock.after(60_000, rung);
  vi.advanceTimersByTime(30_000);
  clock.setSpeed(60);
  vi.advanceTimersByTime(499);
  expect(rung).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(rung).toHaveBeenCalledOnce();
  expect(clock.nowMs()).toBe(noon + 60_000);
});

test('time that passes at once lets each thing happen at its own time, in order', () => {
  clock.set(noon);
  clock.freeze(true);
  const happened: [string, number][] = [];
  const note = (what: string) => () => void happened.push([what, clock.nowMs() - noon]);
  clock.after(2000, note('second'));
  const tick = (): void => {
    note('tick')();
    clock.after(1500, tick);
  };
  clock.after(1500, tick);
  clock.after(5000, note('later'));
  clock.advance(4600);
  expect(happened).toEqual([
    ['tick', 1500],
    ['second', 2000],
    ['tick', 3000],
    ['tick', 4500],
  ]);
  expect(clock.nowMs()).toBe(noon + 4600);
  vi.advanceTimersByTime(400);
  expect(happened.at(-1)).toEqual(['later', 4600]);
});

test('what a person must have time to read is not hurried', () => {
  const gone = vi.fn();
  clock.afterReal(2500, gone);
  clock.setSpeed(1000);
  clock.advance(3_600_000);
  vi.advanceTimersByTime(2499);
  expect(gone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(gone).toHaveBeenCalledOnce();
});

describe('changes from outside', () => {
  test("come in one request, in the phone's own time zone", () => {
    changeClock(clock, { time: '2026-12-01 12:00', freeze: true, advanceMs: 60_000 });
    expect(clock.nowMs()).toBe(noon + 60_000);
    expect(clock.civil()).toMatchObject({ hour: '12', minute: '01' });
  });

  test.each([
    [{ tyme: 1 }, /unknown key "tyme"; did you mean "time"/],
    [{ time: 'tomorrow' }, /"tomorrow" is no time/],
    [{ time: -1 }, /at time/],
    [{ speed: 0 }, /at speed/],
    [{ advanceMs: 1e12 }, /at advanceMs/],
  ])('%j is refused', (change, message) => {
    expect(() => changeClock(clock, change)).toThrow(message);
    expect(clock.state().followsMachine).toBe(true);
  });
});
