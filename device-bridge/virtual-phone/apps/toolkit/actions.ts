// What an app's handlers can do besides changing their state: move between pages, ask, tell, and wait.
import type { Choices } from './blocks/choices.js';
import type { Bound } from './bound.js';
import type { Blocks } from './kit.js';

export interface SheetOptions {
  readonly title: string;
  /** Called for every frame, so that it shows what the state says now. */
  content(): Blocks;
  /** Pinned below the content. */
  bottom?(): Blocks;
}

export interface ConfirmOptions {
  /** "取消" by default. */
  readonly cancel?: string;
  onCancel?(): void;
}

/** Hour 0-23, minute 0-59. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

export interface Actions<Routes> {
  /** `focus` is the key of the edit field that takes the focus at once. */
  go<Name extends keyof Routes & string>(page: Name, params: Routes[Name], focus?: string): void;
  /** Puts another page in the place of this one. */
  replace<Name extends keyof Routes & string>(page: Name, params: Routes[Name]): void;
  back(): void;
  /** Back to the first page. */
  home(): void;
  sheet(options: SheetOptions): void;
  /** `ok` is the text of the button that runs `onOk`. */
  confirm(title: string, message: string, ok: string, onOk: () => void, options?: ConfirmOptions): void;
  alert(title: string, message: string, ok?: string): void;
  /** A sheet of things to do. */
  menu(title: string, items: readonly (readonly [text: string, onTap: () => void])[]): void;
  /** A sheet of which one is chosen. */
  pick(title: string, items: Choices, selected: Bound<string>): void;
  pickTime(title: string, value: TimeOfDay, onPick: (value: TimeOfDay) => void): void;
  /** Days as "2026-11-23"; earlier days than `from` cannot be chosen. */
  pickDay(title: string, value: string, from: string, onPick: (day: string) => void): void;
  /** First and last day of a stay. */
  pickDays(
    title: string,
    value: readonly [string, string],
    from: string,
    onPick: (first: string, last: string) => void,
  ): void;
  /** Whole numbers from `least` to `most`. */
  pickNumber(title: string, value: number, least: number, most: number, onPick: (value: number) => void): void;
  /** A sheet with one edit field. */
  prompt(title: string, value: string, hint: string, onOk: (text: string) => void): void;
  /** Closes the sheet or dialog on top. */
  close(): void;
  toast(text: string): void;
  /** Runs `action` after simulated milliseconds, then draws anew; dropped when the app is stopped. */
  later(delayMs: number, action: () => void): void;
  /** Shows the loading state for a moment, as after a change of filter. */
  reload(): void;
  /** Gives the edit field of that key the focus. */
  focus(key: string): void;
  /** Hides the keyboard. */
  blur(): void;
  scrollTo(end: 'top' | 'end', list?: string): void;
  /** Starts another app. */
  openApp(packageName: string): void;
  /** The phone's clock, in milliseconds since 1970. */
  now(): number;
  /** "2026-11-23", on the phone's clock. */
  today(): string;
}
