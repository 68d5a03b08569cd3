// How a link begins: the bridge says Hello, the cloud answers Welcome or Bye. Both functions take an open socket and
// give back a link whose next frame is the first MCP message.
import { randomUUID } from 'node:crypto';
import { type Hello, PROTOCOL_VERSION, type Welcome } from '@farhand/proto';
import type { WebSocket } from 'ws';
import { FarhandError } from '../errors.js';
import { defaultLinkLimits, FrameLink, type LinkLimits } from './link.js';

const handshakeTimeoutMs = 10_000;

export interface BridgeIdentity {
  readonly bridgeId: string;
  readonly software: string;
}

/** Bridge side. Rejects with LINK_REFUSED or LINK_LOST. */
export async function openLink(
  socket: WebSocket,
  identity: BridgeIdentity,
  limits: LinkLimits = defaultLinkLimits,
): Promise<{ link: FrameLink; welcome: Welcome }> {
  const link = new FrameLink(socket, limits);
  const answer = firstFrame(link, 'welcome');
  link.send({ kind: 'hello', hello: { protocol: PROTOCOL_VERSION, ...identity, resumeToken: '' } });
  const body = await answer;
  if (body.kind !== 'welcome') throw refuse(link, `The cloud answered with a ${body.kind} frame instead of a welcome`);
  return { link, welcome: body.welcome };
}

/** Cloud side. `admit` may throw a FarhandError to refuse the bridge. */
export async function acceptLink(
  socket: WebSocket,
  admit: (hello: Hello) => void,
  limits: LinkLimits = defaultLinkLimits,
): Promise<{ link: FrameLink; hello: Hello; sessionId: string }> {
  const link = new FrameLink(socket, limits);
  const body = await firstFrame(link, 'hello');
  if (body.kind !== 'hello') throw refuse(link, `The bridge began with a ${body.kind} frame instead of a hello`);
  const { hello } = body;
  if (hello.protocol !== PROTOCOL_VERSION) {
    throw refuse(link, `The bridge speaks version ${hello.protocol} of GUI-MCP; this cloud speaks ${PROTOCOL_VERSION}`);
  }
  try {
    admit(hello);
  } catch (error) {
    throw refuse(link, error instanceof Error ? error.message : String(error));
  }
  const sessionId = randomUUID();
  link.send({
    kind: 'welcome',
    welcome: {
      protocol: PROTOCOL_VERSION,
      sessionId,
      resumeToken: randomUUID(),
      maxFrameBytes: limits.maxFrameBytes,
      pingIntervalMs: limits.pingIntervalMs,
      resumed: false,
    },
  });
  return { link, hello, sessionId };
}

type FirstFrame = Parameters<NonNullable<FrameLink['onFrame']>>[0];

function firstFrame(link: FrameLink, awaited: string): Promise<FirstFrame> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(refuse(link, `No ${awaited} came within ${handshakeTimeoutMs / 1000} s`));
    }, handshakeTimeoutMs);
    link.onFrame = (body) => {
      clearTimeout(timer);
      link.onFrame = undefined;
      resolve(body);
    };
    link.onClose = (reason) => {
      clearTimeout(timer);
      reject(reason ?? new FarhandError('LINK_LOST', `The link ended before a ${awaited} came`));
    };
  });
}

function refuse(link: FrameLink, message: string): FarhandError {
  link.close('LINK_REFUSED', message);
  return new FarhandError('LINK_REFUSED', message);
}
