// A sheet from the bottom over the dimmed page.
import { box } from '../../ui/geometry.js';
import { type ScrollPosition, scrollList, stackCells } from '../../ui/scroll-list.js';
import type { View } from '../../ui/view.js';
import { iconButton, label, view } from '../../ui/views.js';
import { freeArea, stack } from './areas.js';
import { type Blocks, type Kit, present } from './kit.js';

export interface LayerOptions {
  readonly title: string;
  readonly content: Blocks;
  readonly bottom?: Blocks | undefined;
  readonly position: ScrollPosition;
  onClose(): void;
}

/** A sheet from the bottom over the dimmed page: as high as its content, at most three quarters of the screen. */
export function sheetView(kit: Kit, options: LayerOptions, keyboardVisible: boolean): View {
  const { screen, look } = kit;
  const free = freeArea(kit, keyboardVisible);
  const width = screen.metrics.widthPx;
  const cells = present(options.content).map((block) => block(kit, width));
  const below = stack(kit, options.bottom ?? [], [0, 0, width, 0]);
  const headHeight = kit.dp(52);
  const contentHeight = cells.reduce((sum, { heightPx }) => sum + heightPx, 0);
  const most = Math.round((free[3] - screen.content[1]) * (keyboardVisible ? 1 : 0.78)) - headHeight - below.heightPx;
  const listHeight = Math.max(kit.dp(40), Math.min(contentHeight, most));
  const bottom = free[3];
  const top = bottom - headHeight - listHeight - below.heightPx;
  const cross = box(width - kit.dp(50), top + kit.dp(4), kit.dp(44), kit.dp(44));
  const radius = kit.dp(16);
  return view(
    'frame',
    'sheet-shade',
    screen.full,
    {
      style: { background: 'rgba(0, 0, 0, 0.45)' },
      contentDescription: '关闭',
      onTap: kit.touch(() => options.onClose()),
    },
    [
      view(
        'linear',
        'sheet',
        [0, top, width, screen.full[3] + radius],
        { style: { background: look.surface, radiusPx: radius }, onTap: () => {}, clickable: false },
        [
          label('sheet/title', [kit.dp(52), top, width - kit.dp(52), top + headHeight], options.title, {
            textSizePx: kit.size(17),
            bold: true,
            align: 'center',
            color: look.text,
          }),
          iconButton('sheet/close', cross, 'close', look.weak, kit.dp(13), {
            contentDescription: '关闭弹窗',
            onTap: kit.touch(() => options.onClose()),
          }),
          scrollList({
            key: 'sheet/list',
            bounds: [0, top + headHeight, width, top + headHeight + listHeight],
            content: stackCells(cells, width),
            position: options.position,
            onScrolled: kit.touch(() => {}),
          }),
          ...stack(kit, options.bottom ?? [], [0, bottom - below.heightPx, width, bottom]).views,
        ],
      ),
    ],
  );
}
