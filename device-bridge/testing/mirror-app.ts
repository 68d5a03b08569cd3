// An app that shows what a test gives it: lines of text, things that only a screen reader says, buttons and a field.
// Remembers which buttons were pressed and what was typed.
import type { App, AppDefinition, AppHost } from '../virtual-phone/apps/app.js';
import type { Rect, View } from '../virtual-phone/ui/view.js';
import { button, editField, label, view } from '../virtual-phone/ui/views.js';

export interface MirrorLine {
  readonly text?: string;
  /** content-desc. */
  readonly said?: string;
  /** It can be pressed. */
  readonly pressable?: boolean;
  readonly id?: string;
}

export interface MirrorPage {
  /** Class of the activity that shows it; defaults to `.MirrorActivity`. */
  readonly activity?: string;
  readonly title?: string;
  readonly lines: readonly MirrorLine[];
  /** The lines are a web page that tells its tree nothing. */
  readonly painted?: boolean;
  /** The app allows no picture of it. */
  readonly secure?: boolean;
  readonly field?: { readonly hint?: string; readonly text?: string; readonly password?: boolean };
}

export interface Mirror {
  readonly app: AppDefinition;
  readonly packageName: string;
  /** Labels of what was pressed, in order. */
  readonly pressed: readonly string[];
  /** What the field holds. */
  readonly typed: string;
  /** How often Enter was pressed in the field. */
  readonly entered: number;
  /** The middle of the line with this label, or of the field for none, in thousandths of the screen. */
  placeOf(label: string): readonly [x: number, y: number];
  /** Where the line of that number is, in pixels. */
  boxOf(index: number): Rect;
  /** Shows a page and forgets what was done on the one before. */
  show(page: MirrorPage): void;
}

const lineHeightPx = 56;
const topPx = 320;
const margin = 40;
const widthPx = 1080;
const fieldBounds: Rect = [margin, 200, widthPx - margin, 300];
const heightPx = 2400;
const countBounds: Rect = [margin, heightPx - 120, widthPx - margin, heightPx - 80];
const pageBounds: Rect = [0, topPx - 10, widthPx, heightPx - 200];
const titleBounds: Rect = [margin, 100, widthPx - margin, 190];

function boundsOf(index: number): Rect {
  const top = topPx + index * lineHeightPx;
  return [margin, top, widthPx - margin, top + lineHeightPx - 6];
}

function nameOf({
  text,
  said,
  id,
}: {
  text?: string | undefined;
  said?: string | undefined;
  id?: string | undefined;
}): string {
  return text || said || (id ?? '');
}

export function createMirror(packageName: string): Mirror {
  const state = { page: { lines: [] } as MirrorPage, pressed: [] as string[], typed: '', focused: false, entered: 0 };
  let host: AppHost | undefined;
  const app = (): App => ({
    activity: () => state.page.activity ?? '.MirrorActivity',
    back: () => false,
    secure: () => state.page.secure ?? false,
    render: () => render(),
  });
  const render = (): View => {
    const { title, lines, field, painted } = state.page;
    return view('frame', 'mirror', [0, 0, widthPx, 2400], { style: { background: '#ffffff' } }, [
      ...(title === undefined ? [] : [label('title', titleBounds, title, { textSizePx: 40 })]),
      ...(field ? [fieldView(field)] : []),
      ...(painted
        ? [view('webView', 'page', pageBounds, { isOpaque: true }, lines.map(lineView))]
        : lines.map(lineView)),
      label('count', countBounds, `按过 ${state.pressed.length + state.entered} 次`, { textSizePx: 24 }),
    ]);
  };
  const fieldView = (field: NonNullable<MirrorPage['field']>): View =>
    editField('field', fieldBounds, {
      text: state.typed,
      hint: field.hint ?? '',
      password: field.password ?? false,
      focused: state.focused,
      onTap: () => {
        state.focused = true;
        host?.invalidate();
      },
      onText: (text) => {
        state.typed = text;
        host?.invalidate();
      },
      onSubmit: () => {
        state.entered += 1;
        host?.invalidate();
      },
    });
  const lineView = ({ text = '', said, pressable, id }: MirrorLine, index: number): View => {
    const bounds = boundsOf(index);
    const options = {
      ...(said !== undefined && { contentDescription: said }),
      ...(id !== undefined && { resourceId: id }),
    };
    if (!pressable) return label(`line:${index}`, bounds, text, { textSizePx: 30 }, options);
    const onTap = (): void => {
      state.pressed.push(nameOf({ text, said, id }));
      host?.invalidate();
    };
    return button(`line:${index}`, bounds, text, { textSizePx: 30, background: '#dddddd' }, { ...options, onTap });
  };
  return {
    packageName,
    get pressed() {
      return state.pressed;
    },
    get typed() {
      return state.typed;
    },
    get entered() {
      return state.entered;
    },
    placeOf: (wanted) => {
      const index = state.page.lines.findIndex((line) => line.pressable && nameOf(line) === wanted);
      const [left, top, right, bottom] = wanted === '' ? fieldBounds : boundsOf(index);
      return [Math.round(((left + right) / 2 / widthPx) * 1000), Math.round(((top + bottom) / 2 / heightPx) * 1000)];
    },
    boxOf: boundsOf,
    show: (page) => {
      // A field with a text in it is one that is being written in.
      const focused = (page.field?.text ?? '') !== '';
      Object.assign(state, { page, pressed: [], typed: page.field?.text ?? '', focused, entered: 0 });
      host?.invalidate();
    },
    app: {
      identity: {
        packageName,
        label: '镜子',
        mainActivity: `${packageName}.MirrorActivity`,
        versionName: '1.0',
        versionCode: 1,
        icon: { glyph: '镜', hue: 300 },
      },
      start: (given) => {
        host = given;
        return app();
      },
      state: () => ({ pressed: [...state.pressed], typed: state.typed }),
      reset: () => {},
    },
  };
}
