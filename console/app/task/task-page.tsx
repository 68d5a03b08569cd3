// One task, from the first event to its end, and looked back at afterwards.
import type { PriceHistory, TaskRecord, TaskStory } from '@farhand/cloud';
import type { Plan } from '@farhand/shared';
import { useEffect, useState } from 'preact/hooks';
import { type TaskProgress, useTask } from '../api/task-following.js';
import { useApi, useDoing } from '../api/use-api.js';
import { announce } from '../components/announce.js';
import { Button, LinkButton } from '../components/button.js';
import { Page } from '../components/page.js';
import { Time } from '../components/quantities.js';
import { Loading, Problem } from '../components/state.js';
import { Status } from '../components/status.js';
import { Decisions } from '../decide/decisions.js';
import { StoryView } from '../report/story-view.js';
import type { PageProps } from '../routes.js';
import { SkillDialog } from '../skills/skill-dialog.js';
import { Progress } from './progress.js';
import { ScheduleDialog } from './schedule-dialog.js';
import './task.css';
import { t } from './words.js';

export default function TaskPage({ params: { id = '' } }: PageProps) {
  const progress = useTask(id).value;
  const { command, result, error } = progress;
  const base = `/v1/tasks/${encodeURIComponent(id)}`;
  // The story is asked for once the last event has come; a task that is opened when it has ended tells at once.
  const story = useApi<TaskStory>(result ? `${base}/story` : undefined).value;
  const record = useApi<TaskRecord>(result ? `${base}/audit` : undefined);
  const item = comparedItem(progress.plan);
  const earlier = useApi<PriceHistory>(
    result && item ? `/v1/prices?item=${encodeURIComponent(item)}` : undefined,
  ).value;
  useEffect(() => {
    if (result) announce(t.ended);
  }, [result]);
  const isRunning = !result && !error;
  return (
    <Page
      title={command ?? t.task}
      lead={
        command !== undefined && (
          <span class="task-lead">
            <Status of={result?.status ?? 'running'} />
            {story && <Time at={story.createdAt} />}
            {story?.answeredBy && <a href={`/tasks/${story.answeredBy}`}>{t.goesOn}</a>}
          </span>
        )
      }
      actions={<TaskActions id={id} progress={progress} />}
    >
      <Problem error={error} />
      {isRunning && command !== undefined && !progress.isConnected && <p class="stale">{t.lost}</p>}
      <Decisions taskId={id} />
      {isRunning && <Progress progress={progress} />}
      {result && !story && <Loading />}
      {story && (
        <StoryView
          story={story}
          record={record.value ?? (record.error ? 'elsewhere' : 'awaited')}
          pictureUrl={(sha256) => `${base}/pictures/${sha256}`}
          earlier={earlier?.found ?? []}
        />
      )}
    </Page>
  );
}

function TaskActions({ id, progress: { command, result } }: { id: string; progress: TaskProgress }) {
  const { run, isBusy, error } = useDoing();
  const [isScheduling, setScheduling] = useState(false);
  const [isKeeping, setKeeping] = useState(false);
  if (command === undefined) return null;
  if (!result) {
    return (
      <>
        <Button look="danger" isBusy={isBusy} onClick={() => run(`/v1/tasks/${id}/cancel`, { method: 'POST' })}>
          {t.cancel}
        </Button>
        <Problem error={error} />
      </>
    );
  }
  return (
    <>
      <LinkButton href={`/?command=${encodeURIComponent(command)}`}>{t.again}</LinkButton>
      <Button onClick={() => setScheduling(true)}>{t.schedule}</Button>
      {result.status === 'done' && <Button onClick={() => setKeeping(true)}>{t.skill}</Button>}
      <LinkButton href={`/v1/tasks/${id}/report.html`} download={`farhand-${id.slice(0, 8)}.html`}>
        {t.saveHtml}
      </LinkButton>
      <LinkButton href={`/v1/tasks/${id}/report.json`} download={`farhand-${id.slice(0, 8)}.json`}>
        {t.saveJson}
      </LinkButton>
      {isKeeping && <SkillDialog taskId={id} command={command} onClose={() => setKeeping(false)} />}
      {isScheduling && <ScheduleDialog command={command} onClose={() => setScheduling(false)} />}
    </>
  );
}

/** What a comparison of prices was about. */
function comparedItem(plan: Plan | undefined): string | undefined {
  return plan?.subtasks.find(({ intent }) => intent === 'find_price')?.values.item;
}
