// A shooting range for tests of aiming: one small marker of a colour that nothing else on the phone has, wherever the
// test puts it. Remembers which gestures met the marker and which met the ground around it.
import type { App, AppDefinition, AppHost } from '../apps/app.js';
import { box, centred } from '../ui/geometry.js';
import { Screen } from '../ui/metrics.js';
import type { Rect, View } from '../ui/view.js';
import { view } from '../ui/views.js';

export const targetPackage = 'org.example.target';
/** Of the marker. */
export const markerColour = '#ff00c8';
const sideDp = 26;

export interface TargetState {
  /** Share of the content area's width and height, 0 to 1. */
  at: readonly [x: number, y: number];
  /** What the marker is: something to press, or a field to write in. */
  kind: 'button' | 'field';
  /** Gestures in order: `tap`, `double tap`, `long press`, `slide`, or `missed` and the gesture. */
  gestures: string[];
  text: string;
  isFocused: boolean;
  /** All of it is black, as a protected window is in a picture. */
  isDark: boolean;
}

export interface Target {
  readonly app: AppDefinition;
  readonly state: TargetState;
  /** Moves the marker and forgets what happened. */
  place(at: TargetState['at'], kind?: TargetState['kind']): void;
}

export function createTarget(): Target {
  const state: TargetState = {
    at: [0.5, 0.5],
    kind: 'button',
    gestures: [],
    text: '',
    isFocused: false,
    isDark: false,
  };
  let redraw = (): void => {};
  return {
    state,
    place: (at, kind = 'button') => {
      Object.assign(state, { at, kind, gestures: [], text: '', isFocused: false });
      redraw();
    },
    app: {
      identity: {
        packageName: targetPackage,
        label: '靶场',
        mainActivity: `${targetPackage}.RangeActivity`,
        versionName: '1.0',
        versionCode: 1,
        icon: { glyph: '靶', hue: 200 },
      },
      start: (host) => {
        redraw = () => host.invalidate();
        return new Range(host, state);
      },
      state: () => structuredClone(state),
      reset: () => {},
    },
  };
}

class Range implements App {
  readonly #host: AppHost;
  readonly #state: TargetState;
  readonly #screen: Screen;

  constructor(host: AppHost, state: TargetState) {
    this.#host = host;
    this.#state = state;
    this.#screen = new Screen(host.metrics);
  }

  activity(): string {
    return '.RangeActivity';
  }

  back(): boolean {
    return false;
  }

  render(): View {
    return view(
      'frame',
      'ground',
      this.#screen.full,
      {
        style: { background: this.#state.isDark ? '#000000' : '#f3f4f6' },
        onTap: () => this.#note('missed tap'),
        onLongPress: () => this.#note('missed long press'),
        onScroll: () => this.#note('missed slide'),
        onSlide: () => this.#note('missed slide'),
      },
      [this.#marker()],
    );
  }

  #marker(): View {
    const bounds = this.#bounds();
    const style = { background: this.#state.isDark ? '#000000' : markerColour };
    if (this.#state.kind === 'button') {
      return view('view', 'marker', bounds, {
        style,
        contentDescription: `marker ${this.#state.gestures.length}`,
        onTap: () => this.#note('tap'),
        onDoubleTap: () => this.#note('double tap'),
        onLongPress: () => this.#note('long press'),
        onScroll: () => this.#note('slide'),
        onSlide: () => this.#note('slide'),
      });
    }
    return view('edit', 'marker', bounds, {
      style,
      text: this.#state.text,
      focused: this.#state.isFocused,
      onTap: () => {
        this.#state.isFocused = true;
        this.#note('tap');
      },
      onText: (text) => {
        this.#state.text = text;
        this.#host.invalidate();
      },
    });
  }

  #bounds(): Rect {
    const [left, top, right, bottom] = this.#screen.content;
    const side = this.#screen.dp(sideDp);
    const [x, y] = this.#state.at;
    const centreX = left + side / 2 + x * (right - left - side);
    const centreY = top + side / 2 + y * (bottom - top - side);
    return centred(box(Math.round(centreX), Math.round(centreY), 0, 0), side, side);
  }

  #note(gesture: string): boolean {
    this.#state.gestures.push(gesture);
    this.#host.invalidate();
    return true;
  }
}
