// Lays a page's body out between the bars of the system, above the keyboard.
import type { Rect, View } from '../../ui/view.js';
import { page, view } from '../../ui/views.js';
import { freeArea, stack } from './areas.js';
import { barGround, barView, type WayBack } from './bar.js';
import { type ContentOptions, contentView, spinner } from './content.js';
import { floating, navigationViews } from './edges.js';
import type { Kit } from './kit.js';

export interface FrameOptions extends ContentOptions, WayBack {
  readonly keyboardVisible: boolean;
  readonly isLoading: boolean;
  readonly layers: readonly View[];
}

export function frame(kit: Kit, options: FrameOptions): View {
  const { body, keyboardVisible } = options;
  const { screen, look } = kit;
  const width = screen.metrics.widthPx;
  const [, , , bottomEdge] = freeArea(kit, keyboardVisible);
  const children: (View | undefined)[] = [];
  let top = screen.content[1];
  let bottom = bottomEdge;

  if (body.bar) {
    const height = kit.dp(body.bar.large ? 84 : 50);
    const whole: Rect = [0, 0, width, top + height];
    children.push(
      view('view', 'bar-ground', whole, { style: barGround(look) }),
      barView(kit, body.bar, [0, top, width, top + height], options),
    );
    top += height;
  }
  const pinned = stack(kit, body.pinned ?? [], [0, top, width, top]);
  children.push(...pinned.views);
  top += pinned.heightPx;

  const navigation = keyboardVisible ? undefined : body.navigation;
  if (navigation) {
    const height = kit.dp(look.navigation === 'floating' ? 66 : 56);
    bottom -= height;
  }
  const pinnedBottom = options.isLoading ? [] : (body.bottom ?? []);
  const below = stack(kit, pinnedBottom, [0, 0, width, 0]);
  const belowTop = bottom - below.heightPx;
  if (below.heightPx > 0) {
    children.push(
      view('view', 'bottom-ground', [0, belowTop, width, navigation ? bottom : screen.full[3]], {
        style: { background: look.surface },
      }),
    );
    bottom = belowTop;
  }
  const area: Rect = [0, top, width, Math.max(top, bottom)];
  const content = options.isLoading ? spinner(kit, area) : contentView(kit, area, options);
  children.push(content);
  children.push(...stack(kit, pinnedBottom, [0, belowTop, width, belowTop]).views);
  if (navigation) {
    const height = kit.dp(look.navigation === 'floating' ? 66 : 56);
    children.push(...navigationViews(kit, navigation, [0, bottomEdge - height, width, bottomEdge]));
  }
  if (body.float && !keyboardVisible) children.push(floating(kit, body.float, area));
  return page(screen.full, { background: body.background ?? look.background }, [...children, ...options.layers]);
}
