// The Phone over a real Appium session, which does whatever is done on the phone and tells what is on its screen. Looking
// costs one page source; pictures are taken only when asked for, and where the source says nothing of what is shown.
// Pictures, the lock and the page in front are asked of the same adb directly: the driver would take a quarter longer.
import { createHash } from 'node:crypto';
import { FarhandError, type HotKey, isPictureOf, type PixelPoint, type SizePx, toFarhandError } from '@farhand/shared';
import type { Adb } from './adb.js';
import { type Aim, anywhere, draggedAt, focused, focusedField, thingAt } from './aim.js';
import type { AppiumServer } from './appium-server.js';
import { AppiumSession, type Driver } from './appium-session.js';
import { typeText } from './appium-typing.js';
import { mayBeCovered, uncover } from './heads-up.js';
import { type NotificationLook, notificationCommand, parseNotifications } from './notifications.js';
import type { ReadScreen, ScreenReader } from './ocr/screen-reader.js';
import { OwnKeyboard } from './own-keyboard.js';
import { type Look, PersonsPhone } from './persons-phone.js';
import type { Decided, Observation, Phone, PhoneDescription, SettleOptions, Typed } from './phone.js';
import { pngIn } from './png.js';
import { settle } from './settle.js';
import { clickTarget, nodeAt, parseTree, type ScreenTree } from './tree.js';
import { frontActivity, isLocked, windowAndPowerCommand, windowCommand } from './window-state.js';

/** An observation this young is acted on without looking again: a look takes longer than that on most phones. */
const freshForMs = 60;
/** A picture is handed on when it was begun no longer ago: slow phones take most of a second for one. */
const aheadGoodForMs = 1500;
/** A field that was tapped has the focus by then, or was none. */
const focusLimitMs = 1500;
/** Of giving the owner's keyboard back. */
const restoreLimitMs = 5000;

/** Prints a PNG of the display. */
const screencap = 'screencap -p';

/** Android key codes, from android.view.KeyEvent. */
const keyCodes: Record<HotKey, number> = { home: 3, back: 4, volume_up: 24, volume_down: 25, enter: 66, menu: 82 };

export class AppiumPhone implements Phone {
  readonly serial: string;
  readonly byPerson: PersonsPhone;
  readonly #session: AppiumSession;
  readonly #adb: Adb;
  readonly #keyboard: OwnKeyboard;
  /** Something was typed since the keyboard was last looked after. */
  #typed = false;
  #description: PhoneDescription | undefined;
  #clockAheadMs: number | undefined;
  #last: Observation | undefined;
  /** For the opening tag of a page source, which tells rotation, width and height. */
  #display: Display | undefined;
  /** The last page source: an unchanged one is not parsed again. */
  #source: { readonly id: string; readonly tree: ScreenTree; readonly display: Display } | undefined;
  /** Taken while the screen came to rest, of the frame that it was then. */
  #ahead: { readonly frameId: string; readonly png: Buffer; readonly takenAtMs: number } | undefined;

  readonly #onLook: (screen: Observation) => void;
  readonly #reader: ScreenReader | undefined;

  /** `onLook` is shown every new frame. Without a reader, what an app does not say of its screen is not known. */
  constructor(
    serial: string,
    adb: Adb,
    server: AppiumServer,
    onLook: (screen: Observation) => void = () => {},
    reader?: ScreenReader,
  ) {
    this.serial = serial;
    this.#onLook = onLook;
    this.#reader = reader;
    this.#adb = adb;
    const keyboard = new OwnKeyboard(serial, adb);
    this.#keyboard = keyboard;
    this.#session = new AppiumSession(serial, adb, server, (signal) => keyboard.remember(signal));
    this.byPerson = new PersonsPhone({
      session: this.#session,
      look: (signal) => this.#look(signal),
      screencap: (signal) => adb.bytes(serial, screencap, signal),
      read: ({ tree, sizePx }, png, signal) => this.#read(tree, sizePx, async () => png, signal),
      typing: () => {
        this.#typed = true;
      },
    });
  }

