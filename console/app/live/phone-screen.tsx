// A phone's screen as it is now, as far as it may be seen: a picture with the action that is being done drawn on it, or
// what the screen says in words, or why there is nothing. In the hands of the person before the page it takes what they do.
import type { LiveView } from '@farhand/cloud';
import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../components/announce.js';
import { Button } from '../components/button.js';
import { type DrawnAction, drawAction } from './draw-action.js';
import { actOf, actOfKey, type Press, pointOf } from './gestures.js';
import { type Act, drive } from './holds.js';
import './live.css';
import { watchPhone } from './watch-phone.js';
import { reasonOf, t } from './words.js';

interface PhoneScreenProps {
  readonly device: string;
  /** Longest edge of the picture in pixels. */
  readonly edgePx: number;
  /** Of the person who drives it. */
  readonly hold?: string | undefined;
  readonly action?: DrawnAction | undefined;
  readonly onView?: (view: LiveView) => void;
  readonly onFailed?: (error: unknown) => void;
}

export function PhoneScreen({ device, edgePx, hold, action, onView, onFailed }: PhoneScreenProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<ImageBitmap | undefined>(undefined);
  const press = useRef<Press | undefined>(undefined);
  const newest = useRef({ action, onView });
  newest.current = { action, onView };
  const [view, setView] = useState<LiveView>();
  const [isConnected, setConnected] = useState(true);

  useEffect(
    () =>
      watchPhone(device, {
        edgePx,
        hold,
        onConnected: setConnected,
        onView: async (seen, jpeg) => {
          if (jpeg) {
            picture.current?.close();
            picture.current = await createImageBitmap(jpeg);
            paint(canvas.current, picture.current, newest.current.action);
          }
          setView(seen);
          newest.current.onView?.(seen);
        },
      }),
    [device, edgePx, hold],
  );
  useEffect(() => paint(canvas.current, picture.current, action), [action]);
  useEffect(() => {
    if (!isConnected) announce(t.reconnecting);
  }, [isConnected]);

  const act = (done: Act) => {
    drive(device, done).catch((error: unknown) => onFailed?.(error));
  };
  const isDriven = hold !== undefined && view?.because !== 'elsewhere';
  // The whole of it takes the keys: the picture may be gone for a moment, and the focus would be with it.
  const driven = isDriven && {
    tabIndex: 0,
    role: 'application' as const,
    'aria-label': t.driven(device),
    onKeyDown: (event: KeyboardEvent) => {
      const done = actOfKey(event);
      // A button among the words is pressed as buttons are.
      const isButton = (event.target as Element).closest('button') !== null;
      if (!done || (isButton && /^(Enter| )$/.test(event.key))) return;
      event.preventDefault();
      act(done);
    },
  };
  const handling = isDriven && {
    onPointerDown: (event: PointerEvent) => {
      const surface = event.currentTarget as HTMLElement;
      surface.setPointerCapture(event.pointerId);
      press.current = { at: pointOf(event, surface), sinceMs: event.timeStamp };
    },
    onPointerUp: (event: PointerEvent) => {
      const begun = press.current;
      press.current = undefined;
      if (begun) act(actOf(begun, pointOf(event, event.currentTarget as HTMLElement), event.timeStamp));
    },
    onPointerCancel: () => {
      press.current = undefined;
    },
  };
  const shows = view?.shows ?? 'nothing';
  return (
    <div class={`phone-screen ${shows}${isConnected ? '' : ' stale'}${isDriven ? ' driven' : ''}`} {...driven}>
      <canvas ref={canvas} role="img" aria-label={t.screenOf(device)} hidden={shows !== 'picture'} {...handling} />
      {view && shows !== 'picture' && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <section class="instead" tabIndex={0} aria-label={t.screenOf(device)}>
          <p>{reasonOf(view)}</p>
          {view.because === 'level' && shows === 'words' && <p class="hint">{t.openHint}</p>}
          {view.lines && (
            <Lines lines={view.lines} onTap={isDriven ? (point) => act({ act: 'tap', point }) : undefined} />
          )}
        </section>
      )}
      {!isConnected && <p class="connection">{t.reconnecting}</p>}
    </div>
  );
}

interface LinesProps {
  readonly lines: NonNullable<LiveView['lines']>;
  readonly onTap: ((point: [number, number]) => void) | undefined;
}

function Lines({ lines, onTap }: LinesProps) {
  return (
    <ul class="plain-list lines">
      {lines.map(({ text, point, tappable }) => (
        <li key={point.join()}>
          {onTap && tappable ? (
            <Button look="quiet" onClick={() => onTap(point)}>
              {text}
            </Button>
          ) : (
            text
          )}
        </li>
      ))}
    </ul>
  );
}

function paint(
  canvas: HTMLCanvasElement | null,
  picture: ImageBitmap | undefined,
  action: DrawnAction | undefined,
): void {
  const pen = canvas?.getContext('2d');
  if (!canvas || !pen || !picture) return;
  if (canvas.width !== picture.width) canvas.width = picture.width;
  if (canvas.height !== picture.height) canvas.height = picture.height;
  pen.drawImage(picture, 0, 0);
  if (action) drawAction(pen, action);
}
