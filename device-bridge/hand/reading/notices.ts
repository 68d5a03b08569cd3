// What a screen says about itself: nothing found, the end of a list, something in the way.
import type { SizePx } from '@farhand/shared';
import { areaPx, clickTarget, type ScreenNode, type ScreenTree } from '../../phone/tree.js';
import { isVisible, labelled, labelOf } from './nodes.js';

const emptyWords =
  /(没有找到|未找到|没有搜索到|未搜索到|没有相关|暂无相关|暂无结果|暂无商品|无搜索结果|抱歉.{0,8}没有|no results|nothing found|no matches|couldn't find|no items)/i;
const endWords =
  /^[-—\s·~]*((已经?)?到底(部)?(了|啦)?|没有更多.{0,6}|没有了|已(经)?加载全部.*|全部加载完.*|我是有底线的|the end|no more .{0,12}|end of (list|results))[-—\s·~!！]*$/i;
const closingWords =
  /^(跳过.{0,4}|关闭|关闭广告|关闭弹窗|以后再说|稍后再说|下次再说|暂不.{0,6}|我?知道了|不感兴趣|残忍拒绝|放弃|不了.{0,4}|×|✕|✖|skip( ad)?|close|not now|later|maybe later|got it|dismiss|no,? thanks)( ?\d+ ?s?)?$/i;
const cancelWords = /^(取消|拒绝|不允许|cancel|deny|don't allow)$/i;

export function saysEmpty(tree: ScreenTree): boolean {
  return labelled(tree, (label) => label.length <= 60 && emptyWords.test(label)).length > 0;
}

export function saysEnd(tree: ScreenTree): boolean {
  return labelled(tree, isEnd).length > 0;
}

/** Whether a label says that a list ends here. */
export function isEnd(label: string): boolean {
  return endWords.test(label);
}

/** Short messages that the app shows for a moment; the tree gives them no place on the screen. */
export function toastsOf(tree: ScreenTree): string[] {
  return tree.nodes.filter((node) => node.className.endsWith('.Toast') && node.text !== '').map(({ text }) => text);
}

/** What closes a pop-up that lies over the screen. "Cancel" counts only in a window of its own, smaller than the display. */
export function findPopupClose(tree: ScreenTree, display: SizePx): ScreenNode | undefined {
  const displayPx = display.widthPx * display.heightPx;
  const candidates = tree.nodes.filter((node) => isVisible(node) && !node.editable);
  const closing = candidates.find((node) => closingWords.test(labelOf(node)) && clickTarget(node));
  if (closing) return clickTarget(closing);
  const cancel = candidates.find(
    (node) => cancelWords.test(labelOf(node)) && areaPx(rootOf(node).bounds) < displayPx * 0.8,
  );
  return clickTarget(cancel);
}

function rootOf(node: ScreenNode): ScreenNode {
  let current = node;
  while (current.parent) current = current.parent;
  return current;
}
