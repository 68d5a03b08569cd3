// A goal that was reached with a model is reached again without one: on a virtual phone through real adb and Appium, with
// a model server whose calls are counted. What is true is asked of the app.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createMemo, type Memo, memoPackage } from '../../testing/memo-app.js';
import { PhoneKit } from '../../testing/phone-kit.js';
import { type ScriptedModel, startScriptedModel } from '../../testing/scripted-model.js';
import type { HandResult, HandSession } from '../session.js';
import { stepGuiDecider } from '../step-gui/decider.js';
import { ReplayStore, replayDecider } from './index.js';

const limitMs = 60_000;

let memo: Memo;
let kit: PhoneKit;
let model: ScriptedModel;
let home: string;
/** Where the way to note something has been learnt. */
let learnt: string;
let replayed: (boolean | undefined)[];
beforeAll(async () => {
  learnt = mkdtempSync(join(tmpdir(), 'farhand-learnt-'));
  home = learnt;
  memo = createMemo();
  [kit, model] = await Promise.all([PhoneKit.openWith(1, [memo.app]), startScriptedModel()]);
  expect(await note('买牛奶')).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', replayed: 0 });
  expect(model.calls).toBe(5);
});
afterAll(async () => {
  model?.close();
  await kit?.close();
  rmSync(learnt, { recursive: true, force: true });
});
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'farhand-replay-'));
  cpSync(learnt, home, { recursive: true });
  memo.reset();
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const isInFront = (): boolean => kit.virtual?.state().foreground.packageName === memoPackage;

/** Does what it takes to note a text, from wherever it is. */
function noter(text: string): () => string {
  return () => {
    if (!isInFront()) return `AWAKE\tvalue:${memoPackage}`;
    if (memo.page === 'home') return memo.layout.offer ? 'CLICK\tpoint:500,654' : `CLICK\tpoint:${memo.placeOf('new')}`;
    if (memo.page === 'edit' && memo.draft !== text) return `TYPE\tvalue:${text}\tpoint:${memo.placeOf('field')}`;
    if (memo.page === 'edit') return `CLICK\tpoint:${memo.placeOf('save')}`;
    return 'COMPLETE\treturn:已记下';
  };
}

/** Reads the balance from the owner's page. */
function reader(): string {
  if (!isInFront()) return `AWAKE\tvalue:${memoPackage}`;
  return memo.page === 'mine' ? `COMPLETE\treturn:余额${memo.balance}元` : `CLICK\tpoint:${memo.placeOf('mine')}`;
}

async function begin(
  task: string,
  decide: () => string,
  versionCode?: string,
): Promise<{ session: HandSession; result: HandResult }> {
  await kit.post('reset', { seed: 1 });
  model.play(decide);
  const store = new ReplayStore(home);
  const seeing = { decider: stepGuiDecider({ url: model.url, model: 'scripted' }), joins: true };
  const decider = replayDecider({ store, isPersonal: (text) => /\d{11}/.test(text) }, [seeing]);
  const session = kit.session('', 'do', {}, { decider, task });
  if (versionCode !== undefined) {
    const { deliberation } = session;
    const met = deliberation.met?.bind(deliberation);
    Object.assign(deliberation, {
      met: (phone: typeof kit.phone) =>
        met?.({ activity: (signal) => phone.activity(signal), appVersion: async () => versionCode }),
    });
  }
  const result = await kit.go(session);
  replayed = session.log.map((step) => step.replayed);
  return { session, result };
}

const run = async (...args: Parameters<typeof begin>): Promise<HandResult> => (await begin(...args)).result;
const note = (text: string): Promise<HandResult> => run(`记一条备忘：${text}`, noter(text));

