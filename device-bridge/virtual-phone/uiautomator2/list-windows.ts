// What `mobile: listWindows` tells: every window from the top, with its place. Fields and filters are those that the
// driver documents.
import type { Phone } from '../device/phone.js';
import { invalidArgument } from './errors.js';

/** android.view.accessibility.AccessibilityWindowInfo */
const applicationWindowType = 1;
const systemWindowType = 3;
const systemUiPackage = 'com.android.systemui';
/** Their filters may hold stars. */
const patterned = ['packageName', 'title'];

export function listWindows(phone: Phone, filters: unknown): Record<string, unknown>[] {
  if (typeof filters !== 'object' || filters === null) throw invalidArgument('filters must be an object');
  const active = phone.activeWindow().id;
  const listed = phone.touchWindows().map((window, index, all) => {
    const [left, top, right, bottom] = window.root.bounds;
    return {
      windowId: window.id,
      displayId: 0,
      physicalDisplayId: null,
      virtualDisplayId: null,
      rect: { left, top, right, bottom },
      packageName: window.packageName,
      screenshot: null,
      type: window.packageName === systemUiPackage ? systemWindowType : applicationWindowType,
      title: null,
      layer: all.length - index,
      isAccessibilityFocused: false,
      isActive: window.id === active,
      isFocused: window.id === active,
      isInPictureInPictureMode: false,
    };
  });
  return listed.filter((window) => Object.entries(filters).every(([name, wanted]) => fits(window, name, wanted)));
}

function fits(window: Readonly<Record<string, unknown>>, name: string, wanted: unknown): boolean {
  if (!Object.hasOwn(window, name)) throw invalidArgument(`windows have no '${name}' to filter by`);
  const value = window[name];
  if (!patterned.includes(name)) return value === wanted;
  const pattern = String(wanted)
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  return new RegExp(`^${pattern}$`).test(String(value ?? ''));
}
