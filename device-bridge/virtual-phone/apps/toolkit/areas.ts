// Areas of the screen, and blocks that are pinned to them.
import { keyboardBounds } from '../../ui/keyboard.js';
import type { Rect, View } from '../../ui/view.js';
import { type Blocks, type Kit, present } from './kit.js';

/** The area that the keyboard leaves. */
export function freeArea(kit: Kit, keyboardVisible: boolean): Rect {
  const { full, content, metrics } = kit.screen;
  return [0, 0, full[2], keyboardVisible ? Math.min(content[3], keyboardBounds(metrics)[1]) : content[3]];
}

export interface Stack {
  readonly views: View[];
  readonly heightPx: number;
}

export function stack(kit: Kit, blocks: Blocks, at: Rect): Stack {
  const cells = present(blocks).map((block) => block(kit, at[2] - at[0]));
  let top = at[1];
  const views = cells.map((cell) => {
    const drawn = cell.view([at[0], top, at[2], top + cell.heightPx]);
    top += cell.heightPx;
    return drawn;
  });
  return { views, heightPx: top - at[1] };
}
