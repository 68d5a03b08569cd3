import { beforeEach, expect, test } from 'vitest';
import { AppStage } from '../testing/app-stage.js';
import { settings } from './index.js';

const definition = settings();
let stage: AppStage;

beforeEach(() => {
  definition.reset(1);
  stage = new AppStage([definition]);
});

test('a switch row changes the state and shows it', () => {
  stage.tap('row:wlan');
  expect(stage.get('row:wifi/switch').checked).toBe(true);
  expect(stage.find('Office-Guest')).toBeDefined();
  stage.tap('开启 WLAN');
  expect(stage.get('row:wifi/switch').checked).toBe(false);
  expect(stage.find('Office-Guest')).toBeUndefined();
  expect(definition.state()).toMatchObject({ wifi: false });
  stage.back();
  expect(stage.get('row:wlan/summary').text).toBe('已关闭');
});

test('brightness is set by touching the bar and told as its text', () => {
  stage.tap('row:display');
  stage.tap('亮度 30%');
  expect(stage.get('brightness/bar').text).toBe('30%');
  expect(definition.state()).toMatchObject({ brightnessPercent: 30, autoBrightness: false });
});

test('a network is chosen by touching it', () => {
  stage.tap('row:wlan');
  stage.tap('Office-Guest');
  expect(definition.state()).toMatchObject({ wifiNetwork: 'Office-Guest' });
  expect(stage.get('row:Office-Guest').selected).toBe(true);
});

test('a reset brings the defaults back, also for a running app', () => {
  stage.tap('row:display');
  stage.tap('row:darkMode');
  definition.reset(1);
  expect(stage.get('row:darkMode/switch').checked).toBe(false);
});
