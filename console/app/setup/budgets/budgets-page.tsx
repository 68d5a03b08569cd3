// What the brain may cost and what is spent today, as the accounts themselves count it.
import type { BudgetFacts } from '@farhand/cloud';
import { useApi } from '../../api/use-api.js';
import { Section } from '../../components/page.js';
import { costOf, whole } from '../../components/quantities.js';
import { Awaited } from '../../components/state.js';
import { type Column, Table } from '../../components/table.js';
import { SetBy, SetupView } from '../setup-view.js';
import './budgets.css';
import { t } from './words.js';

type Purpose = BudgetFacts['purposes'][number];
type Budget = BudgetFacts['day'];

export default function BudgetsPage() {
  const { value, error } = useApi<BudgetFacts>('/v1/budgets');
  return (
    <SetupView title={t.title} lead={t.lead}>
      <Awaited value={value} error={error} />
      {value && (
        <>
          <Today facts={value} />
          <Section title={t.oneTask}>
            <p>{value.task ? t.taskLimit(limitOf(value.task)) : t.taskNoLimit}</p>
            <SetBy variables={['FARHAND_BUDGET_TASK']} />
          </Section>
          <Purposes purposes={value.purposes} />
        </>
      )}
    </SetupView>
  );
}

function Today({ facts: { day, today } }: { readonly facts: BudgetFacts }) {
  const tokens = today.promptTokens + today.generatedTokens;
  const { money } = day ?? {};
  const counted = today.cost.filter(({ currency }) => money?.currency === undefined || currency === money.currency);
  const nanos = counted.reduce((sum, cost) => sum + cost.nanos, 0);
  return (
    <Section title={t.today}>
      <Gauge
        name={t.tokens}
        said={whole(tokens)}
        spent={tokens}
        limit={day?.tokens}
        limitSaid={whole(day?.tokens ?? 0)}
      />
      <Gauge
        name={t.money}
        said={today.cost.length === 0 ? whole(0) : costOf(today.cost)}
        spent={nanos}
        limit={money?.nanos}
        limitSaid={limitOf(money ? { money } : null)}
      />
      {today.unpricedCalls > 0 && <p class="mark-notice">! {t.unpriced(whole(today.unpricedCalls))}</p>}
      <SetBy variables={['FARHAND_BUDGET_DAY', 'FARHAND_PRICES']} />
    </Section>
  );
}

interface GaugeProps {
  readonly name: string;
  readonly said: string;
  readonly spent: number;
  readonly limit: number | undefined;
  readonly limitSaid: string;
}

function Gauge({ name, said, spent, limit, limitSaid }: GaugeProps) {
  return (
    <div class="gauge">
      <span>{name}</span>
      <span class="figures">{limit === undefined ? t.noLimit(said) : t.of(said, limitSaid)}</span>
      {limit !== undefined && <meter aria-label={name} max={limit} high={limit * 0.8} optimum={0} value={spent} />}
    </div>
  );
}

/** In money and tokens, as far as there is a limit to each. */
function limitOf(budget: Budget): string {
  const { money, tokens } = budget ?? {};
  const amount =
    money && (money.currency ? costOf([{ currency: money.currency, nanos: money.nanos }]) : `${money.nanos / 1e9}`);
  return [amount, tokens !== undefined && `${whole(tokens)} ${t.tokens}`].filter(Boolean).join(' · ');
}

function Purposes({ purposes }: { readonly purposes: readonly Purpose[] }) {
  const columns: readonly Column<Purpose>[] = [
    { key: 'purpose', title: t.purpose, cell: ({ purpose }) => purpose },
    { key: 'model', title: t.model, cell: ({ model }) => model },
    { key: 'calls', title: t.calls, cell: ({ calls }) => whole(calls), isNumber: true },
    { key: 'tokens', title: t.tokens, cell: ({ tokens }) => whole(tokens), isNumber: true },
  ];
  return (
    <Section title={t.purposes}>
      {purposes.length === 0 ? (
        <p class="faint">{t.nothing}</p>
      ) : (
        <Table
          caption={t.purposes}
          columns={columns}
          rows={purposes}
          rowKey={({ purpose, model }) => `${purpose} ${model}`}
        />
      )}
    </Section>
  );
}
