// Where a screen shows what its tree does not say: web pages without accessibility, games, whole apps that paint
// themselves. Pictures and lists are none: an empty list says that it is empty, and goods in a photo are no text.
import type { SizePx } from '@farhand/shared';
import { areaPx, type Bounds, contains, intersect, type ScreenNode, type ScreenTree, subtree } from '../tree.js';

/** Views that paint themselves whatever their size. */
const painted = /(WebView|XWalkView|SurfaceView|TextureView|FlutterView|UnityPlayer|GameView|CanvasView|MapView)$/;
const neverPainted = /(ImageView|RecyclerView|ListView|GridView|ScrollView|ViewPager2?|ProgressBar|EditText)$/;
const leastPaintedShare = 0.02;
/** Of the display, for a view of no telling class. */
const leastShare = 0.25;
const mostSurfaces = 3;
const leastSidePx = 48;
/** A child that covers this much of its parent is the parent again. */
const sameShare = 0.9;
const systemUi = 'com.android.systemui';

/** The largest of them, at most three. */
export function surfacesOf(tree: ScreenTree, display: SizePx): ScreenNode[] {
  const displayPx = display.widthPx * display.heightPx;
  const found: ScreenNode[] = [];
  const visit = (node: ScreenNode): void => {
    if (node.packageName === systemUi || neverPainted.test(node.className)) return;
    const share = areaPx(node.bounds) / displayPx;
    if (share < leastPaintedShare) return;
    const isMute = saysNothing(node);
    if (isMute && painted.test(node.className)) found.push(node);
    else if (isMute && node.text === '' && node.description === '' && share >= leastShare) {
      const surface = innermost(node);
      if (!neverPainted.test(surface.className) && !isUnderWords(surface, tree)) found.push(surface);
    } else for (const child of node.children) visit(child);
  };
  for (const root of tree.roots) visit(root);
  return found
    .filter(({ bounds }) => Math.min(bounds.right - bounds.left, bounds.bottom - bounds.top) >= leastSidePx)
    .sort((a, b) => areaPx(b.bounds) - areaPx(a.bounds))
    .slice(0, mostSurfaces);
}

/** The part of the display that a surface takes. */
export function partOf(surface: ScreenNode, display: SizePx): Bounds {
  return intersect(surface.bounds, { left: 0, top: 0, right: display.widthPx, bottom: display.heightPx });
}

/** Whether something else of the tree that has words stands at this point over the surface. */
export function isCovered(surface: ScreenNode, tree: ScreenTree, x: number, y: number): boolean {
  return tree.nodes.some((node) => node.index > surface.index && speaks(node) && contains(node.bounds, x, y));
}

/** Nothing below it has words or takes some; its own are a page's title. */
function saysNothing(node: ScreenNode): boolean {
  for (const part of subtree(node))
    if (part !== node && (speaks(part) || neverPainted.test(part.className))) return false;
  return true;
}

function speaks(node: ScreenNode): boolean {
  return areaPx(node.bounds) > 0 && (node.text !== '' || node.description !== '' || node.editable);
}

function innermost(node: ScreenNode): ScreenNode {
  const large = node.children.filter((child) => areaPx(child.bounds) >= areaPx(node.bounds) * sameShare);
  return large.length === 1 ? innermost(large[0] as ScreenNode) : node;
}

/** A ground that other views with words stand on is a background. */
function isUnderWords({ bounds }: ScreenNode, tree: ScreenTree): boolean {
  return tree.nodes.some(
    (node) =>
      node.packageName !== systemUi &&
      speaks(node) &&
      contains(bounds, (node.bounds.left + node.bounds.right) / 2, (node.bounds.top + node.bounds.bottom) / 2),
  );
}
