// How the last hours were: one chart for each kind of figure. Its name and its legend tell the sums, so that nothing is in the
// lines alone.
import type { Figures } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useApi } from '../../api/use-api.js';
import { Section } from '../../components/page.js';
import { Segments } from '../../components/segments.js';
import { Awaited, EmptyState } from '../../components/state.js';
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
      <Awaited value={value} error={error} />
      {value?.series.length === 0 && <EmptyState title={t.none} />}
      <div class="charts">
        {value &&
          kinds.map((kind) => {
            const series = value.series.filter(({ name }) => name === kind);
            return series.length > 0 && <Kind key={kind} kind={kind} figures={value} series={series} />;
          })}
      </div>
    </SetupView>
  );
}

interface KindProps {
  readonly kind: (typeof kinds)[number];
  readonly figures: Figures;
  readonly series: readonly Series[];
}

function Kind({ kind, figures: { times, bucketSeconds }, series }: KindProps) {
  const isTime = kind.endsWith('_seconds');
  const lines = series.map(({ of, values }) => ({ name: nameOf(of) || t[kind], values }));
  const sums = series.map(({ of, values }) => summary(of, values, isTime)).join(' · ');
  return (
    <Section title={t[kind]}>
      <p class="faint small figures">{sums}</p>
      <Chart
        label={`${t[kind]}: ${sums}`}
        times={times}
        bucketSeconds={bucketSeconds}
        lines={lines}
        isStepped={!isTime}
      />
    </Section>
  );
}

/** "done 12", "half took at most 5.4". */
function summary(of: string | undefined, values: Series['values'], isTime: boolean): string {
  const known = values.filter((value) => value !== null);
  const told = isTime ? Math.max(0, ...known) : known.reduce((all, value) => all + value, 0);
  return `${nameOf(of)} ${new Intl.NumberFormat(undefined, { maximumSignificantDigits: isTime ? 2 : 6 }).format(told)}`.trim();
}

function nameOf(of = ''): string {
  return of in parts ? parts[of as keyof typeof parts] : of;
}

function windowOf(hours: number): string {
  return hours > 24 ? t.days(hours / 24) : t.hours(hours);
}
