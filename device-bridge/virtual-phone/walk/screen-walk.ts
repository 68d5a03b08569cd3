// A walk through the virtual phone's apps in this process, without adb: look at a screen, see what can be touched and
// where, touch it, look again. The clock stands still and nothing is waited for, so the same seed and the same touches
// give the same pixels. For sets of labelled screens.
import { createApps } from '../apps/index.js';
import { Phone } from '../device/phone.js';
import { isClickable, isEditField, nodesOf, topmostAt, type VisibleNode } from '../device/visible-tree.js';
import { ScreenRenderer } from '../render/index.js';
import { keyboardBounds } from '../ui/keyboard.js';
import type { Rect } from '../ui/view.js';
import { pageSource } from '../uiautomator2/page-source.js';

export interface WalkApp {
  readonly packageName: string;
  /** As the launcher shows it. */
  readonly label: string;
}

/** Something on the screen that reacts to a finger. */
export interface WalkTarget {
  readonly key: string;
  /** What a person would call it: its own words, or the first below it. Empty for a thing without words. */
  readonly label: string;
  /** Pixels, right and bottom exclusive; what the keyboard covers is left out. */
  readonly box: Rect;
  readonly reacts: { readonly tap: boolean; readonly longPress: boolean; readonly text: boolean };
  /** An edit field that has the focus. */
  readonly isFocused: boolean;
  /** A list that goes on in this direction: 1 towards the end, -1 towards the start. */
  readonly goesOn: { readonly down: boolean; readonly up: boolean };
}

export interface WalkScreen {
  readonly packageName: string;
  readonly activity: string;
  readonly sizePx: { readonly widthPx: number; readonly heightPx: number };
  readonly targets: readonly WalkTarget[];
  /** A short message lies over the screen, which soon goes away. */
  readonly hasToast: boolean;
  /** The page source, as UiAutomator2 writes it. */
  readonly source: string;
}

/** Rounds of the event loop in which nothing may change before a screen counts as at rest. */
const quietRounds = 3;
const mostRounds = 200;

export class ScreenWalk {
  readonly #renderer = new ScreenRenderer();
  readonly #phone: Phone;
  readonly #seed: number;
  readonly #nowMs: number;
  /** Packages that were in front since the last restart: only their data can have changed. */
  readonly #visited = new Set<string>();

  /** `nowMs`: what the phone's clock shows. */
  constructor({ seed, nowMs }: { readonly seed: number; readonly nowMs: number }) {
    this.#seed = seed;
    this.#nowMs = nowMs;
    this.#phone = new Phone({ seed, apps: createApps({ seed }), renderer: this.#renderer, timeScale: 0 });
  }

  /** Apps with an icon. */
  get apps(): WalkApp[] {
    return this.#phone.packages
      .apps()
      .filter(({ identity }) => identity.icon !== undefined)
      .map(({ identity: { packageName, label } }) => ({ packageName, label }));
  }

  /** Back to the launcher, and all apps to the data of the seed. */
  async restart(): Promise<void> {
    const visited = this.#phone.packages.apps().filter(({ identity }) => this.#visited.has(identity.packageName));
    this.#phone.reset(this.#seed, visited);
    this.#visited.clear();
    this.#phone.clock.set(this.#nowMs);
    this.#phone.clock.freeze(true);
    this.#phone.home();
    await this.#rest();
  }

  async open(packageName: string): Promise<void> {
    this.#phone.startApp(packageName);
    await this.#rest();
  }

  look(): WalkScreen {
    const { activities, metrics, toasts } = this.#phone;
    const tree = this.#phone.activeTree();
    return {
      packageName: activities.foregroundPackage,
      activity: activities.foregroundComponent(),
      sizePx: { widthPx: metrics.widthPx, heightPx: metrics.heightPx },
      targets: [...nodesOf(tree)].flatMap((node) => this.#target(node, tree)),
      hasToast: toasts.length > 0,
      source: pageSource(tree === undefined ? [] : [tree], { screen: this.#phone.screenBounds, toasts }),
    };
  }

  png(): Promise<Buffer> {
    return this.#phone.screenshots.png();
  }

  /** Touches the middle of what has this key. Throws RangeError when nothing has it. */
  async tap(key: string): Promise<void> {
    this.#phone.touch.tap(middleOf(this.#find(key).box));
    await this.#rest();
  }

  close(): void {
    this.#phone.close();
    this.#renderer.close();
  }

  #find(key: string): WalkTarget {
    const target = this.look().targets.find((candidate) => candidate.key === key);
    if (!target) throw new RangeError(`nothing on the screen has the key ${key}`);
    return target;
  }

  #target(node: VisibleNode, tree: VisibleNode | undefined): WalkTarget[] {
    const { view } = node;
    const box = this.#uncovered(node.visible);
    const isList = view.onScroll !== undefined;
    const reacts = { tap: isClickable(view), longPress: view.onLongPress !== undefined, text: isEditField(view) };
    if (view.enabled === false || !box || !(reacts.tap || reacts.longPress || isList)) return [];
    const { x, y } = middleOf(box);
    // What lies on top of it would get the touch.
    const isReached = !reacts.tap || topmostAt(tree, x, y, isClickable)?.view.key === view.key;
    if (!isReached && !isList) return [];
    return [
      {
        key: view.key,
        label: labelOf(node),
        box,
        reacts: isReached ? reacts : { tap: false, longPress: false, text: false },
        isFocused: reacts.text && view.focused === true,
        goesOn: { down: view.canScroll?.(1) === true, up: view.canScroll?.(-1) === true },
      },
    ];
  }

  #uncovered([left, top, right, bottom]: Rect): Rect | undefined {
    const floor = this.#phone.keyboard.isShown ? keyboardBounds(this.#phone.metrics)[1] : bottom;
    const box: Rect = [left, top, right, Math.min(bottom, floor)];
    return box[3] > box[1] ? box : undefined;
  }

  async #rest(): Promise<void> {
    this.#visited.add(this.#phone.activities.foregroundPackage);
    let count = this.#phone.frame.count;
    for (let round = 0, quiet = 0; quiet < quietRounds && round < mostRounds; round += 1) {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      quiet = this.#phone.frame.count === count ? quiet + 1 : 0;
      count = this.#phone.frame.count;
    }
    this.#visited.add(this.#phone.activities.foregroundPackage);
  }
}

function labelOf(node: VisibleNode): string {
  for (const { view } of nodesOf(node)) {
    const words = view.text || view.contentDescription || view.hint || '';
    if (words.trim() !== '') return words.trim();
  }
  return '';
}

function middleOf([left, top, right, bottom]: Rect): { x: number; y: number } {
  return { x: Math.floor((left + right) / 2), y: Math.floor((top + bottom) / 2) };
}