  async describe(signal?: AbortSignal): Promise<PhoneDescription> {
    this.#description ??= await this.#session.ask(async (driver) => {
      const info = await mobile<DeviceInfo>(driver, 'deviceInfo');
      return { serial: this.serial, model: info.model ?? 'Android phone', sizePx: sizeFrom(info) };
    }, signal);
    return this.#description;
  }

  async observe(signal?: AbortSignal): Promise<Observation> {
    const look = await this.#look(signal);
    this.byPerson.saw(look);
    const lookedAtMs = Date.now();
    const { id, tree: said, sizePx, timeZone } = look;
    const { tree, mark, unread } = await this.#read(said, sizePx, () => this.#pictureToRead(signal), signal);
    // A screen is as old as what was seen of it last, the picture where one was taken.
    const takenAtMs = mark === '' ? lookedAtMs : Date.now();
    const frameId = mark === '' ? id : frameIdOf(`${id} ${mark}`);
    if (this.#last?.frameId === frameId) {
      this.#last = { ...this.#last, takenAtMs, clockAheadMs: this.#clockAheadMs };
      return this.#last;
    }
    const { packageName } = tree;
    const clockAheadMs = this.#clockAheadMs;
    this.#last = { frameId, tree, packageName, sizePx, takenAtMs, unread, timeZone, clockAheadMs };
    this.#onLook(this.#last);
    return this.#last;
  }

  async #look(signal?: AbortSignal): Promise<Look & { readonly timeZone: string | undefined }> {
    const askedMs = performance.now();
    const source = await this.#session.ask((driver) => driver.getPageSource(), signal);
    const id = frameIdOf(source);
    let known = this.#source;
    if (known?.id !== id) {
      const display = await this.#displayOf(source, signal);
      known = { id, tree: parseTree(source, display.sizePx), display };
      this.#source = known;
    }
    const { tree, display } = known;
    return { id, tree, sizePx: display.sizePx, timeZone: display.timeZone, askedMs };
  }

  async #read(
    tree: ScreenTree,
    sizePx: SizePx,
    picture: () => Promise<Buffer | undefined>,
    signal?: AbortSignal,
  ): Promise<ReadScreen> {
    return this.#reader ? this.#reader.complete(tree, sizePx, picture, signal) : { tree, mark: '', unread: [] };
  }

  async #pictureToRead(signal?: AbortSignal): Promise<Buffer | undefined> {
    return this.screenshot(signal).catch((error: unknown) => {
      if (toFarhandError(error).code === 'SENSITIVE_SCREEN') return undefined;
      throw error;
    });
  }

  /** The display's size in the orientation of a page source. Asked of the phone anew when it was turned or resized. */
  async #displayOf(source: string, signal?: AbortSignal): Promise<Display> {
    const hierarchy = /<hierarchy [^>]*>/.exec(source)?.[0] ?? '';
    if (this.#display?.hierarchy !== hierarchy) {
      const info = await this.#session.ask((driver) => mobile<DeviceInfo>(driver, 'deviceInfo'), signal);
      this.#display = { hierarchy, sizePx: inOrientationOf(hierarchy, sizeFrom(info)), timeZone: info.timeZone };
    }
    return this.#display;
  }

  settle(before: Observation, options: SettleOptions, signal?: AbortSignal): Promise<Observation> {
    const beside = options.pictured ? (screen: Observation) => this.#pictureAhead(screen, signal) : undefined;
    return settle(() => this.observe(signal), before, options, signal, beside);
  }

  async activity(signal?: AbortSignal): Promise<string> {
    return frontActivity((await this.#session.printed(windowCommand, signal)).toString());
  }

  async screenshot(signal?: AbortSignal): Promise<Buffer> {
    return pngIn(await this.#session.printed(screencap, signal)) ?? this.#drivenScreenshot(signal);
  }

  /** The driver's own way, where the shell's gives nothing; it knows, too, why. */
  async #drivenScreenshot(signal?: AbortSignal): Promise<Buffer> {
    const base64 = await this.#session.ask(async (driver) => {
      return driver.takeScreenshot().catch((error: unknown) => {
        if (!/secure|unable to capture/i.test(String(error))) throw error;
        throw new FarhandError('SENSITIVE_SCREEN', 'The app forbids pictures of this screen', { cause: error });
      });
    }, signal);
    return Buffer.from(base64, 'base64');
  }

  async pictureOf({ frameId }: Observation, signal?: AbortSignal): Promise<Buffer> {
    const ahead = this.#ahead;
    this.#ahead = undefined;
    const isGood = ahead?.frameId === frameId && Date.now() - ahead.takenAtMs <= aheadGoodForMs;
    return isGood ? ahead.png : this.screenshot(signal);
  }

  /** Whatever keeps a picture from being taken is told to whoever asks for it. */
  async #pictureAhead({ frameId }: Observation, signal?: AbortSignal): Promise<void> {
    const takenAtMs = Date.now();
    const png = await this.screenshot(signal).catch(() => undefined);
    this.#ahead = png && { frameId, png, takenAtMs };
  }

  async tap(decided: Decided, at: PixelPoint, signal?: AbortSignal): Promise<void> {
    await this.#touchable(decided, at, signal);
    await this.#session.act((driver) => mobile(driver, 'clickGesture', { ...at }), signal);
  }

  async doubleTap(decided: Decided, at: PixelPoint, signal?: AbortSignal): Promise<void> {
    await this.#touchable(decided, at, signal);
    await this.#session.act((driver) => mobile(driver, 'doubleClickGesture', { ...at }), signal);
  }

  async longPress(decided: Decided, at: PixelPoint, durationMs: number, signal?: AbortSignal): Promise<void> {
    await this.#touchable(decided, at, signal);
    await this.#session.act((driver) => mobile(driver, 'longClickGesture', { ...at, duration: durationMs }), signal);
  }

  async swipe(
    decided: Decided,
    from: PixelPoint,
    to: PixelPoint,
    durationMs: number,
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#unchanged(decided, draggedAt(from), signal);
    await this.#session.act(async (driver) => {
      await driver.performActions([
        {
          type: 'pointer',
          id: 'finger',
          parameters: { pointerType: 'touch' },
          actions: [
            { type: 'pointerMove', duration: 0, ...from },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerMove', duration: durationMs, ...to },
            // A finger that rests before it lifts does not fling the list.
            { type: 'pause', duration: 80 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ]);
    }, signal);
  }

  async focus(decided: Decided, at: PixelPoint, signal?: AbortSignal): Promise<Observation> {
    const before = await this.#touchable(decided, at, signal);
    if (clickTarget(nodeAt(before.tree, at.x, at.y))?.focused) return before;
    await this.#session.act((driver) => mobile(driver, 'clickGesture', { ...at }), signal);
    const had = focusedField(before);
    const until = (screen: Observation): boolean => !['', had].includes(focusedField(screen));
    return this.settle(before, { until, limitMs: focusLimitMs }, signal);
  }

  async type(decided: Decided, text: string, clear: boolean, signal?: AbortSignal): Promise<Typed> {
    // The keyboard that the focus brought may still move the field.
    await this.#unchanged(decided, focusedField, signal);
    this.#typed = true;
    return this.#session.act((driver) => typeText(driver, text, clear, signal), signal);
  }

  async pressKey(decided: Decided, key: HotKey, signal?: AbortSignal): Promise<void> {
    await this.#unchanged(decided, key === 'enter' ? focused : anywhere, signal);
    await this.#session.act((driver) => mobile(driver, 'pressKey', { keycode: keyCodes[key] }), signal);
  }

  async appVersion(packageName: string, signal?: AbortSignal): Promise<string> {
    // It becomes part of a shell command on the phone.
    if (!/^[\w.]+$/.test(packageName)) return '';
    const listing = ['pm', 'list', 'packages', '--show-versioncode', packageName];
    const listed = await this.#adb.shell(this.serial, listing, signal).catch(() => '');
    const lines = listed.split('\n').map((line) => /^package:(\S+) versionCode:(\d+)/.exec(line.trim()));
    return lines.find((line) => line?.[1] === packageName)?.[2] ?? '';
  }

  async installedPackages(signal?: AbortSignal): Promise<ReadonlySet<string>> {
    const apps = await this.#session.ask((driver) => mobile<Record<string, unknown>>(driver, 'listApps'), signal);
    return new Set(Object.keys(apps));
  }

  async launch(packageName: string, restart: boolean, signal?: AbortSignal): Promise<void> {
    // Starting an app that already runs changes nothing, so both commands may be repeated.
    await this.#session.ask(async (driver) => {
      if (restart) await mobile(driver, 'terminateApp', { appId: packageName });
      await mobile(driver, 'activateApp', { appId: packageName }).catch((error: unknown) => {
        if (!/launchable activity|not installed|unable to resolve/i.test(String(error))) throw error;
        throw new FarhandError('APP_NOT_INSTALLED', `The phone has no app ${packageName} to open`, { cause: error });
      });
      // Whoever opens an app may be about to say when something is to be: "tomorrow" is the phone's.
      const time = await mobile<string>(driver, 'getDeviceTime').catch(() => '');
      const aheadMs = Date.parse(time) - Date.now();
      this.#clockAheadMs = Number.isNaN(aheadMs) ? undefined : aheadMs;
    }, signal);
  }

  async notifications(signal?: AbortSignal): Promise<NotificationLook> {
    const { command, divider } = notificationCommand();
    return parseNotifications(await this.#adb.shell(this.serial, command, signal), divider);
  }

  async awake(signal?: AbortSignal): Promise<boolean> {
    return !isLocked((await this.#session.printed(windowAndPowerCommand, signal)).toString());
  }

  async turnUpright(signal?: AbortSignal): Promise<void> {
    await this.#session.ask((driver) => driver.setOrientation('PORTRAIT'), signal);
  }

  async restoreKeyboard(): Promise<void> {
    if (!this.#typed) return;
    await this.#session.idle();
    await this.#keyboard.restore(AbortSignal.timeout(restoreLimitMs));
    this.#typed = false;
  }

  async close(): Promise<void> {
    await this.restoreKeyboard().catch(() => {});
    await this.#session.close();
  }

  /** For touches: what is under the point must still be what it was, and no notification may lie over it. */
  async #touchable(decided: Decided, at: PixelPoint, signal?: AbortSignal): Promise<Observation> {
    const now = await this.#unchanged(decided, thingAt(at), signal);
    if (!mayBeCovered(at, now.sizePx)) return now;
    const cover = await this.#session.ask((driver) => uncover(driver, at), signal);
    if (cover === 'covered') throw new FarhandError('SCREEN_CHANGED', `Notifications lie over ${at.x},${at.y}`);
    // Swiping them away took its time.
    return cover === 'none' ? now : this.#unchanged({ ...decided, frameId: now.frameId }, thingAt(at), signal);
  }

  /** The screen that is acted on: that of the decision, or a newer one on which the action means the same. */
  async #unchanged(decided: Decided, aim: Aim, signal?: AbortSignal): Promise<Observation> {
    const { was, now } = await this.#compare(decided.frameId, signal);
    if (was.frameId === now.frameId) return now;
    if (!isPictureOf(was.sizePx, now.sizePx)) throw turned(now.sizePx);
    if (was.packageName !== now.packageName) {
      throw new FarhandError('SCREEN_CHANGED', `${now.packageName} came to the front before the phone was acted on`);
    }
    if (aim(was) !== aim(now)) {
      throw new FarhandError('SCREEN_CHANGED', 'What the action was aimed at changed before the phone was acted on');
    }
    await decided.recheck?.(now);
    return now;
  }

  async #compare(frameId: string, signal?: AbortSignal): Promise<{ was: Observation; now: Observation }> {
    const was = this.#last;
    if (was?.frameId !== frameId) {
      throw new FarhandError(
        'SCREEN_CHANGED',
        `The action was decided on frame ${frameId}, which is not the last one seen`,
      );
    }
    const fresh = Date.now() - was.takenAtMs <= freshForMs;
    return { was, now: fresh ? was : await this.observe(signal) };
  }
}

