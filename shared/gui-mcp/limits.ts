// Every limit of a link in one place; docs/explanation/gui-mcp-link.md explains them. Both ends hold the other to the same ones,
// except how long a link is parked, which the cloud tells the bridge.

export interface LinkLimits {
  /** Larger frames end the link with LINK_LIMIT. */
  readonly maxFrameBytes: number;
  readonly pingIntervalMs: number;
  /** Silence after which the socket counts as gone. */
  readonly deadAfterMs: number;
  /** How long a link without a socket is kept before it is lost; 0 not at all. */
  readonly parkMs: number;
  /** Unacknowledged bytes above which senders wait. Twice as many end the link: who sends on did not wait. */
  readonly windowBytes: number;
  /** Unacknowledged frames above which senders wait; see `windowBytes`. */
  readonly windowFrames: number;
  /** Bytes in the socket's own buffer above which the link hands it no more frames. */
  readonly pauseAboveBytes: number;
  /** What may be received in the long run; more ends the link with LINK_LIMIT. */
  readonly framesPerSecond: number;
  readonly bytesPerSecond: number;
  /** Seconds of the long run that may come at once. A replayed window must fit in. */
  readonly burstSeconds: number;
}

const mebibyte = 1024 * 1024;

export const defaultLinkLimits: LinkLimits = {
  maxFrameBytes: 8 * mebibyte,
  pingIntervalMs: 15_000,
  deadAfterMs: 45_000,
  parkMs: 60_000,
  windowBytes: 16 * mebibyte,
  windowFrames: 512,
  pauseAboveBytes: 4 * mebibyte,
  framesPerSecond: 400,
  bytesPerSecond: 16 * mebibyte,
  burstSeconds: 10,
};

/**
 * What a receiver may owe the sender in acknowledgements: more frames or bytes than these are acknowledged at once. A
 * window that is full is therefore always emptied again.
 */
export const ackEvery = { frames: 16, bytes: 256 * 1024 } as const;
