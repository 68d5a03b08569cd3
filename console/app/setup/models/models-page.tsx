// Which model plays which role, how fast each was, and buttons that ask one now.
import type { BrainFacts, SettingFacts } from '@farhand/cloud';
import { useApi } from '../../api/use-api.js';
import { Section } from '../../components/page.js';
import { Time, whole } from '../../components/quantities.js';
import { Awaited } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { SetBy, SetupView } from '../setup-view.js';
import { TestBrain } from './test-brain.js';
import { t } from './words.js';

type Role = BrainFacts['roles'][number];
type Used = BrainFacts['used'][number];

export default function ModelsPage() {
  const { value, error, reload } = useApi<BrainFacts>('/v1/brains');
  return (
    <SetupView title={t.title} lead={t.lead}>
      <Awaited value={value} error={error} />
      {value && (
        <>
          <Roles roles={value.roles} />
          <Tests brains={[...new Set(value.roles.flatMap(({ brains }) => brains))]} onTested={reload} />
          <UsedModels used={value.used} />
        </>
      )}
      <HandModel />
    </SetupView>
  );
}

function Roles({ roles }: { readonly roles: readonly Role[] }) {
  const columns: readonly Column<Role>[] = [
    {
      key: 'role',
      title: t.role,
      cell: ({ role }) => (
        <div>
          <strong>{role}</strong>
          <p class="faint small">{t[role]}</p>
        </div>
      ),
    },
    { key: 'brains', title: t.brains, cell: ({ brains }) => <code>{brains.join(' → ')}</code> },
    {
      key: 'can',
      title: t.can,
      cell: ({ converses, sees }) => (sees ? t.sees : converses ? t.converses : t.plansAlone),
    },
  ];
  const variables = ['FARHAND_BRAIN_URL', 'FARHAND_BRAIN_MODEL', 'FARHAND_BRAIN_MODEL_PATH', 'FARHAND_BRAIN_VISION'];
  return (
    <Section title={t.roles}>
      <Table caption={t.roles} columns={columns} rows={roles} rowKey={({ role }) => role} />
      <SetBy variables={[...variables, ...roles.map(({ variable }) => variable)]} />
    </Section>
  );
}

function Tests({ brains, onTested }: { readonly brains: readonly string[]; readonly onTested: () => void }) {
  return (
    <Section title={t.test}>
      <ul class="plain-list brain-tests">
        {brains.map((brain) => (
          <TestBrain key={brain} brain={brain} onTested={onTested} />
        ))}
      </ul>
    </Section>
  );
}

function UsedModels({ used }: { readonly used: readonly Used[] }) {
  const columns: readonly Column<Used>[] = [
    { key: 'model', title: t.model, cell: ({ model }) => model },
    { key: 'calls', title: t.calls, cell: ({ calls }) => whole(calls), isNumber: true },
    { key: 'read', title: t.read, cell: ({ promptTokens }) => whole(promptTokens), isNumber: true },
    { key: 'written', title: t.written, cell: ({ generatedTokens }) => whole(generatedTokens), isNumber: true },
    { key: 'rate', title: t.rate, cell: ({ tokensPerSecond }) => tokensPerSecond?.toFixed(1) ?? '–', isNumber: true },
    { key: 'last', title: t.last, cell: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
  ];
  return (
    <Section title={t.used}>
      {used.length === 0 ? (
        <p class="faint">{t.unused}</p>
      ) : (
        <Table caption={t.used} columns={columns} rows={used} rowKey={({ model }) => model} />
      )}
    </Section>
  );
}

/** As a bridge started beside this service would have it. */
function HandModel() {
  const { value } = useApi<SettingFacts>('/v1/settings');
  const of = (variable: string) => value?.settings.find((setting) => setting.variable === variable)?.value;
  const url = of('FARHAND_HAND_URL');
  return (
    <Section title={t.hand}>
      <p>{url ? <code>{`${of('FARHAND_HAND_MODEL')} @ ${url}`}</code> : t.none}</p>
      <p class="faint small">{t.handHelp}</p>
      <SetBy variables={['FARHAND_HAND_URL', 'FARHAND_HAND_MODEL', 'FARHAND_HAND_KEY', 'FARHAND_HAND_TRUST']} />
    </Section>
  );
}
