import type { BridgeList } from '@farhand/cloud';
import { useApi, useDoing } from '../../api/use-api.js';
import { Button } from '../../components/button.js';
import { Section } from '../../components/page.js';
import { Time } from '../../components/quantities.js';
import { Loading, Problem } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { t } from './words.js';

type Bridge = BridgeList['bridges'][number];

export function Bridges() {
  const { value, error, reload } = useApi<BridgeList>('/v1/bridges');
  const { run, isBusy, error: refused } = useDoing();
  const revoke = async (id: string) => {
    await run(`/v1/bridges/${encodeURIComponent(id)}`, { method: 'DELETE' });
    reload();
  };
  const columns: readonly Column<Bridge>[] = [
    { key: 'name', title: t.name, cell: ({ name }) => name },
    { key: 'user', title: t.user, cell: ({ user }) => user },
    { key: 'since', title: t.since, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'revoke',
      title: '',
      cell: ({ id, revokedAt }) =>
        revokedAt ? (
          <span class="faint">{t.revoked}</span>
        ) : (
          <Button look="quiet" isBusy={isBusy} onClick={() => revoke(id)}>
            {t.revoke}
          </Button>
        ),
    },
  ];
  return (
    <Section title={t.bridges}>
      <Problem error={error ?? refused} />
      {!value && !error && <Loading />}
      {value?.bridges.length === 0 && <p class="faint">{t.noBridges}</p>}
      {value && value.bridges.length > 0 && (
        <Table caption={t.bridges} columns={columns} rows={value.bridges} rowKey={({ id }) => id} />
      )}
    </Section>
  );
}
