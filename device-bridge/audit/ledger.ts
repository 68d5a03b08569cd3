// What left the host for a task, summed up from its record: bytes by where they went and of which class, and how many
// pieces of personal data went with them as they are, or stayed here behind placeholders.
import type { AuditLine } from './record.js';

export interface LedgerRow {
  readonly to: string;
  readonly class: string;
  readonly messages: number;
  readonly bytes: number;
  readonly left: Readonly<Record<string, number>>;
  readonly held: Readonly<Record<string, number>>;
}

export function ledgerOf(lines: readonly AuditLine[]): LedgerRow[] {
  const rows = new Map<string, LedgerRow>();
  for (const line of lines) {
    if (line.kind !== 'sent') continue;
    const key = `${line.to} ${line.class}`;
    const row = rows.get(key) ?? { to: line.to, class: line.class, messages: 0, bytes: 0, left: {}, held: {} };
    rows.set(key, {
      ...row,
      messages: row.messages + (line.messages ?? 1),
      bytes: row.bytes + line.bytes,
      left: sum(row.left, line.left),
      held: sum(row.held, line.held),
    });
  }
  return [...rows.values()];
}

function sum(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>> = {}): Record<string, number> {
  const total: Record<string, number> = { ...a };
  for (const [kind, count] of Object.entries(b)) total[kind] = (total[kind] ?? 0) + count;
  return total;
}
