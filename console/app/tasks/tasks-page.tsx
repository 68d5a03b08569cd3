import type { TaskList } from '@farhand/cloud';
import { useApi } from '../api/use-api.js';
import { Page } from '../components/page.js';
import { Time } from '../components/quantities.js';
import { EmptyState, Loading, Problem } from '../components/state.js';
import { Status } from '../components/status.js';
import { t } from './words.js';

export default function TasksPage() {
  const { value, error } = useApi<TaskList>('/v1/tasks');
  return (
    <Page title={t.title}>
      <Problem error={error} />
      {!value && !error && <Loading />}
      {value?.tasks.length === 0 && (
        <EmptyState title={t.none}>
          <a href="/">{t.noneHint}</a>
        </EmptyState>
      )}
      <ul class="plain-list">
        {value?.tasks.map(({ taskId, command, status, createdAt }) => (
          <li key={taskId}>
            <a href={`/tasks/${taskId}`}>{command}</a> <Status of={status} /> <Time at={createdAt} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
