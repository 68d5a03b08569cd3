import type { TokenList } from '@farhand/cloud';
import { useApi } from '../../api/use-api.js';
import { Section } from '../../components/page.js';
import { Time } from '../../components/quantities.js';
import { Awaited, Problem } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { useRevoking } from '../revoking.js';
import { SetupView } from '../setup-view.js';
import { MakeToken } from './make-token.js';
import { t } from './words.js';

type Token = TokenList['tokens'][number];

export default function UsersPage() {
  const { value, error, reload } = useApi<TokenList>('/v1/tokens');
  return (
    <SetupView title={t.title} lead={t.lead}>
      <MakeToken onMade={reload} />
      <Section title={t.tokens}>
        <Awaited value={value} error={error} />
        {value?.tokens.length === 0 && <p class="faint">{t.none}</p>}
        {value && value.tokens.length > 0 && <Tokens tokens={value.tokens} onRevoked={reload} />}
      </Section>
    </SetupView>
  );
}

function Tokens({ tokens, onRevoked }: { readonly tokens: readonly Token[]; readonly onRevoked: () => void }) {
  const { column, error } = useRevoking<Token>('/v1/tokens', onRevoked);
  const columns: readonly Column<Token>[] = [
    { key: 'user', title: t.user, cell: ({ user }) => user },
    { key: 'name', title: t.name, cell: ({ name }) => name },
    { key: 'scopes', title: t.scopes, cell: ({ scopes }) => scopes.join(', ') },
    { key: 'created', title: t.created, cell: ({ createdAt }) => <Time at={createdAt} /> },
    { key: 'until', title: t.until, cell: ({ expiresAt }) => (expiresAt ? <Time at={expiresAt} /> : t.always) },
    column,
  ];
  return (
    <>
      <Problem error={error} />
      <Table caption={t.tokens} columns={columns} rows={tokens} rowKey={({ id }) => id} />
    </>
  );
}
