// A notification that slides over the top of whatever is in front.
import { cutColumn, inset } from '../ui/geometry.js';
import type { Screen } from '../ui/metrics.js';
import type { Rect, View } from '../ui/view.js';
import { label, view } from '../ui/views.js';

export interface HeadsUp {
  readonly title: string;
  readonly text: string;
  onTap(): void;
}

const heightDp = 84;

export function headsUpView(screen: Screen, { title, text, onTap }: HeadsUp): View {
  const [left, top, right] = screen.content;
  const margin = screen.dp(10);
  const card: Rect = [left + margin, top, right - margin, top + screen.dp(heightDp)];
  const [head, body] = cutColumn(inset(card, screen.dp(16), screen.dp(10)), [screen.dp(24), 'fill']);
  return view(
    'frame',
    'heads-up',
    card,
    { style: { background: '#ffffff', radiusPx: screen.dp(18), shadow: true }, onTap },
    [
      label('heads-up/title', head, title, { textSizePx: screen.dp(14), bold: true }),
      label('heads-up/text', body, text, { textSizePx: screen.dp(14), color: '#4b5563', maxLines: 2 }),
    ],
  );
}