function frameIdOf(seen: string): string {
  return createHash('sha1').update(seen).digest('hex').slice(0, 16);
}

function turned({ widthPx, heightPx }: SizePx): FarhandError {
  return new FarhandError(
    'SCREEN_CHANGED',
    `The screen was turned before it was touched: it is ${widthPx}x${heightPx} now`,
  );
}

interface DeviceInfo {
  /** Of the whole display, system bars included, as it is turned now: "1080x2400". */
  readonly realDisplaySize?: string;
  readonly model?: string;
  readonly timeZone?: string;
}

interface Display {
  readonly hierarchy: string;
  readonly sizePx: SizePx;
  readonly timeZone: string | undefined;
}

function sizeFrom({ realDisplaySize: text }: DeviceInfo): SizePx {
  const match = /^(\d+)x(\d+)$/.exec(text ?? '');
  if (!match) throw new FarhandError('APPIUM_FAILED', `The phone tells no display size, but "${text}"`);
  return { widthPx: Number(match[1]), heightPx: Number(match[2]) };
}

/** The phone may have been turned between its page source and its size; the source is what counts. */
function inOrientationOf(hierarchy: string, size: SizePx): SizePx {
  const [, width, height] = / width="(\d+)" height="(\d+)"/.exec(hierarchy) ?? [];
  if (width === undefined || height === undefined) return size;
  const isLandscape = Number(width) > Number(height);
  return isLandscape === size.widthPx > size.heightPx ? size : { widthPx: size.heightPx, heightPx: size.widthPx };
}

/** One of the driver's `mobile:` commands. */
export function mobile<T = unknown>(driver: Driver, command: string, args: Record<string, unknown> = {}): Promise<T> {
  return driver.executeScript(`mobile: ${command}`, [args]) as Promise<T>;
}
