import { useState } from 'preact/hooks';
import { useDoing } from '../api/use-api.js';
import { Button } from '../components/button.js';
import { TextField } from '../components/field.js';
import { Page } from '../components/page.js';
import { Problem } from '../components/state.js';
import { navigate } from '../router.js';
import { t } from './words.js';

export default function AskPage() {
  const [command, setCommand] = useState('');
  const { run, isBusy, error } = useDoing();
  const submit = async (event: Event) => {
    event.preventDefault();
    const made = await run<{ taskId: string }>('/v1/tasks', { method: 'POST', body: { command } });
    if (made) navigate(`/tasks/${made.taskId}`);
  };
  return (
    <Page title={t.title}>
      <form onSubmit={submit}>
        <TextField label={t.label} value={command} onValue={setCommand} />
        <Button look="main" type="submit" isBusy={isBusy}>
          {t.go}
        </Button>
      </form>
      <Problem error={error} />
    </Page>
  );
}
