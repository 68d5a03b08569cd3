import { expect, test } from 'vitest';
import type { Observation } from '../phone/phone.js';
import type { Verdict } from '../policy/classes.js';
import { Steering } from './steering.js';

const screen = (frameId: string): Observation => ({ frameId }) as Observation;
const sending: Verdict = {
  gate: 'allow',
  class: 'outward',
  why: 'sends',
  subject: { class: 'outward', packageName: 'chat', label: '发送', recipient: '李四', text: 'hi' },
};

test('only the screen that was last described can be acted on by name', () => {
  const steering = new Steering();
  steering.saw('phone', screen('a'));
  expect(steering.screen('phone', 'a')?.frameId).toBe('a');
  expect(steering.screen('phone', undefined)).toBeUndefined();
  expect(() => steering.screen('other', 'a')).toThrow('not the one that was last described');
  steering.saw('phone', screen('b'));
  expect(() => steering.screen('phone', 'a')).toThrow(expect.objectContaining({ code: 'SCREEN_CHANGED' }));
});

test('what reaches others is begun once for a task; what reaches nobody, and other tasks, go on', () => {
  const steering = new Steering();
  steering.mustBeNew('task', sending);
  steering.mustBeNew('other', sending);
  steering.mustBeNew('task', { gate: 'allow', class: 'read', why: '' });
  steering.mustBeNew('task', { ...sending, gate: 'confirm' });
  expect(() => steering.mustBeNew('task', sending)).toThrow(expect.objectContaining({ code: 'NEEDS_CONFIRMATION' }));
});
