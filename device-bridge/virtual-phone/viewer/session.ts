// One open page: frames go out when the screen changes and the page has shown the last one; touches, keys and switches
// come in. A slow page gets fewer frames, never older ones.
import { toFarhandError } from '@farhand/shared';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { VirtualPhone } from '../start.js';

const jpegQuality = 85;
const smallestScale = 0.1;

const coordinate = z.number().min(0).max(10_000);
const point = z.strictObject({ x: coordinate, y: coordinate });
const request = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('shown') }),
  z.strictObject({ do: z.literal('view'), heightPx: z.number().min(1).max(10_000) }),
  z.strictObject({ do: z.literal('tap'), at: point }),
  z.strictObject({ do: z.literal('long-press'), at: point }),
  z.strictObject({ do: z.literal('swipe'), from: point, to: point, durationMs: z.number().min(0).max(60_000) }),
  z.strictObject({ do: z.literal('type'), text: z.string().max(5000) }),
  z.strictObject({ do: z.literal('key'), code: z.int().min(0).max(400) }),
  z.strictObject({ do: z.literal('rotate') }),
  z.strictObject({ do: z.literal('switch'), name: z.string(), value: z.string() }),
  z.strictObject({ do: z.literal('clock'), change: z.unknown() }),
]);
type Request = z.infer<typeof request>;

export function serveViewer(socket: WebSocket, phone: VirtualPhone): void {
  const session = new ViewerSession(socket, phone);
  socket.on('message', (data) => void session.receive(data));
  socket.on('error', () => socket.terminate());
  socket.on('close', () => session.end());
  void session.send();
}

class ViewerSession {
  readonly #socket: WebSocket;
  readonly #phone: VirtualPhone;
  #heightPx = Number.POSITIVE_INFINITY;
  #sentVersion: string | undefined;
  #isShowing = false;
  #stopWaiting = (): void => {};

  constructor(socket: WebSocket, phone: VirtualPhone) {
    this.#socket = socket;
    this.#phone = phone;
  }

  end(): void {
    this.#stopWaiting();
    this.#isShowing = true;
  }

  async receive(data: RawData): Promise<void> {
    try {
      await this.#carryOut(request.parse(JSON.parse(data.toString())));
    } catch (thrown) {
      const error = toFarhandError(thrown);
      this.#tell({ kind: 'refused', message: error.message, hint: error.hint });
      this.#tellStatus();
    }
  }

  /** Sends the screen as it is, or waits until it is another one. */
  async send(): Promise<void> {
    const { glass } = this.#phone;
    if (this.#isShowing) return;
    this.#stopWaiting();
    const { version } = glass;
    if (version === this.#sentVersion) {
      this.#stopWaiting = glass.onNextChange(() => void this.send());
      return;
    }
    this.#isShowing = true;
    this.#sentVersion = version;
    const scale = Math.min(1, Math.max(smallestScale, this.#heightPx / glass.sizePx.heightPx));
    try {
      const jpeg = await glass.jpeg(scale, jpegQuality);
      this.#tellStatus();
      this.#socket.send(jpeg);
    } catch {
      this.#socket.close();
    }
  }

  async #carryOut(wanted: Request): Promise<void> {
    const { glass } = this.#phone;
    switch (wanted.do) {
      case 'shown':
        this.#isShowing = false;
        return this.send();
      case 'view':
        this.#heightPx = wanted.heightPx;
        this.#sentVersion = undefined;
        return this.send();
      case 'tap':
        return glass.tap(wanted.at);
      case 'long-press':
        return glass.longPress(wanted.at);
      case 'swipe':
        return glass.swipe(wanted.from, wanted.to, wanted.durationMs);
      case 'type':
        return glass.type(wanted.text);
      case 'key':
        return glass.press(wanted.code);
      case 'rotate':
        return glass.rotate();
      case 'switch':
        await this.#phone.switches.turn(wanted.name, wanted.value);
        return this.#tellStatus();
      case 'clock':
        this.#phone.changeClock(wanted.change);
        return this.#tellStatus();
    }
  }

  #tellStatus(): void {
    const { glass, serial, switches, clock } = this.#phone;
    this.#tell({ kind: 'status', serial, app: glass.label, ...glass.sizePx, clock, switches: switches.settings() });
  }

  #tell(message: object): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
