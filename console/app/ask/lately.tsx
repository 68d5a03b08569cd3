// The newest tasks, or for whoever has none yet something to begin with.
import type { TaskList } from '@farhand/cloud';
import { useApi } from '../api/use-api.js';
import { Button } from '../components/button.js';
import { Section } from '../components/page.js';
import { Loading } from '../components/state.js';
import { TaskRows } from '../tasks/task-rows.js';
import { examples, t } from './words.js';

const shown = 5;

export function Lately({ onExample }: { readonly onExample: (command: string) => void }) {
  const { value, error } = useApi<TaskList>(`/v1/tasks?limit=${shown}`);
  if (!value) return error ? null : <Loading />;
  if (value.tasks.length > 0) {
    return (
      <Section title={t.recent} actions={<a href="/tasks">{t.all}</a>}>
        <TaskRows tasks={value.tasks} />
      </Section>
    );
  }
  return (
    <Section title={t.examples}>
      <div class="examples">
        {Object.values(examples).map((example) => (
          <Button key={example} look="quiet" onClick={() => onExample(example)}>
            {example}
          </Button>
        ))}
      </div>
    </Section>
  );
}
