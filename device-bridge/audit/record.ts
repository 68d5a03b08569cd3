// One line of a task's record. The format, for who reads it without this program:
// 1. A record is one file, `<home>/audit/<task>.jsonl`, of UTF-8 lines, each a JSON object and a line feed.
// 2. `seq` counts from 1; `time` is UTC; `kind` says what the line tells, and the rest of its fields depend on it.
// 3. `prev` is the `hash` of the line before, 64 zeros in the first; `hash` is the sha256, in hex, of `prev`, a line feed
//    and the JSON of the line without `hash`, its fields in the order written.
// Personal data is written as placeholders: the record tells what was done, not what was private about it.
import { createHash } from 'node:crypto';

export type AuditEntry =
  | {
      readonly kind: 'begun' | 'resumed';
      readonly session: string;
      readonly device: string;
      readonly task: string;
      readonly app?: string | undefined;
      readonly privacy: string;
      /** The user had said yes beforehand, or spent a confirmation. */
      readonly confirmed: boolean;
      /** Who said so, or answered, and by which door. */
      readonly by?: string | undefined;
    }
  | {
      readonly kind: 'step';
      readonly session: string;
      readonly step: number;
      readonly action: string;
      readonly explain: string;
      /** It came from a recording, without a model. */
      readonly replayed?: boolean | undefined;
    }
  | {
      /** What the gate made of an action, written before it was done. */
      readonly kind: 'gate';
      /** None for an action of a phone that is steered from outside. */
      readonly session?: string | undefined;
      readonly step: number;
      readonly action: string;
      readonly class: string;
      readonly gate: string;
      readonly why: string;
    }
  | {
      /** Bytes that left the host. */
      readonly kind: 'sent';
      readonly session?: string | undefined;
      readonly to: 'cloud' | 'model';
      readonly class: string;
      readonly bytes: number;
      /** Messages that the line stands for, when there was more than one. */
      readonly messages?: number | undefined;
      /** Pieces of personal data in them, by kind: as they are, and as placeholders. */
      readonly left?: Readonly<Record<string, number>> | undefined;
      readonly held?: Readonly<Record<string, number>> | undefined;
    }
  | {
      readonly kind: 'taken_over' | 'handed_back';
      readonly device: string;
      readonly why?: string | undefined;
      /** The person who did so from afar, and by which door. */
      readonly by?: string | undefined;
    }
  | {
      readonly kind: 'ended';
      readonly session: string;
      readonly stop: string;
      readonly text: string;
      readonly steps: number;
    }
  | {
      /** The line before was cut off when the bridge stopped; it is known by its bytes. */
      readonly kind: 'recovered';
      readonly tornBytes: number;
      readonly tornSha256: string;
    };

export type AuditKind = AuditEntry['kind'];
export type AuditLine = AuditEntry & {
  readonly seq: number;
  readonly time: string;
  readonly prev: string;
  readonly hash: string;
};

export const firstPrev: string = '0'.repeat(64);

/** The line for an entry, without its line feed, and its hash. */
export function toLine(entry: AuditEntry, seq: number, time: Date, prev: string): { line: string; hash: string } {
  const { kind, ...rest } = entry;
  const body = { seq, time: time.toISOString(), kind, ...rest, prev };
  const hash = hashOf(prev, JSON.stringify(body));
  return { line: JSON.stringify({ ...body, hash }), hash };
}

/** The hash that a parsed line should have. */
export function expectedHash({ hash: _, ...body }: AuditLine): string {
  return hashOf(body.prev, JSON.stringify(body));
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function hashOf(prev: string, json: string): string {
  return sha256(`${prev}\n${json}`);
}
