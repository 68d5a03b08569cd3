import type { ScheduleItem, ScheduleList } from '@farhand/cloud';
import { useApi, useDoing } from '../../api/use-api.js';
import { Button } from '../../components/button.js';
import { Section } from '../../components/page.js';
import { Awaited, EmptyState, Problem } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { SetupView } from '../setup-view.js';
import { AddSchedule } from './add-schedule.js';
import { t } from './words.js';

export default function SchedulesPage() {
  const { value, error, reload } = useApi<ScheduleList>('/v1/schedules');
  return (
    <SetupView title={t.title} lead={t.lead}>
      <Section title={t.schedules}>
        <Awaited value={value} error={error} />
        {value?.schedules.length === 0 && <EmptyState title={t.none}>{t.noneHint}</EmptyState>}
        {value && value.schedules.length > 0 && <Schedules schedules={value.schedules} onRemoved={reload} />}
      </Section>
      <AddSchedule onAdded={reload} />
    </SetupView>
  );
}

interface SchedulesProps {
  readonly schedules: readonly ScheduleItem[];
  readonly onRemoved: () => void;
}

function Schedules({ schedules, onRemoved }: SchedulesProps) {
  const { run, isBusy, error } = useDoing();
  const remove = async (id: string) => {
    await run(`/v1/schedules/${encodeURIComponent(id)}`, { method: 'DELETE' });
    onRemoved();
  };
  const columns: readonly Column<ScheduleItem>[] = [
    { key: 'command', title: t.command, cell: ({ command }) => command },
    { key: 'when', title: t.when, cell: (schedule) => whenOf(schedule) },
    { key: 'next', title: t.next, cell: (schedule) => nextOf(schedule) },
    {
      key: 'last',
      title: t.last,
      cell: ({ lastTaskId }) => lastTaskId && <a href={`/tasks/${lastTaskId}`}>{t.lastTask}</a>,
    },
    {
      key: 'remove',
      title: '',
      cell: ({ id }) => (
        <Button look="quiet" isBusy={isBusy} onClick={() => remove(id)}>
          {t.remove}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Problem error={error} />
      <Table caption={t.schedules} columns={columns} rows={schedules} rowKey={({ id }) => id} />
    </>
  );
}

function whenOf({ cron, timeZone, whenNotification }: ScheduleItem) {
  if (whenNotification) {
    const { app, title, text } = whenNotification;
    const words = [title, text].flatMap((part) => (part === undefined ? [] : [`“${part}”`])).join(' · ');
    return t.notificationOf(app, words);
  }
  return (
    <div>
      <code>{cron}</code> <span class="faint small">{timeZone}</span>
    </div>
  );
}

function nextOf({ nextAt, whenNotification }: ScheduleItem): string {
  if (whenNotification) return '';
  return nextAt === null ? t.never : new Date(nextAt).toLocaleString();
}
