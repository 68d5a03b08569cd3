// How much of a screen the hand's model is shown: that depends on where its server is and on the call's privacy level.
// On this host, or on one that the owner calls their own, the level does not bind it: nothing goes to a stranger.
import { FarhandError, type PrivacyLevel } from '@farhand/shared';

export type Shown = 'whole' | 'masked';

export interface ModelPlace {
  /** Base address of the server. */
  readonly url: string;
  /** The owner's word that the server is theirs. Defaults to false. */
  readonly trusted?: boolean | undefined;
}

/** Throws POLICY_REFUSED where the level lets no picture go to that server. */
export function shownTo({ url, trusted }: ModelPlace, level: PrivacyLevel): Shown {
  if (isBeside(url) || trusted === true || level === 'open') return 'whole';
  if (level === 'redacted') return 'masked';
  const { host } = new URL(url);
  const message = `The hand's model is on ${host}, and at the privacy level ${level} no picture leaves this computer`;
  const hint =
    'Set FARHAND_HAND_TRUST=yes if that server is yours, or FARHAND_PRIVACY to redacted or open, or run the model here.';
  throw new FarhandError('POLICY_REFUSED', message, { hint });
}

/** On this host: what it is sent stays here. */
export function isBeside(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
