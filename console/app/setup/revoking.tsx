// Taking back what lets somebody in: the last column of the tables of tokens and bridges.
import type { ApiError } from '../api/client.js';
import { useDoing } from '../api/use-api.js';
import { Button } from '../components/button.js';
import type { Column } from '../components/table.js';
import { t } from './words.js';

interface Revocable {
  readonly id: string;
  readonly revokedAt: string | null;
}

/** `path`: of the list that the rows come from. */
export function useRevoking<Row extends Revocable>(
  path: string,
  onRevoked: () => void,
): { readonly column: Column<Row>; readonly error: ApiError | undefined } {
  const { run, isBusy, error } = useDoing();
  const revoke = async (id: string) => {
    await run(`${path}/${encodeURIComponent(id)}`, { method: 'DELETE' });
    onRevoked();
  };
  const cell = ({ id, revokedAt }: Row) =>
    revokedAt ? (
      <span class="faint">{t.revoked}</span>
    ) : (
      <Button look="quiet" isBusy={isBusy} onClick={() => revoke(id)}>
        {t.revoke}
      </Button>
    );
  return { column: { key: 'revoke', title: '', cell }, error };
}
