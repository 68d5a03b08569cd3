// The cloud's side of the handshake: its links, each known by its bridge and its token, so that a bridge that dials again
// finds its own. A link is kept here until it has ended.
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { type Hello, PROTOCOL_VERSION } from '@farhand/proto';
import type { WebSocket } from 'ws';
import { firstFrame, lost, refused, sendFrame } from './handshake.js';
import { defaultLinkLimits, type LinkLimits } from './limits.js';
import { FrameLink } from './link.js';

const longestBridgeId = 200;

export interface AcceptedLink {
  readonly link: FrameLink;
  readonly hello: Hello;
  /** It was accepted before; whoever uses it goes on. */
  readonly resumed: boolean;
  /** Why a link that was to be taken up was not, so that this one was begun. */
  readonly notResumedBecause: string | undefined;
}

interface KnownLink {
  readonly link: FrameLink;
  readonly token: string;
}

export class LinkBook {
  readonly #limits: LinkLimits;
  readonly #links = new Map<string, KnownLink>();

  constructor(limits: LinkLimits = defaultLinkLimits) {
    this.#limits = limits;
  }

  /**
   * Takes a bridge in. A new link ends the bridge's old one with LINK_LOST. `admit` may throw a FarhandError to refuse the
   * bridge. Rejects with what was said to a bridge that was refused, or with LINK_LOST.
   */
  accept(socket: WebSocket, admit: (hello: Hello) => void = () => {}): Promise<AcceptedLink> {
    return firstFrame(socket, 'hello', ({ body, ack }) => {
      if (body.kind !== 'hello') throw refused(`The bridge began with a ${body.kind} frame instead of a hello`);
      const { hello } = body;
      if (hello.protocol !== PROTOCOL_VERSION) {
        const ours = `this cloud speaks ${PROTOCOL_VERSION}`;
        throw refused(`The bridge speaks version ${hello.protocol} of GUI-MCP; ${ours}`);
      }
      if (hello.bridgeId === '' || hello.bridgeId.length > longestBridgeId) {
        throw refused(`A bridge's name has 1 to ${longestBridgeId} characters, not ${hello.bridgeId.length}`);
      }
      admit(hello);
      return hello.resumeToken === '' ? this.#begin(socket, hello, undefined) : this.#resume(socket, hello, ack);
    });
  }

  /** Ends every link with a goodbye. */
  close(): void {
    for (const { link } of [...this.#links.values()]) link.close();
  }

  #resume(socket: WebSocket, hello: Hello, received: number): AcceptedLink {
    const known = this.#links.get(hello.bridgeId);
    if (!known) {
      const why = 'this cloud does not know it, because it was away for too long or began with another cloud';
      return this.#begin(socket, hello, why);
    }
    const { link, token } = known;
    if (!isSame(token, hello.resumeToken)) return this.#begin(socket, hello, 'its token is not the one of the link');
    if (!link.canResumeFrom(received)) return this.#begin(socket, hello, 'what it misses is no longer there');
    // First on the socket: replayed frames follow the welcome.
    this.#welcome(socket, token, link.received, true, '');
    link.attach(socket, received);
    return { link, hello, resumed: true, notResumedBecause: undefined };
  }

  #begin(socket: WebSocket, hello: Hello, notResumedBecause: string | undefined): AcceptedLink {
    const { bridgeId } = hello;
    this.#links.get(bridgeId)?.link.abandon(lost(`The bridge ${bridgeId} began a new link`));
    const token = randomBytes(24).toString('base64url');
    const link = new FrameLink(this.#limits, () => this.#links.delete(bridgeId));
    this.#links.set(bridgeId, { link, token });
    this.#welcome(socket, token, 0, false, notResumedBecause ?? '');
    link.attach(socket, 0);
    return { link, hello, resumed: false, notResumedBecause };
  }

  #welcome(socket: WebSocket, resumeToken: string, ack: number, resumed: boolean, notResumedBecause: string): void {
    const { maxFrameBytes, pingIntervalMs, parkMs } = this.#limits;
    const limits = { maxFrameBytes, pingIntervalMs, parkMs };
    const welcome = { protocol: PROTOCOL_VERSION, resumeToken, resumed, notResumedBecause, ...limits };
    sendFrame(socket, { seq: 0, ack, body: { kind: 'welcome', welcome } });
  }
}

function isSame(token: string, shown: string): boolean {
  const [a, b] = [Buffer.from(token), Buffer.from(shown)];
  return a.length === b.length && timingSafeEqual(a, b);
}
