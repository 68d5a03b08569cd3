// The bridge's side of the handshake: begins a link on an open socket, or goes on with one whose socket dropped.
import { PROTOCOL_VERSION, type Welcome } from '@farhand/proto';
import type { WebSocket } from 'ws';
import { firstFrame, lost, refused, sendFrame } from './handshake.js';
import { defaultLinkLimits, type LinkLimits } from './limits.js';
import { byeReason, FrameLink } from './link.js';

/** Whatever a cloud says, a bridge does not wait longer for it with a task under way. */
const longestParkMs = 3600_000;

export interface BridgeIdentity {
  readonly bridgeId: string;
  readonly software: string;
}

export interface OpenedLink {
  readonly link: FrameLink;
  readonly resumeToken: string;
  /** Why a link that was to be taken up was not, so that this one was begun. */
  readonly notResumedBecause: string | undefined;
}

/**
 * Takes the `known` link up, or begins a new one; then the known one has ended with LINK_LOST. Rejects with LINK_REFUSED or
 * LINK_LOST; the known link lives on then.
 */
export function openLink(
  socket: WebSocket,
  identity: BridgeIdentity,
  known?: OpenedLink,
  limits: LinkLimits = defaultLinkLimits,
): Promise<OpenedLink> {
  const resumable = known?.link.closed === false ? known : undefined;
  const opened = firstFrame(socket, 'welcome', ({ body, ack }) => {
    if (body.kind === 'bye') throw byeReason(body.bye.code, body.bye.message) ?? lost('The cloud took its leave');
    if (body.kind !== 'welcome') throw refused(`The cloud answered with a ${body.kind} frame instead of a welcome`);
    const { welcome } = body;
    if (welcome.resumed) {
      if (!resumable?.link.canResumeFrom(ack)) throw refused('The cloud took up a link that this bridge does not have');
      resumable.link.attach(socket, ack);
      return resumable;
    }
    resumable?.link.abandon(lost(`The cloud began a new link: ${welcome.notResumedBecause}`));
    const link = new FrameLink(limitsOf(welcome, limits));
    link.attach(socket, 0);
    return { link, resumeToken: welcome.resumeToken, notResumedBecause: welcome.notResumedBecause || undefined };
  });
  const hello = { protocol: PROTOCOL_VERSION, ...identity, resumeToken: resumable?.resumeToken ?? '' };
  sendFrame(socket, { seq: 0, ack: resumable?.link.received ?? 0, body: { kind: 'hello', hello } });
  return opened;
}

function limitsOf(welcome: Welcome, own: LinkLimits): LinkLimits {
  const maxFrameBytes = Math.min(welcome.maxFrameBytes, own.maxFrameBytes);
  return { ...own, maxFrameBytes, parkMs: Math.min(welcome.parkMs, longestParkMs) };
}
