// A task's words, given again and again. Anything finer than these is said on the command line, in cron's own five fields.
import type { ScheduleItem, ScheduleRequest } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useDoing } from '../api/use-api.js';
import { Button } from '../components/button.js';
import { Dialog } from '../components/dialog.js';
import { Choice, TextField } from '../components/field.js';
import { Problem } from '../components/state.js';
import { language } from '../words/words.js';
import { t } from './words.js';

const rhythms = ['daily', 'weekly', 'hourly'] as const;
type Rhythm = (typeof rhythms)[number];

export function ScheduleDialog({ command, onClose }: { readonly command: string; readonly onClose: () => void }) {
  const [rhythm, setRhythm] = useState<Rhythm>('daily');
  const [time, setTime] = useState('08:00');
  const [weekday, setWeekday] = useState('1');
  const [isAllowed, setAllowed] = useState(false);
  const [made, setMade] = useState<ScheduleItem>();
  const { run, isBusy, error } = useDoing();
  const schedule = async () => {
    const body: ScheduleRequest = {
      command,
      cron: cronOf(rhythm, time, weekday),
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      confirmed: isAllowed,
    };
    setMade(await run<ScheduleItem>('/v1/schedules', { method: 'POST', body }));
  };
  return (
    <Dialog
      title={t.schedule}
      onClose={onClose}
      actions={
        !made && (
          <Button look="main" isBusy={isBusy} onClick={schedule}>
            {t.keep}
          </Button>
        )
      }
    >
      <p>{command}</p>
      {made ? (
        <p role="status">{t.scheduled(made.nextAt ? new Date(made.nextAt).toLocaleString() : '–')}</p>
      ) : (
        <>
          <Choice
            label={t.often}
            value={rhythm}
            choices={rhythms.map((value) => ({ value, label: t[value] }))}
            onValue={setRhythm}
          />
          {rhythm === 'weekly' && (
            <Choice label={t.weekday} value={weekday} choices={weekdays()} onValue={setWeekday} />
          )}
          {rhythm !== 'hourly' && <TextField label={t.when} type="time" value={time} onValue={setTime} />}
          <label class="check">
            <input type="checkbox" checked={isAllowed} onChange={(event) => setAllowed(event.currentTarget.checked)} />
            {t.allow}
          </label>
          <Problem error={error} />
        </>
      )}
    </Dialog>
  );
}

function cronOf(rhythm: Rhythm, time: string, weekday: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (rhythm === 'hourly') return '0 * * * *';
  return `${minute} ${hour} * * ${rhythm === 'weekly' ? weekday : '*'}`;
}

/** Monday first, as both languages read a week. */
function weekdays(): { value: string; label: string }[] {
  const name = new Intl.DateTimeFormat(language.value, { weekday: 'long', timeZone: 'UTC' });
  // The first of January 2024 was a Monday.
  return [1, 2, 3, 4, 5, 6, 0].map((day, at) => ({
    value: String(day),
    label: name.format(new Date(Date.UTC(2024, 0, 1 + at))),
  }));
}
