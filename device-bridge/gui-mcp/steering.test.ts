import { appendFileSync, mkdtempSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Observation } from '../phone/phone.js';
import type { Verdict } from '../policy/classes.js';
import { DrivenDeeds } from '../sessions/driven.js';
import { Steering } from './steering.js';

const screen = (frameId: string): Observation => ({ frameId }) as Observation;
const sending: Verdict = {
  gate: 'allow',
  class: 'outward',
  why: 'sends',
  subject: { class: 'outward', packageName: 'chat', label: '发送', recipient: '李四', text: 'hi' },
};

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'farhand-steering-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const opened = (): Steering => new Steering(new DrivenDeeds(home));

test('only the screen that was last described can be acted on by name', () => {
  const steering = opened();
  steering.saw('phone', screen('a'));
  expect(steering.screen('phone', 'a')?.frameId).toBe('a');
  expect(steering.screen('phone', undefined)).toBeUndefined();
  expect(() => steering.screen('other', 'a')).toThrow('not the one that was last described');
  steering.saw('phone', screen('b'));
  expect(() => steering.screen('phone', 'a')).toThrow(expect.objectContaining({ code: 'SCREEN_CHANGED' }));
});

test('what reaches others is begun once for a task; what reaches nobody, and other tasks, go on', () => {
  const steering = opened();
  steering.mustBeNew('task', sending);
  steering.mustBeNew('other', sending);
  steering.mustBeNew('task', { gate: 'allow', class: 'read', why: '' });
  steering.mustBeNew('task', { ...sending, gate: 'confirm' });
  expect(() => steering.mustBeNew('task', sending)).toThrow(expect.objectContaining({ code: 'NEEDS_CONFIRMATION' }));
});

test('what was begun for a task is known to the next bridge, for this user alone and for a week', () => {
  opened().mustBeNew('task', sending);
  expect(() => opened().mustBeNew('task', sending)).toThrow('was done for the task already');
  const file = join(home, 'driven', 'task.txt');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const weekAgo = Date.now() / 1000 - 7 * 24 * 3600 - 1;
  utimesSync(file, weekAgo, weekAgo);
  new DrivenDeeds(home).sweep();
  opened().mustBeNew('task', sending);
});

test('a line that a crash cut off tells nothing, and the next one is whole', () => {
  const other = { ...sending, subject: { ...sending.subject, text: 'other' } } as Verdict;
  opened().mustBeNew('task', sending);
  appendFileSync(join(home, 'driven', 'task.txt'), '0123abc');
  opened().mustBeNew('task', other);
  for (const verdict of [sending, other]) expect(() => opened().mustBeNew('task', verdict)).toThrow('already');
});
