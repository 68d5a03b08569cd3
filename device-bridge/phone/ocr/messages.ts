// What the bridge and the reader's process tell each other. Both ends are of one build, and the channel is theirs alone.
import type { Bounds } from '../tree.js';
import type { Counts, PartRead } from './picture-text.js';

export type ReaderRequest =
  | { readonly kind: 'read'; readonly id: number; readonly png: Uint8Array; readonly parts: readonly Bounds[] }
  | { readonly kind: 'forget'; readonly id: number };

export type ReaderAnswer =
  | { readonly id: number; readonly read: readonly PartRead[]; readonly counts: Counts }
  | { readonly id: number; readonly error: string };
