// A yes is sent only where a person has said it.
import type { Plan } from '@farhand/shared';
import { expect, test } from 'vitest';
import { requestOf } from './request.js';

const plan = { language: 'en', combine: 'last', subtasks: [] } as unknown as Plan;
const any = { device: '', budget: ' ' };

test('only a plan that was approved is confirmed', () => {
  expect(requestOf({ command: 'x', plan, isApproved: true }, any)).toEqual({ command: 'x', plan, confirmed: true });
  expect(requestOf({ command: 'x', plan, isApproved: false }, any)).toEqual({ command: 'x', plan });
  for (const isApproved of [true, false]) {
    expect(requestOf({ command: 'x', plan: undefined, isApproved }, any)).toEqual({ command: 'x' });
  }
});

test('a phone and a budget go with it where they are chosen', () => {
  const options = { device: 'phone-1', budget: ' 0.5 USD ' };
  const sent = requestOf({ command: 'x', plan: undefined, isApproved: false }, options);
  expect(sent).toEqual({ command: 'x', device: 'phone-1', budget: '0.5 USD' });
});
