import { expect, test } from 'vitest';
import { Confirmations, tokenName } from './confirmations.js';

const scope = { sessionId: 's1', step: 4, subject: 'send to 李四' };

function clocked(): { confirmations: Confirmations; pass(ms: number): void } {
  let nowMs = 0;
  return {
    confirmations: new Confirmations(() => nowMs),
    pass: (ms) => {
      nowMs += ms;
    },
  };
}

test('a confirmation is good once', () => {
  const { confirmations } = clocked();
  const token = confirmations.issue(scope);
  expect(() => confirmations.spend(token, scope)).not.toThrow();
  expect(() => confirmations.spend(token, scope)).toThrow('used before');
});

test.each([{ sessionId: 's2' }, { step: 5 }, { subject: 'send to 王五' }])(
  'with %j it is not good, and spent',
  (other) => {
    const { confirmations } = clocked();
    const token = confirmations.issue(scope);
    expect(() => confirmations.spend(token, { ...scope, ...other })).toThrow(/another/);
    expect(() => confirmations.spend(token, scope)).toThrow('used before');
  },
);

test('it lasts two minutes', () => {
  const { confirmations, pass } = clocked();
  const early = confirmations.issue(scope);
  pass(119_000);
  expect(() => confirmations.spend(early, scope)).not.toThrow();
  const late = confirmations.issue(scope);
  pass(120_000);
  expect(() => confirmations.spend(late, scope)).toThrow('older than 120 s');
});

test('asking again makes the earlier one void, and a guess is none', () => {
  const { confirmations } = clocked();
  const first = confirmations.issue(scope);
  confirmations.issue(scope);
  expect(() => confirmations.spend(first, scope)).toThrow('unknown');
  expect(() => confirmations.spend('', scope)).toThrow('unknown');
});

test('a token of before a restart is good for what is left of its two minutes, and no token is made from its name', () => {
  const { confirmations, pass } = clocked();
  const token = new Confirmations().issue(scope);
  confirmations.readmit(tokenName(token), scope, 60_000);
  expect(() => confirmations.spend(tokenName(token), scope)).toThrow('unknown');
  pass(59_000);
  expect(() => confirmations.spend(token, scope)).not.toThrow();
  expect(() => confirmations.spend(token, scope)).toThrow('used before');
});

test.each([120_000, -1])('a token given out %i ms ago, as the clock has it, is none', (ageMs) => {
  const { confirmations } = clocked();
  const token = new Confirmations().issue(scope);
  confirmations.readmit(tokenName(token), scope, ageMs);
  expect(() => confirmations.spend(token, scope)).toThrow('unknown');
});

test('a token that is presented with something else is told as void', () => {
  const { confirmations } = clocked();
  const token = confirmations.issue(scope);
  const voided: string[] = [];
  const spend = () => confirmations.spend(token, { ...scope, step: 5 }, (name) => voided.push(name));
  expect(spend).toThrow('another action');
  expect(voided).toEqual([tokenName(token)]);
});
