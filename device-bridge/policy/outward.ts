// Whom an outward action reaches and with what, as the screen shows it.
import type { Observation } from '../phone/phone.js';
import type { ScreenNode, ScreenTree } from '../phone/tree.js';
import type { Permission } from './consent.js';
import { isShown, ownLabel, windowOf } from './labels.js';
import { isPainted } from './painted.js';

/** Headings of chats, mails and posts stand in this share of the screen. */
const headingShare = 0.16;
const longestName = 30;
const chrome =
  /^(返回|取消|完成|发送|更多|关闭|编辑|保存|back|cancel|done|send|more|close|edit|save|\d{1,3}|[<‹←×✕]+)$/i;
const searching = /搜索|查找|search|find|query/i;

/** What has been written in the fields of the screen, searches apart; texts of several fields as lines. */
export function writtenOn(tree: ScreenTree): string {
  return tree.nodes
    .filter((node) => node.editable && isShown(node) && !node.password && node.text !== '')
    .filter((node) => !searching.test(`${node.hint} ${node.description} ${node.resourceId}`))
    .map((node) => node.text)
    .join('\n');
}

/**
 * The name in the heading of the window that `sender` is in, without a number of members; empty when there is none. On
 * a page that calls, the name of whom the user named, where the page shows it. A name read from a picture is none: it
 * may be another's, but for one character.
 */
export function recipientOn(screen: Observation, sender: ScreenNode, calls: boolean, permission: Permission): string {
  const root = windowOf(sender);
  const wanted = permission.outward?.recipient;
  if (calls && wanted !== undefined) {
    const isCalled = permission.isCalled ?? ((label, name) => label === name);
    const named = namesIn(screen, root).find(
      (node) => node.text.length <= longestName && isCalled(node.text.trim(), wanted),
    );
    if (named) return named.text.trim();
  }
  return headingOf(screen, root, sender);
}

/** The name in the heading of a window; `except` is none. */
export function headingOf(screen: Observation, window: ScreenNode, except?: ScreenNode): string {
  const headings = namesIn(screen, window).filter(
    (node) =>
      node !== except &&
      node.bounds.bottom <= screen.sizePx.heightPx * headingShare &&
      node.text.length <= longestName + 8 &&
      !chrome.test(ownLabel(node)),
  );
  headings.sort((a, b) => a.bounds.top - b.bounds.top || a.bounds.left - b.bounds.left);
  return (headings[0]?.text ?? '').replace(/\s*[(（]\d+[)）]$/, '').trim();
}

function namesIn(screen: Observation, window: ScreenNode): ScreenNode[] {
  return screen.tree.nodes.filter(
    (node) => isShown(node) && !node.editable && !isPainted(node) && windowOf(node) === window && node.text !== '',
  );
}
