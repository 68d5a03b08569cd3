// All tasks, newest first, searched by the service. What is searched for stands in the address, so that it can be kept.
import type { TaskList, TaskListItem } from '@farhand/cloud';
import { useEffect, useState } from 'preact/hooks';
import { useApi } from '../api/use-api.js';
import { Button, LinkButton } from '../components/button.js';
import { Choice, TextField } from '../components/field.js';
import { Page } from '../components/page.js';
import { Awaited, EmptyState } from '../components/state.js';
import { t as statusWords } from '../components/words.js';
import { Decisions } from '../decide/decisions.js';
import { navigate, query } from '../router.js';
import { useVocabulary } from '../vocabulary.js';
import { language } from '../words/words.js';
import { TaskRows } from './task-rows.js';
import './tasks.css';
import { t } from './words.js';

const pageSize = 50;
const typingPauseMs = 250;
const statuses = ['running', 'done', 'needs_user', 'failed', 'refused'] as const;

export default function TasksPage() {
  const [words, setWords] = useState(query.value.get('words') ?? '');
  const [before, setBefore] = useState<string>();
  const [older, setOlder] = useState<readonly TaskListItem[]>([]);
  const wanted = query.value.toString();
  const { value, error } = useApi<TaskList>(`/v1/tasks?${withPage(wanted, before)}`);
  const known = useVocabulary();

  const narrow = (change: Record<string, string>) => {
    const next = new URLSearchParams(query.value);
    for (const [name, text] of Object.entries(change)) text ? next.set(name, text) : next.delete(name);
    setOlder([]);
    setBefore(undefined);
    navigate(`/tasks${next.size > 0 ? `?${next}` : ''}`, { replace: true });
  };
  useEffect(() => {
    if (words.trim() === (query.value.get('words') ?? '')) return;
    const timer = setTimeout(() => narrow({ words: words.trim() }), typingPauseMs);
    return () => clearTimeout(timer);
  });

  const page = value?.tasks ?? [];
  const tasks = [...older, ...page.filter(({ taskId }) => !older.some((task) => task.taskId === taskId))];
  return (
    <Page
      title={t.title}
      actions={
        <LinkButton href="/" look="main">
          {t.ask}
        </LinkButton>
      }
    >
      <Decisions />
      <search class="task-search">
        <TextField type="search" label={t.search} placeholder={t.searchPlaceholder} value={words} onValue={setWords} />
        <Choice
          label={t.status}
          value={query.value.get('status') ?? ''}
          choices={[
            { value: '', label: t.all },
            ...statuses.map((status) => ({ value: status, label: statusWords[status] })),
          ]}
          onValue={(status) => narrow({ status })}
        />
        <Choice
          label={t.app}
          value={query.value.get('app') ?? ''}
          choices={[
            { value: '', label: t.anyApp },
            ...(known?.apps ?? []).map(({ id, names }) => ({ value: id, label: names[language.value] })),
          ]}
          onValue={(app) => narrow({ app })}
        />
      </search>
      <Awaited value={value} error={error} />
      {value && tasks.length === 0 && (
        <EmptyState title={wanted ? t.noneFound : t.none}>{!wanted && <a href="/">{t.noneHint}</a>}</EmptyState>
      )}
      {tasks.length > 0 && <TaskRows tasks={tasks} />}
      {page.length === pageSize && (
        <Button
          onClick={() => {
            setOlder(tasks);
            setBefore(page.at(-1)?.createdAt);
          }}
        >
          {t.more}
        </Button>
      )}
    </Page>
  );
}

function withPage(wanted: string, before: string | undefined): URLSearchParams {
  const asked = new URLSearchParams(wanted);
  asked.set('limit', String(pageSize));
  if (before) asked.set('before', before);
  return asked;
}
