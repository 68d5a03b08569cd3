// The newest tasks, or for whoever has none yet something to begin with.
import type { TaskList } from '@farhand/cloud';
import { useApi } from '../api/use-api.js';
import { Button } from '../components/button.js';
import { Loading } from '../components/state.js';
import { TaskRows } from '../tasks/task-rows.js';
import { examples, t } from './words.js';

const shown = 5;

export function Lately({ onExample }: { readonly onExample: (command: string) => void }) {
  const { value, error } = useApi<TaskList>(`/v1/tasks?limit=${shown}`);
  if (!value) return error ? null : <Loading />;
  if (value.tasks.length > 0) return <TaskRows tasks={value.tasks} />;
  return (
    <div class="examples">
      <p>{t.examples}</p>
      {Object.values(examples).map((example) => (
        <Button key={example} look="quiet" onClick={() => onExample(example)}>
          {example}
        </Button>
      ))}
    </div>
  );
}
