import type { ScheduleRequest } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/use-api.js';
import { TextField } from '../../components/field.js';
import { Section } from '../../components/page.js';
import { Segments } from '../../components/segments.js';
import { SetupForm } from '../setup-form.js';
import { t } from './words.js';

type Kind = 'time' | 'notification';

const empty = {
  command: '',
  cron: '0 8 * * 1-5',
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  app: '',
  title: '',
  text: '',
  device: '',
  yes: false,
};
type Draft = typeof empty;

export function AddSchedule({ onAdded }: { readonly onAdded: () => void }) {
  const { run, isBusy, error } = useDoing();
  const [kind, setKind] = useState<Kind>('time');
  const [draft, setDraft] = useState(empty);
  const of = (name: keyof Omit<Draft, 'yes'>) => ({
    value: draft[name],
    onValue: (value: string) => setDraft({ ...draft, [name]: value }),
  });
  const submit = async () => {
    const added = await run('/v1/schedules', { method: 'POST', body: requestOf(kind, draft) });
    if (added === undefined) return;
    setDraft(empty);
    onAdded();
  };
  return (
    <Section title={t.add}>
      <SetupForm action={t.create} isBusy={isBusy} error={error} onSubmit={submit}>
        <div class="wide">
          <TextField label={t.command} help={kind === 'notification' && t.commandHelp} {...of('command')} isRequired />
        </div>
        <div class="wide">
          <Segments
            label={t.when}
            value={kind}
            onValue={setKind}
            choices={[
              { value: 'time', label: t.byTime },
              { value: 'notification', label: t.byNotification },
            ]}
          />
        </div>
        {kind === 'time' ? (
          <>
            <TextField label={t.cron} help={t.cronHelp} {...of('cron')} isRequired />
            <TextField label={t.zone} {...of('zone')} isRequired />
          </>
        ) : (
          <>
            <TextField label={t.app} help={t.appHelp} {...of('app')} isRequired />
            <TextField label={t.heading} help={t.optional} {...of('title')} />
            <TextField label={t.text} help={t.optional} {...of('text')} />
          </>
        )}
        <TextField label={t.device} help={t.optional} {...of('device')} />
        <div class="wide choices">
          <label>
            <input
              type="checkbox"
              checked={draft.yes}
              onChange={(event) => setDraft({ ...draft, yes: event.currentTarget.checked })}
            />
            {t.yes}
          </label>
        </div>
      </SetupForm>
    </Section>
  );
}

function requestOf(kind: Kind, { command, cron, zone, app, title, text, device, yes }: Draft): ScheduleRequest {
  const when =
    kind === 'time'
      ? { cron, time_zone: zone }
      : { when_notification: { app, ...(title !== '' && { title }), ...(text !== '' && { text }) } };
  return { command, ...when, ...(device !== '' && { device }), ...(yes && { confirmed: true }) };
}
