// What the accessibility tree says about a view: the attributes of the page source, of element requests and of
// selectors. Names and order are those of io.appium.uiautomator2.server's page source.
import { isClickable, isEditField, type VisibleNode } from '../device/visible-tree.js';

/** In page source order; absent ones are not written. */
export type Attributes = ReadonlyMap<string, string>;

export function attributesOf(node: VisibleNode): Attributes {
  const { view, index, window } = node;
  const isEdit = isEditField(view);
  const isShowingHint = isEdit && !view.text && view.hint !== undefined;
  const isTouchable = isClickable(view);
  const attributes = new Map<string, string>();
  const set = (name: string, value: string | number | boolean | undefined): void => {
    if (value !== undefined) attributes.set(name, String(value));
  };
  set('index', index);
  set('package', window.packageName);
  set('class', view.className);
  set('text', isShowingHint ? view.hint : shownText(view.text, view.password));
  set('content-desc', view.contentDescription);
  set('resource-id', view.resourceId);
  set('checkable', view.checkable ?? false);
  set('checked', view.checked ?? false);
  set('clickable', isTouchable);
  set('enabled', view.enabled ?? true);
  set('focusable', isTouchable);
  set('focused', view.focused ?? false);
  set('long-clickable', view.longClickable ?? (view.onLongPress !== undefined || isEdit));
  set('password', view.password ?? false);
  set('scrollable', view.scrollable ?? view.onScroll !== undefined);
  set('selection-start', isEdit && view.text ? view.text.length : undefined);
  set('selection-end', isEdit && view.text ? view.text.length : undefined);
  set('selected', view.selected ?? false);
  set('bounds', boundsText(node));
  set('displayed', true);
  set('hint', isEdit ? view.hint : undefined);
  set('a11y-important', true);
  set('screen-reader-focusable', false);
  set('drawing-order', index + 1);
  set('showing-hint', isShowingHint);
  set('text-entry-key', false);
  set('dismissable', false);
  set('a11y-focused', false);
  set('heading', false);
  set('live-region', 0);
  set('context-clickable', false);
  set('content-invalid', false);
  set('window-id', window.id);
  return attributes;
}

/** Passwords are masked, one dot a character. */
function shownText(text: string | undefined, isPassword: boolean | undefined): string {
  if (text === undefined) return '';
  return isPassword ? '•'.repeat(text.length) : text;
}

function boundsText(node: VisibleNode): string {
  const [left, top, right, bottom] = node.visible.map(Math.round) as [number, number, number, number];
  return `[${left},${top}][${right},${bottom}]`;
}
