// Putting text into the focused field, in any script. Three ways, each checked by reading the field back: the
// accessibility action, which sets the whole text at once; an input method that types it, where the app draws its own
// fields or rewrites what it is set to; and the clipboard, where a keyboard rewrites what is typed.
import { abortReason, FarhandError } from '@farhand/shared';
import type { Driver } from './appium-session.js';
import type { Typed } from './phone.js';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
/** android.view.KeyEvent.KEYCODE_PASTE */
const pasteKey = 279;

type Way = (driver: Driver, field: string, text: string) => Promise<unknown>;

/** In the order in which they are tried: the quickest first, the one that costs the owner's clipboard last. */
const ways: readonly Way[] = [setText, typeByInputMethod, paste];

/**
 * Tells what the field holds then; it is to be exactly the text, after what it held before when not cleared. Throws
 * SUBTASK_FAILED without a focused field, NEEDS_TAKEOVER for one that takes a password.
 */
export async function typeText(driver: Driver, text: string, clear: boolean, signal?: AbortSignal): Promise<Typed> {
  const field = await focusedElement(driver);
  if (!field) throw new FarhandError('SUBTASK_FAILED', 'No field on the screen has the focus, so nothing can be typed');
  if ((await driver.getElementAttribute(field, 'password')) === 'true') {
    throw new FarhandError('NEEDS_TAKEOVER', 'The focused field takes a password');
  }
  const wanted = clear ? text : (await contentOf(driver, field)) + text;
  for (const way of ways) {
    // Nobody waits any more for what is typed after an abort.
    if (signal?.aborted) throw abortReason(signal);
    await way(driver, field, wanted);
    if ((await driver.getElementText(field)) === wanted || (await contentOf(driver, field)) === wanted)
      return { wanted, holds: wanted };
  }
  return { wanted, holds: await contentOf(driver, field) };
}

async function setText(driver: Driver, field: string, text: string): Promise<void> {
  // The server takes a backslash and an n at the end for the Enter key.
  if (text.endsWith('\\n')) return;
  await driver.executeScript('mobile: replaceElementValue', [{ elementId: field, text }]);
}

async function typeByInputMethod(driver: Driver, field: string, text: string): Promise<void> {
  await driver.elementClear(field);
  await driver.executeScript('mobile: type', [{ text }]);
}

async function paste(driver: Driver, field: string, text: string): Promise<void> {
  await driver.elementClear(field);
  const content = Buffer.from(text).toString('base64');
  await driver.executeScript('mobile: setClipboard', [{ content, contentType: 'plaintext' }]);
  await driver.executeScript('mobile: pressKey', [{ keycode: pasteKey }]);
}

async function focusedElement(driver: Driver): Promise<string | undefined> {
  const found = (await driver.getActiveElement().catch(() => undefined)) as Record<string, string> | undefined;
  return found?.[elementKey];
}

/** What is written in a field; a hint is not. */
async function contentOf(driver: Driver, field: string): Promise<string> {
  const text = await driver.getElementText(field);
  const hint = await driver.getElementAttribute(field, 'hint').catch(() => null);
  return text === hint ? '' : text;
}
