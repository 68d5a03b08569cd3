// How the last hours were: one chart for each kind of figure, and below it the sums, which are read without the chart.
import type { Figures } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useApi } from '../../api/use-api.js';
import { Section } from '../../components/page.js';
import { Segments } from '../../components/segments.js';
import { EmptyState, Loading, Problem } from '../../components/state.js';
import { Table } from '../../components/table.js';
import { SetupView } from '../setup-view.js';
import { Chart } from './chart.js';
import './figures.css';
import { parts, t } from './words.js';

type Series = Figures['series'][number];

const windows = ['1', '6', '24', '168', '720'] as const;
const kinds = ['tasks', 'task_seconds', 'steps', 'step_seconds', 'tokens', 'money', 'bytes'] as const;

export default function FiguresPage() {
  const [hours, setHours] = useState<(typeof windows)[number]>('24');
  const { value, error } = useApi<Figures>(`/v1/figures?hours=${hours}`);
  return (
    <SetupView
      title={t.title}
      lead={t.lead}
      actions={
        <Segments
          label={t.window}
          value={hours}
          onValue={setHours}
          choices={windows.map((window) => ({ value: window, label: windowOf(Number(window)) }))}
        />
      }
    >
      <Problem error={error} />
      {!value && !error && <Loading />}
      {value?.series.length === 0 && <EmptyState title={t.none} />}
      {value &&
        kinds.map((kind) => {
          const series = value.series.filter(({ name }) => name === kind);
          return series.length > 0 && <Kind key={kind} kind={kind} times={value.times} series={series} />;
        })}
    </SetupView>
  );
}

interface KindProps {
  readonly kind: (typeof kinds)[number];
  readonly times: readonly number[];
  readonly series: readonly Series[];
}

function Kind({ kind, times, series }: KindProps) {
  const isTime = kind.endsWith('_seconds');
  const lines = series.map(({ of, values }) => ({ name: nameOf(of, t[kind]), values }));
  const rows = lines.map(({ name, values }) => {
    const known = values.filter((value) => value !== null);
    const most = Math.max(0, ...known);
    return { name, sum: known.reduce((all, value) => all + value, 0), most };
  });
  return (
    <Section title={t[kind]}>
      <Chart label={t[kind]} times={times} lines={lines} isStepped={!isTime} />
      <Table
        caption={t[kind]}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', title: t.series, cell: ({ name }) => name },
          ...(isTime
            ? []
            : [{ key: 'sum', title: t.sum, cell: ({ sum }: { sum: number }) => tidy(sum), isNumber: true }]),
          { key: 'most', title: t.most, cell: ({ most }) => tidy(most), isNumber: true },
        ]}
      />
    </Section>
  );
}

function nameOf(of: string | undefined, whole: string): string {
  if (of === undefined) return whole;
  return of in parts ? parts[of as keyof typeof parts] : of;
}

function tidy(value: number): string {
  return new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 }).format(value);
}

function windowOf(hours: number): string {
  return hours > 24 ? t.days(hours / 24) : t.hours(hours);
}
