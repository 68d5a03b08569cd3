// Putting text into the focused field, in any script. The accessibility action sets the whole text at once; where an
// app draws its own fields it has no effect, which reading back shows, and an input method types it instead.
import { FarhandError } from '@farhand/shared';
import type { Driver } from './appium-session.js';

const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** True when the field holds exactly the text (after what it held before, when not cleared). Throws SUBTASK_FAILED without a focused field. */
export async function typeText(driver: Driver, text: string, clear: boolean): Promise<boolean> {
  const field = await focusedElement(driver);
  if (!field) throw new FarhandError('SUBTASK_FAILED', 'No field on the screen has the focus, so nothing can be typed');
  if ((await driver.getElementAttribute(field, 'password')) === 'true') {
    throw new FarhandError('NEEDS_TAKEOVER', 'The focused field takes a password');
  }
  const wanted = clear ? text : (await contentOf(driver, field)) + text;
  await driver.executeScript('mobile: replaceElementValue', [{ elementId: field, text: wanted }]);
  if ((await contentOf(driver, field)) === wanted) return true;
  await driver.elementClear(field);
  await driver.executeScript('mobile: type', [{ text: wanted }]);
  return (await contentOf(driver, field)) === wanted;
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
