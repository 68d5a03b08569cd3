import type { BridgeList } from '@farhand/cloud';
import { useApi } from '../../api/use-api.js';
import { Section } from '../../components/page.js';
import { Time } from '../../components/quantities.js';
import { Awaited } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { useRevoking } from '../revoking.js';
import { t } from './words.js';

type Bridge = BridgeList['bridges'][number];

export function Bridges() {
  const { value, error, reload } = useApi<BridgeList>('/v1/bridges');
  const revoking = useRevoking<Bridge>('/v1/bridges', reload);
  const columns: readonly Column<Bridge>[] = [
    { key: 'name', title: t.name, cell: ({ name }) => name },
    { key: 'user', title: t.user, cell: ({ user }) => user },
    { key: 'since', title: t.since, cell: ({ createdAt }) => <Time at={createdAt} /> },
    revoking.column,
  ];
  return (
    <Section title={t.bridges}>
      <Awaited value={value} error={error ?? revoking.error} />
      {value?.bridges.length === 0 && <p class="faint">{t.noBridges}</p>}
      {value && value.bridges.length > 0 && (
        <Table caption={t.bridges} columns={columns} rows={value.bridges} rowKey={({ id }) => id} />
      )}
    </Section>
  );
}
