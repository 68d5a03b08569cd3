// The freshness contract: what is decided on one frame is not done on another. A list that slides away while the hand
// thinks is looked at again, and the row that was meant is the row that is touched.

import { toModelPoint } from '@farhand/shared';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Observation } from '../phone/phone.js';
import type { ScreenNode } from '../phone/tree.js';
import { PhoneKit } from '../testing/phone-kit.js';
import { createFixtureApps, notebookPackage } from '../virtual-phone/testing/fixture-apps.js';
import type { Decider } from './decider.js';
import { centreOf } from './reading/nodes.js';

const limitMs = 60_000;
const thinkingMs = 120;
const rowPx = 200;

let kit: PhoneKit;
beforeAll(async () => {
  const notebook = createFixtureApps().filter((app) => app.identity.packageName === notebookPackage);
  kit = await PhoneKit.openWith(1, notebook);
}, limitMs);
afterAll(() => kit?.close());
beforeEach(() => kit.phone.launch(notebookPackage, true));

const rowOf = (screen: Observation, text: string): ScreenNode | undefined =>
  screen.tree.nodes.find((node) => node.text === text);

/** Thinks for a while and taps the row; ends when a row's page is open. */
function tapper(row: string, looks: Observation[]): Decider {
  return {
    name: 'tapper',
    begin: () => ({
      tokens: { prompt: 0, generated: 0 },
      next: async ({ screen, performed }) => {
        looks.push(screen);
        const opened = screen.tree.nodes.find((node) => node.text.endsWith('的内容'))?.text;
        if (opened && performed) return { action: { action: 'COMPLETE', return: opened }, explain: opened };
        await new Promise((resolve) => setTimeout(resolve, thinkingMs));
        const node = rowOf(screen, row);
        if (!node) return { action: { action: 'ABORT', value: `${row} is gone` }, explain: 'gone' };
        const point = toModelPoint(centreOf(node.bounds), screen.sizePx);
        return { action: { action: 'CLICK', point }, explain: `tap ${row}` };
      },
    }),
  };
}

test.each([1, 2, 3])(
  'a row that slides away %i times under the finger is met all the same',
  async (times) => {
    const looks: Observation[] = [];
    await kit.post('drift', { px: rowPx, looks: times });
    const result = await kit.run('', 'do', {}, { decider: tapper('笔记 6', looks) });
    expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', text: '笔记 6 的内容' });
    expect(new Set(looks.map(({ frameId }) => frameId)).size).toBe(looks.length);
  },
  limitMs,
);

test(
  'a list that never rests ends the run before anything else is touched',
  async () => {
    await kit.post('drift', { px: 40, looks: 1000 });
    const result = await kit.run('', 'do', {}, { decider: tapper('笔记 30', []), maxSteps: 12 });
    await kit.post('drift', { px: 0, looks: 0 });
    expect(result.stopReason).toBe('TASK_ABORTED_BY_AGENT');
    const after = await kit.phone.observe();
    expect(rowOf(after, '笔记 30 的内容')).toBeUndefined();
    expect(after.tree.nodes.some(({ text }) => text.endsWith('的内容'))).toBe(false);
  },
  limitMs,
);

test(
  'an action that names an older frame is refused',
  async () => {
    const before = await kit.phone.observe();
    const at = centreOf(rowOf(before, '笔记 3')?.bounds ?? { left: 0, top: 0, right: 0, bottom: 0 });
    await kit.phone.swipe(before.frameId, { x: 540, y: 1500 }, { x: 540, y: 1100 }, 300);
    await kit.phone.settle(before, {});
    await expect(kit.phone.tap(before.frameId, at)).rejects.toMatchObject({ code: 'SCREEN_CHANGED' });
  },
  limitMs,
);
