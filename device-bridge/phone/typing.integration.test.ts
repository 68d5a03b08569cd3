// The text contract, over real Appium and adb: whatever is to be written stands in the field afterwards, exactly, or the
// hand knows that it does not; and the phone has its own keyboard back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Decider, Decision } from '../hand/decider.js';
import { PhoneKit } from '../testing/phone-kit.js';
import { unicodeInputMethod } from '../virtual-phone/device/keyboard.js';
import { createTarget, type Target, targetPackage } from '../virtual-phone/testing/target-app.js';

const limitMs = 60_000;
const ownKeyboard = 'com.android.inputmethod.pinyin/.PinyinService';

let target: Target;
let kit: PhoneKit;
beforeAll(async () => {
  target = createTarget();
  kit = await PhoneKit.openWith(1, [target.app]);
  await kit.phone.launch(targetPackage, false);
}, limitMs);
afterAll(() => kit?.close());
beforeEach(async () => {
  await kit.post('rewrites', { ways: [] });
  target.place([0.5, 0.2], 'field');
});

const field = (screen: {
  tree: { nodes: readonly { editable: boolean; bounds: { left: number; top: number } }[] };
}) => {
  const { left = 0, top = 0 } = screen.tree.nodes.find((node) => node.editable)?.bounds ?? {};
  return { x: left + 10, y: top + 10 };
};

/** Whether the phone says that the field holds the text. */
async function write(text: string, clear = true): Promise<boolean> {
  const screen = await kit.phone.observe();
  const { wanted, holds } = await kit.phone.type(await kit.phone.focus(screen, field(screen)), text, clear);
  return holds === wanted;
}

const texts: Readonly<Record<string, string>> = {
  Chinese: '帮我比价：苹果耳机，哪家便宜？',
  emoji: 'done 👍🏽 👨‍👩‍👧‍👦 🇨🇳',
  'right to left': 'مرحبا بالعالم, שלום',
  quotes: `it's "so" \`quoted\` \\ & <b> $HOME $(id) ; | > * % 100%s`,
  newlines: 'first\n\nthird line\n',
  'a spelled-out newline at the end': 'C:\\n',
  'spaces around': '  two  ',
  '2,000 characters': '长文本 and more, 第一段。'.repeat(134).slice(0, 2000),
};

describe.each([
  { rewritten: [] as string[], how: 'set at once' },
  { rewritten: ['set'], how: 'typed, where the app rewrites what is set' },
  { rewritten: ['set', 'typed'], how: 'pasted, where the keyboard rewrites as well' },
])('text that is $how', ({ rewritten }) => {
  test.each(Object.entries(texts))(
    '%s',
    async (_name, text) => {
      await kit.post('rewrites', { ways: rewritten });
      target.state.text = 'what stood there before';
      expect(await write(text)).toBe(true);
      expect(target.state.text).toBe(text);
      expect(kit.virtual?.state().inputMethod).toBe(ownKeyboard);
    },
    limitMs,
  );
});

test(
  'text goes behind what stands there when it is not to be cleared',
  async () => {
    await write('你好');
    expect(await write('，世界', false)).toBe(true);
    expect(target.state.text).toBe('你好，世界');
  },
  limitMs,
);

test(
  'a field that rewrites in every way is told as not verified',
  async () => {
    await kit.post('rewrites', { ways: ['set', 'typed', 'pasted'] });
    expect(await write(`it's "x"`)).toBe(false);
    expect(target.state.text).not.toBe(`it's "x"`);
  },
  limitMs,
);

/** Types once; what then happens is the test's business. */
function typist(text: string): Decider {
  const decisions: ((screen: Parameters<typeof field>[0]) => Decision['action'])[] = [
    (screen) => {
      const { x, y } = field(screen);
      return { action: 'TYPE', value: text, point: [(x / 1080) * 1000, (y / 2400) * 1000] };
    },
  ];
  return {
    name: 'typist',
    begin: () => ({
      tokens: { prompt: 0, generated: 0 },
      next: async ({ screen }) => ({
        action: decisions.shift()?.(screen) ?? { action: 'COMPLETE', return: 'written' },
        explain: 'write',
      }),
    }),
  };
}

async function helperKeyboard(): Promise<void> {
  const deadlineMs = performance.now() + 20_000;
  while (kit.virtual?.state().inputMethod !== unicodeInputMethod) {
    if (performance.now() > deadlineMs) throw new Error('the helper keyboard was never chosen');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test(
  'a run that is cancelled in the middle of typing leaves the phone its own keyboard',
  async () => {
    await kit.post('rewrites', { ways: ['set'] });
    const stop = new AbortController();
    const running = kit.run('', 'do', {}, { decider: typist(`"cancelled"`), signal: stop.signal });
    await helperKeyboard();
    stop.abort();
    expect(await running).toMatchObject({ stopReason: 'CANCELLED' });
    expect(kit.virtual?.state().inputMethod).toBe(ownKeyboard);
  },
  limitMs,
);

test(
  'a link that breaks in the middle of typing leaves the phone its own keyboard',
  async () => {
    await kit.post('rewrites', { ways: ['set'] });
    const running = kit.run('', 'do', {}, { decider: typist(`"broken"`) });
    await helperKeyboard();
    await kit.post('faults/kill-server');
    await kit.post('faults/drop-link');
    await running;
    expect(kit.virtual?.state().inputMethod).toBe(ownKeyboard);
  },
  limitMs,
);

test(
  'a keyboard that an earlier bridge left behind is replaced when a session opens',
  async () => {
    await kit.adb.shell(kit.process.serial, ['ime', 'set', unicodeInputMethod]);
    await kit.post('faults/kill-server');
    await kit.phone.observe();
    expect(kit.virtual?.state().inputMethod).toBe(ownKeyboard);
  },
  limitMs,
);
