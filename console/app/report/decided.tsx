// What people decided on a task: who, by which door and when. The text of what they typed is nowhere kept.
import type { TaskStory } from '@farhand/cloud';
import { Table } from '../components/table.js';
import { doors, t, verdicts } from './words.js';

type Decision = TaskStory['decisions'][number];

export function Decided({ decisions }: { readonly decisions: readonly Decision[] }) {
  return (
    <Table
      caption={t.decided}
      rows={decisions}
      rowKey={({ at, what, device }) => `${at} ${what} ${device}`}
      columns={[
        { key: 'what', title: t.decision, cell: ({ what }) => verdicts[what] },
        { key: 'by', title: t.by, cell: ({ by }) => by },
        { key: 'door', title: t.door, cell: ({ door }) => doors[door] },
        { key: 'device', title: t.phone, cell: ({ device }) => device },
        { key: 'at', title: t.at, cell: ({ at }) => <time dateTime={at}>{new Date(at).toLocaleString()}</time> },
      ]}
    />
  );
}
