// The gate's table, for people to read, and what leaves at each privacy level.
import type { DeviceList, PolicyFacts } from '@farhand/cloud';
import { useApi } from '../../api/use-api.js';
import { Section } from '../../components/page.js';
import { Awaited } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { language } from '../../words/words.js';
import { SetBy, SetupView } from '../setup-view.js';
import { inChinese, t } from './words.js';

type Rule = PolicyFacts['rules'][number];
type Level = PolicyFacts['levels'][number];

const gates = ['refuse', 'takeover', 'confirm', 'allow'] as const;

export default function PolicyPage() {
  const { value, error } = useApi<PolicyFacts>('/v1/policy');
  return (
    <SetupView title={t.title} lead={t.lead}>
      <Awaited value={value} error={error} />
      {value && <Levels levels={value.levels} />}
      {value && gates.map((gate) => <Rules key={gate} gate={gate} rules={value.rules} />)}
    </SetupView>
  );
}

function Levels({ levels }: { readonly levels: readonly Level[] }) {
  const { value } = useApi<DeviceList>('/v1/devices');
  const phonesAt = (level: string) => value?.devices.filter((device) => device.privacy_level === level) ?? [];
  const columns: readonly Column<Level>[] = [
    { key: 'level', title: t.level, cell: ({ level }) => <code>{level}</code> },
    { key: 'leaves', title: t.leaves, cell: ({ level, leaves }) => said(level, leaves) },
    {
      key: 'phones',
      title: t.phones,
      cell: ({ level }) =>
        phonesAt(level)
          .map(({ device_id: id }) => id)
          .join(', '),
    },
  ];
  return (
    <Section title={t.levels}>
      <Table
        caption={t.levels}
        columns={columns}
        rows={levels}
        rowKey={({ level }) => level}
        isMarked={({ level }) => phonesAt(level).length > 0}
      />
      <SetBy variables={['FARHAND_PRIVACY', 'FARHAND_HAND_TRUST']} />
    </Section>
  );
}

function Rules({ gate, rules }: { readonly gate: (typeof gates)[number]; readonly rules: readonly Rule[] }) {
  const columns: readonly Column<Rule>[] = [
    { key: 'what', title: t.what, cell: ({ id, does }) => said(id, does) },
    { key: 'sign', title: t.sign, cell: ({ sign }) => t[sign] },
    { key: 'examples', title: t.examples, cell: ({ examples }) => <span class="small">{examples.join(' · ')}</span> },
  ];
  return (
    <Section title={t[gate]}>
      <p class="faint">{t[`${gate}Why`]}</p>
      <Table
        caption={t[gate]}
        columns={columns}
        rows={rules.filter((rule) => rule.gate === gate)}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

function said(id: string, english: string): string {
  return language.value === 'zh' ? (inChinese[id] ?? english) : english;
}
