import sharp from 'sharp';
import { expect, test } from 'vitest';
import { createBarePhone } from '../testing/bare-phone.js';

test('size and density can be overridden from the shell, and the screen is drawn that way', async () => {
  const { phone, run, unknown } = createBarePhone();
  expect((await run('wm size')).stdout).toBe('Physical size: 1080x2400\n');
  await run('wm size 720x1600; wm density 320');
  expect((await run('wm size; wm density')).stdout).toBe(
    'Physical size: 1080x2400\nOverride size: 720x1600\nPhysical density: 420\nOverride density: 320\n',
  );
  expect(phone.metrics).toMatchObject({ widthPx: 720, heightPx: 1600, density: 2 });
  expect(await sharp(await phone.screenshots.png()).metadata()).toMatchObject({ width: 720, height: 1600 });
  await run('wm size reset; wm density reset');
  expect((await run('wm size')).stdout).toBe('Physical size: 1080x2400\n');
  expect(unknown).toEqual([]);
});

test('a turned phone says so everywhere: settings, window manager, input, and its pictures', async () => {
  const { phone, run } = createBarePhone();
  await run('settings put system accelerometer_rotation 0; settings put system user_rotation 1');
  expect((await run('wm size')).stdout).toBe('Physical size: 1080x2400\n');
  expect((await run('dumpsys input')).stdout).toContain('SurfaceOrientation: 1');
  expect((await run('dumpsys window displays')).stdout).toContain('cur=2400x1080');
  expect((await run('dumpsys display')).stdout).toContain('real 2400 x 1080, rotation 1');
  expect((await run('uiautomator dump /dev/tty')).stdout).toContain('<hierarchy rotation="1">');
  expect(await sharp(await phone.screenshots.png()).metadata()).toMatchObject({ width: 2400, height: 1080 });
  await run('wm user-rotation lock 0');
  expect(phone.metrics).toMatchObject({ widthPx: 1080, heightPx: 2400 });
});

test.each(['wm size 720', 'wm size 9999x100', 'wm density 5', 'wm size 320x320', 'wm user-rotation lock 7'])(
  '%s is refused and changes nothing',
  async (command) => {
    const { phone, run } = createBarePhone();
    const { code, stderr } = await run(command);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/^Error: /);
    expect(phone.metrics).toMatchObject({ widthPx: 1080, heightPx: 2400, density: 2.625 });
  },
);

test('a reset phone has its own display again', () => {
  const { phone } = createBarePhone();
  phone.display.change({ widthPx: 1440, heightPx: 3200, dpi: 560, rotation: 3 });
  phone.reset(1);
  expect(phone.metrics).toMatchObject({ widthPx: 1080, heightPx: 2400, density: 2.625 });
});
