import { useTask } from '../api/task-following.js';
import { Page } from '../components/page.js';
import { Loading, Problem } from '../components/state.js';
import type { PageProps } from '../routes.js';

export default function TaskPage({ params: { id = '' } }: PageProps) {
  const { command, result, error, subtasks } = useTask(id).value;
  return (
    <Page title={command ?? id}>
      <Problem error={error ?? result?.error} />
      {!result && !error && <Loading />}
      {Object.entries(subtasks).map(([subtaskId, { steps }]) => (
        <p key={subtaskId}>{steps.at(-1)?.explain}</p>
      ))}
      <p>{result?.answer}</p>
    </Page>
  );
}
