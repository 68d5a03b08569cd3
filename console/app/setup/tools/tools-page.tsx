// MCP servers with their state, and every tool with its policy.
import type { ToolFacts } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useApi } from '../../api/use-api.js';
import { TextField } from '../../components/field.js';
import { Section } from '../../components/page.js';
import { whole } from '../../components/quantities.js';
import { Awaited } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { SetBy, SetupView } from '../setup-view.js';
import { t } from './words.js';

type Server = ToolFacts['servers'][number];
type Tool = ToolFacts['tools'][number];

export default function ToolsPage() {
  const { value, error } = useApi<ToolFacts>('/v1/tools');
  return (
    <SetupView title={t.title} lead={t.lead}>
      <Awaited value={value} error={error} />
      {value && (
        <>
          <Servers facts={value} />
          <Tools tools={value.tools} />
        </>
      )}
    </SetupView>
  );
}

function Servers({ facts: { servers, file } }: { readonly facts: ToolFacts }) {
  const columns: readonly Column<Server>[] = [
    { key: 'server', title: t.server, cell: ({ name }) => (name === 'farhand' ? `${name} (${t.builtIn})` : name) },
    {
      key: 'state',
      title: t.state,
      cell: ({ problem }) => (
        <span class={problem ? 'mark-failed' : 'mark-ok'}>{problem ? `✕ ${problem}` : t.works}</span>
      ),
    },
    { key: 'tools', title: t.tools, cell: ({ tools }) => whole(tools), isNumber: true },
    { key: 'denied', title: t.denied, cell: ({ denied = [] }) => denied.join(', ') },
  ];
  return (
    <Section title={t.servers}>
      <Table caption={t.servers} columns={columns} rows={servers} rowKey={({ name }) => name} />
      <p class="faint small">
        {t.named} <code>{file}</code>
      </p>
      <SetBy variables={['FARHAND_TOOLS_FILE', 'FARHAND_WEB_HOSTS', 'FARHAND_ARXIV_URL']} />
    </Section>
  );
}

function Tools({ tools }: { readonly tools: readonly Tool[] }) {
  const [words, setWords] = useState('');
  const fits = ({ name, description }: Tool) =>
    `${name} ${description}`.toLowerCase().includes(words.trim().toLowerCase());
  const columns: readonly Column<Tool>[] = [
    { key: 'tool', title: t.tool, cell: ({ name }) => <code>{name}</code> },
    { key: 'policy', title: t.policy, cell: ({ policy }) => <span class="whole-line">{t[policy]}</span> },
    { key: 'does', title: t.does, cell: ({ description }) => <span class="small">{description}</span> },
  ];
  return (
    <Section title={t.tools}>
      <TextField label={t.search} type="search" value={words} onValue={setWords} />
      <Table caption={t.tools} columns={columns} rows={tools.filter(fits)} rowKey={({ name }) => name} />
    </Section>
  );
}