test(
  'the second run asks no model, also with another text, and says that it was a replay',
  async () => {
    for (const text of ['买牛奶', '周五 call "Bob" & co 😀']) {
      const before = memo.saved.length;
      const result = await note(text);
      expect(result).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', verified: 'yes' });
      expect(result.text).toContain(text);
      expect(model.calls).toBe(0);
      expect(result.replayed).toBe(result.steps);
      expect(replayed.every(Boolean)).toBe(true);
      expect(memo.saved.slice(before)).toEqual([text]);
    }
  },
  limitMs,
);

test(
  'a button that has moved is found; a pop-up over it is closed',
  async () => {
    memo.layout.newPlace = [60, 240, 360, 380];
    memo.layout.offer = true;
    expect(await note('买面包')).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', verified: 'yes' });
    expect(model.calls).toBe(0);
    expect(memo.saved).toEqual(['买面包']);
  },
  limitMs,
);

test(
  'where the app has changed the model is asked for that step alone, and the next run needs none again',
  async () => {
    Object.assign(memo.layout, {
      saveName: '完成',
      saveId: `${memoPackage}:id/done`,
      savePlace: [60, 1000, 1020, 1140],
    });
    expect(await note('买面包')).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY' });
    expect(model.calls).toBeGreaterThan(0);
    expect(model.calls).toBeLessThanOrEqual(2);
    expect(model.asked).toContain('前面的步骤已经做完');
    expect(await note('买鸡蛋')).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', verified: 'yes' });
    expect(model.calls).toBe(0);
    expect(memo.saved).toEqual(['买面包', '买鸡蛋']);
  },
  limitMs,
);

test(
  'another version of the app is learnt anew',
  async () => {
    await run('记一条备忘：买面包', noter('买面包'), '8');
    expect(model.calls).toBe(5);
    expect(memo.saved).toEqual(['买面包']);
  },
  limitMs,
);

test(
  'what a screen says is read anew: the way is replayed, the answer is not',
  async () => {
    const task = '告诉我余额';
    memo.balance = '88.50';
    expect(await run(task, reader)).toMatchObject({ text: '余额88.50元' });
    memo.balance = '12.30';
    expect(await run(task, reader)).toMatchObject({ text: '余额12.30元', replayed: 2 });
    expect(model.calls).toBe(1);
  },
  limitMs,
);

test(
  'a replay grants no consent: the gate stops it where it stopped the model, and with consent it goes on',
  async () => {
    const sender = (): string =>
      isInFront() && memo.page === 'saved' && memo.sent === 0 ? `CLICK\tpoint:${memo.placeOf('send')}` : noter('甲')();
    const send = async (): Promise<HandResult> => {
      const sentBefore = memo.sent;
      const { session, result } = await begin('记下并转出：甲', sender);
      expect(result).toMatchObject({ stopReason: 'NEEDS_CONFIRMATION' });
      expect(memo.sent).toBe(sentBefore);
      session.granted = session.subject;
      return kit.go(session);
    };
    expect(await send()).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY', replayed: 0 });
    expect(memo.sent).toBe(1);
    expect(await send()).toMatchObject({ stopReason: 'TASK_COMPLETED_SUCCESSFULLY' });
    expect(memo.sent).toBe(2);
  },
  limitMs,
);

test(
  'pages that were opened in vain are left out, and nothing of a screen stands in the file',
  async () => {
    rmSync(join(home, 'replays'), { recursive: true });
    let detour = true;
    await run('记一条备忘：买牛奶', () => {
      if (isInFront() && memo.page === 'home' && detour) return `CLICK\tpoint:${memo.placeOf('mine')}`;
      if (memo.page === 'mine') {
        detour = false;
        return 'BACK';
      }
      return noter('买牛奶')();
    });
    expect(model.calls).toBe(7);
    expect(await note('买面包')).toMatchObject({ replayed: 5 });
    const folder = join(home, 'replays');
    const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const kept = readFileSync(join(folder, file), 'utf8');
    for (const word of ['买牛奶', '买面包', '新建', '保存', '备忘详情', '余额', 'id/new'])
      expect(kept).not.toContain(word);
  },
  limitMs,
);
