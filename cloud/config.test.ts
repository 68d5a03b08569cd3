import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { describeConfig, loadConfig } from './config.js';

test('flags win over variables, and those over defaults', () => {
  const env = { FARHAND_PORT: '4000', FARHAND_DEVICE_WAIT_SECONDS: '7' };
  const { config } = loadConfig({ port: 5000 }, env);
  expect(config).toMatchObject({ port: 5000, deviceWaitSeconds: 7, host: '127.0.0.1', resumeInterrupted: true });
});

test('the home is in the checkout unless it is named', () => {
  expect(loadConfig({}, {}).config.home).toBe(resolve(join(import.meta.dirname, '..', '.farhand')));
  expect(loadConfig({}, { FARHAND_HOME: '/somewhere' }).config.home).toBe('/somewhere');
});

test('an empty variable counts as not set', () => {
  expect(loadConfig({}, { FARHAND_BRAIN_URL: '' }).config.brainUrl).toBeUndefined();
});

test.each([
  ['FARHAND_PORT', '70000'],
  ['FARHAND_BRAIN_URL', 'localhost:8000'],
  ['FARHAND_DATABASE_URL', 'mysql://x'],
  ['FARHAND_RESUME', 'perhaps'],
  ['FARHAND_JUDGE', 'native:x'],
  ['FARHAND_BRAIN_VISION', 'perhaps'],
  ['FARHAND_BUDGET_DAY', '5 usd'],
])('%s=%s is refused by name', (name, value) => {
  expect(() => loadConfig({}, { [name]: value })).toThrow(name);
});

test('a secret is never shown, not even when it is wrong', () => {
  const { config } = loadConfig({}, { FARHAND_BRAIN_KEY: 'sk-very-secret', FARHAND_TOKEN: 'a'.repeat(20) });
  const shown = JSON.stringify(describeConfig(config));
  expect(shown).not.toContain('sk-very-secret');
  expect(shown).not.toContain('aaaa');
  expect(shown).toContain('[hidden]');
  expect(() => loadConfig({}, { FARHAND_TOKEN: 'short' })).toThrow(/^(?!.*"short").*$/s);
});

test('a misspelt variable is told with the nearest name; foreign ones of the project are not', () => {
  const { warnings } = loadConfig(
    {},
    { FARHAND_BRAIN_URI: 'x', FARHAND_LOG: 'debug', FARHAND_SEED: '2', PATH: '/bin' },
  );
  expect(warnings).toEqual(['The variable FARHAND_BRAIN_URI is not a setting; did you mean FARHAND_BRAIN_URL?']);
});
