// Every setting with its variable. Nothing here changes one: they are the environment's.
import type { SettingFacts } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useApi } from '../../api/use-api.js';
import { TextField } from '../../components/field.js';
import { Section } from '../../components/page.js';
import { Segments } from '../../components/segments.js';
import { Loading, Problem } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { SetupView } from '../setup-view.js';
import { helpOf } from './helps.js';
import { t } from './words.js';

type Setting = SettingFacts['settings'][number];
type Which = 'all' | 'set';

const readers = ['cloud', 'bridge', 'other'] as const;

export default function SettingsPage() {
  const { value, error } = useApi<SettingFacts>('/v1/settings');
  const [words, setWords] = useState('');
  const [which, setWhich] = useState<Which>('all');
  const fits = ({ variable, help, isSet }: Setting) =>
    (which === 'all' || isSet) &&
    `${variable} ${helpOf(variable, help)}`.toLowerCase().includes(words.trim().toLowerCase());
  const shown = value?.settings.filter(fits);
  return (
    <SetupView title={t.title} lead={t.lead}>
      <Problem error={error} />
      <div class="setup-form">
        <TextField label={t.search} type="search" value={words} onValue={setWords} />
        <Segments
          label={t.which}
          value={which}
          onValue={setWhich}
          choices={[
            { value: 'all', label: t.all },
            { value: 'set', label: t.set },
          ]}
        />
      </div>
      {!value && !error && <Loading />}
      {shown?.length === 0 && <p class="faint">{t.none}</p>}
      {readers.map((of) => {
        const rows = shown?.filter((setting) => setting.of === of) ?? [];
        return rows.length > 0 && <Settings key={of} title={t[of]} rows={rows} />;
      })}
    </SetupView>
  );
}

function Settings({ title, rows }: { readonly title: string; readonly rows: readonly Setting[] }) {
  const columns: readonly Column<Setting>[] = [
    {
      key: 'variable',
      title: t.variable,
      cell: ({ variable, isSet }) => (isSet ? <strong>{variable}</strong> : <code>{variable}</code>),
    },
    {
      key: 'value',
      title: t.value,
      cell: ({ value }) => <span class="breakable">{value === '[hidden]' ? t.hidden : value}</span>,
    },
    { key: 'means', title: t.means, cell: ({ variable, help }) => <span class="small">{helpOf(variable, help)}</span> },
  ];
  return (
    <Section title={title}>
      <Table
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={({ variable }) => variable}
        isMarked={({ isSet }) => isSet}
      />
    </Section>
  );
}
