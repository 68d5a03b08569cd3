import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readBridgeConfig } from './config.js';
import { linkAddress } from './gui-mcp/dial.js';

const env = { FARHAND_CLOUD_URL: 'http://127.0.0.1:8080', FARHAND_TOKEN: 't' };

test('flags win over the environment, and defaults fill the rest', () => {
  expect(readBridgeConfig([], env)).toEqual({
    cloudUrl: 'http://127.0.0.1:8080',
    token: 't',
    virtualPhone: 'auto',
    seed: 1,
    takeover: 'here',
    home: resolve('.farhand'),
    privacy: 'captions',
    ocr: 'auto',
    replay: true,
  });
  expect(readBridgeConfig([], { ...env, FARHAND_REPLAY: 'off' }).replay).toBe(false);
  expect(readBridgeConfig(['--seed', '7', '--virtual-phone=never'], { ...env, FARHAND_SEED: '3' })).toMatchObject({
    seed: 7,
    virtualPhone: 'never',
  });
});

test('a vision model comes with its address', () => {
  const config = readBridgeConfig(['--hand-url', 'http://localhost:11434/v1', '--hand-picture', '728x728'], env);
  expect(config.handModel).toMatchObject({
    url: 'http://localhost:11434/v1',
    model: 'gelab-zero-4b-preview',
    use: 'auto',
    trusted: false,
    pictureSize: { widthPx: 728, heightPx: 728 },
  });
});

test('a prompt of the model’s own is read at the start, and goes with no other dialect', () => {
  const url = ['--hand-url', 'http://localhost:11434/v1'];
  expect(() => readBridgeConfig([...url, '--hand-template', '/nowhere.json'], env)).toThrow(
    /nowhere\.json cannot be read/,
  );
  const adv = [...url, '--hand-template', '/nowhere.json', '--hand-prompt', 'adv'];
  expect(() => readBridgeConfig(adv, env)).toThrow(/not for adv/);
});

test.each([
  [['--sead', '7'], /no flag --sead; did you mean --seed\?/],
  [['--seed', 'many'], /^--seed cannot be "many"/],
  [['--virtual-phone', 'maybe'], /^--virtual-phone cannot be "maybe"/],
  [['--ocr', 'maybe'], /^--ocr cannot be "maybe"/],
  [['--hand-url', 'ftp://x'], /^--hand-url cannot be "ftp:/],
])('%j is refused by name', (args, reason) => {
  expect(() => readBridgeConfig(args, env)).toThrow(reason);
});

test('a wrong value from the environment is called by its variable', () => {
  expect(() => readBridgeConfig([], { ...env, FARHAND_HAND_URL: 'nowhere' })).toThrow(/^FARHAND_HAND_URL cannot be/);
});

test('the cloud is dialled at its path, and what is no address is refused', () => {
  expect(linkAddress('http://127.0.0.1:8080')).toBe('ws://127.0.0.1:8080/gui-mcp');
  expect(linkAddress('https://farhand.example/link')).toBe('wss://farhand.example/link');
  expect(() => linkAddress('ftp://farhand.example')).toThrow(/begins with http/);
  expect(() => linkAddress('somewhere')).toThrow(/not the address/);
});
