// Phones that are connected, what they and this computer lack, and the pairing of bridges elsewhere.
import type { DeviceList, DeviceListItem, DoctorFacts } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useApi } from '../../api/use-api.js';
import { Button } from '../../components/button.js';
import { Section } from '../../components/page.js';
import { Awaited, EmptyState, Loading, Problem } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { SetBy, SetupView } from '../setup-view.js';
import { Bridges } from './bridges.js';
import { spoken } from './findings.js';
import { PairBridge } from './pair-bridge.js';
import { t } from './words.js';

export default function SetupPhonesPage() {
  return (
    <SetupView title={t.title} lead={t.lead}>
      <Connected />
      <Health />
      <PairBridge />
      <Bridges />
    </SetupView>
  );
}

function Connected() {
  const { value, error } = useApi<DeviceList>('/v1/devices');
  const columns: readonly Column<DeviceListItem>[] = [
    { key: 'id', title: t.phone, cell: ({ device_id: id }) => <a href={`/phones/${encodeURIComponent(id)}`}>{id}</a> },
    { key: 'model', title: t.model, cell: ({ model = '', virtual }) => (virtual ? `${model} (${t.virtual})` : model) },
    { key: 'state', title: t.state, cell: ({ state }) => t[state] },
    { key: 'privacy', title: t.privacy, cell: ({ privacy_level: level }) => <code>{level}</code> },
    { key: 'bridge', title: t.bridge, cell: ({ bridge }) => <span class="faint small">{bridge}</span> },
  ];
  return (
    <Section title={t.connected}>
      <Awaited value={value} error={error} />
      {value?.devices.length === 0 && <EmptyState title={t.none}>{t.noneHint}</EmptyState>}
      {value && value.devices.length > 0 && (
        <Table caption={t.connected} columns={columns} rows={value.devices} rowKey={({ device_id: id }) => id} />
      )}
      <SetBy variables={['FARHAND_VIRTUAL_PHONE', 'FARHAND_SEED']} />
    </Section>
  );
}

type Finding = DoctorFacts['findings'][number];

/** Looked at when it is asked for: it starts programs. */
function Health() {
  const [isWanted, setWanted] = useState(false);
  const { value, error, reload } = useApi<DoctorFacts>(isWanted ? '/v1/doctor' : undefined);
  const isLooking = isWanted && !value && !error;
  const look = () => (isWanted ? reload() : setWanted(true));
  const columns: readonly Column<Finding>[] = [
    { key: 'state', title: t.state, cell: ({ state }) => <span class={`mark-${state}`}>{t[state]}</span> },
    { key: 'check', title: t.check, cell: ({ check }) => check },
    {
      key: 'found',
      title: t.found,
      cell: ({ found, means }) => (
        <div>
          {spoken(found)}
          {means && <p class="faint small">{spoken(means)}</p>}
        </div>
      ),
    },
    { key: 'next', title: t.next, cell: ({ next = '' }) => spoken(next) },
  ];
  return (
    <Section
      title={t.health}
      actions={
        <Button onClick={look} isBusy={isLooking}>
          {t.look}
        </Button>
      }
    >
      <Problem error={error} />
      {isLooking ? <Loading /> : <p class="faint small">{t.lookHelp}</p>}
      {value && <Table caption={t.health} columns={columns} rows={value.findings} rowKey={({ check }) => check} />}
    </Section>
  );
}
