// What left the computer beside the phone, by where it went and what it was, and what the task took.
import type { TaskRecord } from '@farhand/cloud';
import type { TaskResult } from '@farhand/shared';
import { bytes, costOf, duration, whole } from '../components/quantities.js';
import { Loading } from '../components/state.js';
import { Table } from '../components/table.js';
import './ledger.css';
import type { Told } from './story.js';
import { t } from './words.js';

interface Sent {
  readonly to: string;
  readonly kind: string;
  readonly times: number;
  readonly bytes: number;
  readonly left: number;
  readonly held: number;
}

export function Ledger({ record }: Pick<Told, 'record'>) {
  if (record === 'awaited') return <Loading />;
  if (record === 'elsewhere') return <p>{t.leftNothing}</p>;
  return (
    <div class="ledger">
      <Table
        caption={t.left}
        rows={sentIn(record)}
        rowKey={({ to, kind }) => `${to} ${kind}`}
        columns={[
          { key: 'to', title: t.to, cell: ({ to }) => to },
          { key: 'kind', title: t.kind, cell: ({ kind }) => kind },
          { key: 'times', title: t.times, isNumber: true, cell: ({ times }) => whole(times) },
          { key: 'size', title: t.size, isNumber: true, cell: (row) => bytes(row.bytes) },
          { key: 'personal', title: t.personal, cell: ({ left, held }) => t.personalCount(left, held) },
        ]}
      />
      <p class={record.intact ? 'whole' : 'broken'}>{record.intact ? t.intact : t.broken}</p>
    </div>
  );
}

interface RecordLine {
  readonly kind?: string;
  readonly to?: string;
  readonly class?: string;
  readonly bytes?: number;
  readonly count?: number;
  readonly left?: Readonly<Record<string, number>>;
  readonly held?: Readonly<Record<string, number>>;
}

function sentIn(record: TaskRecord): Sent[] {
  const sums = new Map<string, Sent>();
  for (const line of (record.lines as readonly RecordLine[] | undefined) ?? []) {
    if (line.kind !== 'sent') continue;
    const { to = '', class: kind = '', bytes: size = 0, count = 1, left = {}, held = {} } = line;
    const before = sums.get(`${to} ${kind}`) ?? { to, kind, times: 0, bytes: 0, left: 0, held: 0 };
    sums.set(`${to} ${kind}`, {
      to,
      kind,
      times: before.times + count,
      bytes: before.bytes + size,
      left: before.left + total(left),
      held: before.held + total(held),
    });
  }
  return [...sums.values()].sort((a, b) => b.bytes - a.bytes);
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export function Taken({ result: { usage, seconds } }: { readonly result: TaskResult }) {
  const unpriced = usage.unpricedCalls > 0 ? `, ${t.unpriced(usage.unpricedCalls)}` : '';
  const facts: readonly (readonly [string, string])[] = [
    [t.seconds, duration(seconds)],
    [t.calls, whole(usage.brainCalls)],
    [t.tokens, whole(usage.promptTokens + usage.generatedTokens)],
    [t.money, costOf(usage.cost) + unpriced],
    [t.up, bytes(usage.bytesUp)],
    [t.down, bytes(usage.bytesDown)],
    [t.pictures, bytes(usage.pictureBytes)],
    [t.personal, t.personalCount(usage.personalLeft, usage.personalHeld)],
  ];
  return <Facts facts={facts} />;
}

/** Small figures with their names. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="figures">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
