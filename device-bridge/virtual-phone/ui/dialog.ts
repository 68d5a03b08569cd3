// A modal dialog over a dimmed page: title, message, and up to two buttons. Touches outside are swallowed.
import { box, columns } from './geometry.js';
import type { Screen } from './metrics.js';
import { countLines, LINE_HEIGHT } from './text.js';
import type { View } from './view.js';
import { button, label, view } from './views.js';

export interface DialogButton {
  readonly text: string;
  readonly strong?: boolean;
  onTap(): void;
}

export interface DialogOptions {
  readonly title: string;
  readonly message: string;
  readonly accent: string;
  readonly buttons: readonly DialogButton[];
}

export function dialog(screen: Screen, options: DialogOptions): View {
  const width = screen.dp(300);
  const margin = screen.dp(22);
  const textSizePx = screen.dp(15);
  const lines = countLines(options.message, textSizePx, width - 2 * margin);
  const messageHeight = Math.ceil(lines * textSizePx * LINE_HEIGHT);
  const height = screen.dp(122) + messageHeight;
  const left = Math.round((screen.metrics.widthPx - width) / 2);
  const top = Math.round((screen.metrics.heightPx - height) / 2);
  const buttonTop = top + height - screen.dp(50);
  const places = columns([left, buttonTop, left + width, top + height], options.buttons.length);
  return view(
    'frame',
    'dialog',
    screen.full,
    { style: { background: 'rgba(0, 0, 0, 0.5)' }, onTap: () => {}, clickable: false },
    [
      view(
        'linear',
        'dialog/card',
        box(left, top, width, height),
        { style: { background: '#ffffff', radiusPx: screen.dp(14) } },
        [
          label(
            'dialog/title',
            box(left + margin, top + screen.dp(16), width - 2 * margin, screen.dp(30)),
            options.title,
            { textSizePx: screen.dp(17), bold: true, align: 'center' },
            { resourceId: 'android:id/alertTitle' },
          ),
          label(
            'dialog/message',
            box(left + margin, top + screen.dp(54), width - 2 * margin, messageHeight),
            options.message,
            { textSizePx, color: '#555555', maxLines: lines, align: lines === 1 ? 'center' : 'left' },
            { resourceId: 'android:id/message' },
          ),
          ...options.buttons.map((entry, index) =>
            button(
              `dialog/button:${index}`,
              places[index] ?? box(left, buttonTop, width, screen.dp(50)),
              entry.text,
              {
                textSizePx: screen.dp(16),
                color: entry.strong ? options.accent : '#666666',
                bold: entry.strong === true,
              },
              { onTap: () => entry.onTap(), resourceId: `android:id/button${index + 1}` },
            ),
          ),
        ],
      ),
    ],
  );
}
