// Facts of the set-up, for people.
import type { BrainFacts, BudgetFacts, Figures, PolicyFacts, SettingFacts } from '../api/shapes.js';
import { showMoney } from '../brain/budget.js';
import type { BrainTestOutcome } from './client.js';
import { bold, cutTo, dateAndTime, dim, green, oneLine, padTo, red } from './style.js';

export function brainTable({ roles, used }: BrainFacts): string {
  const rows = roles.map(({ role, variable, brains, converses, sees }) => {
    const can = converses ? (sees ? 'converses, sees' : 'converses') : 'plans alone';
    return `${padTo(role, 9)} ${padTo(brains.join(', then '), 44)} ${padTo(can, 16)} ${dim(variable)}`;
  });
  const measured = used.map(({ model, calls, tokensPerSecond, lastUsedAt }) => {
    const speed = tokensPerSecond === null ? '' : `${tokensPerSecond.toFixed(1)} tokens/s`;
    return `${padTo(cutTo(model, 40), 41)} ${String(calls).padStart(5)} calls  ${padTo(speed, 16)} ${dim(dateAndTime(lastUsedAt, 'minute'))}`;
  });
  return `${[bold('Roles'), ...rows, '', bold('Used in the last seven days'), ...(measured.length > 0 ? measured : ['none'])].join('\n')}\n`;
}

export function testLine(test: BrainTestOutcome): string {
  const head = `${padTo(test.brain, 24)} ${padTo(test.what, 7)}`;
  if (test.error) return `${red('✗')} ${head} ${test.error.message}\n  ${test.error.hint}\n`;
  return `${green('✓')} ${head} ${test.seconds.toFixed(2)} s, ${test.tokensPerSecond.toFixed(1)} tokens/s  ${dim(cutTo(oneLine(test.said), 50))}\n`;
}

export function budgetTable({ task, day, today, purposes }: BudgetFacts): string {
  const tokens = today.promptTokens + today.generatedTokens;
  const cost = today.cost.map(({ nanos, currency }) => showMoney(nanos, currency)).join(', ') || 'nothing';
  const unpriced = today.unpricedCalls > 0 ? `, and ${today.unpricedCalls} calls of unknown price` : '';
  return `${[
    `One task may cost ${limit(task)}  ${dim('FARHAND_BUDGET_TASK, --budget')}`,
    `One day may cost ${limit(day)}  ${dim('FARHAND_BUDGET_DAY')}`,
    `Today (UTC): ${today.calls} calls, ${tokens} tokens, ${cost}${unpriced}`,
    ...purposes.map(
      ({ purpose, model, calls, tokens: used }) =>
        `  ${padTo(purpose, 10)} ${padTo(cutTo(model, 32), 33)} ${String(calls).padStart(5)} calls ${String(used).padStart(9)} tokens`,
    ),
  ].join('\n')}\n`;
}

function limit(budget: BudgetFacts['day']): string {
  if (!budget) return 'what it will';
  const { tokens, money } = budget;
  const parts = [money && showMoney(money.nanos, money.currency), tokens !== undefined && `${tokens} tokens`];
  return `at most ${parts.filter(Boolean).join(' and ')}`;
}

export function settingTable({ settings }: SettingFacts): string {
  if (settings.length === 0) return 'Nothing is set: all is as it comes.\n';
  return settings
    .map(({ variable, value, isSet, help }) => {
      const name = padTo(variable, 30);
      return `${isSet ? bold(name) : name} ${padTo(cutTo(value, 26), 27)} ${dim(help)}\n`;
    })
    .join('');
}

const headings = [
  ['allow', 'Done'],
  ['confirm', 'Asked about'],
  ['takeover', 'Yours to do'],
  ['refuse', 'Refused'],
] as const;

export function policyText({ rules, levels }: PolicyFacts): string {
  const parts = headings.map(([gate, heading]) => {
    const lines = rules
      .filter((rule) => rule.gate === gate)
      .map(({ class: kind, sign, does, examples }) => {
        return `  ${padTo(kind, 12)} ${padTo(sign, 9)} ${does} ${dim(`(${examples.join(', ')})`)}`;
      });
    return [bold(heading), ...lines].join('\n');
  });
  const leaves = levels.map(({ level, leaves: what }) => `  ${padTo(level, 9)} ${what}`);
  return `${[...parts, [bold('What leaves, by FARHAND_PRIVACY'), ...leaves].join('\n')].join('\n\n')}\n`;
}

const bars = '▁▂▃▄▅▆▇█';
const units: Readonly<Record<string, string>> = { task_seconds: 's', step_seconds: 's', bytes: 'bytes' };

export function figureTable({ hours, series }: Figures): string {
  if (series.length === 0) return `Nothing was done in the last ${hours} hours.\n`;
  const rows = series.map(({ name, of, values }) => {
    const known = values.filter((value) => value !== null);
    const most = Math.max(...known);
    const drawn = values.map((value) =>
      value === null || most === 0 ? ' ' : bars[Math.min(7, Math.floor((value / most) * 7.999))],
    );
    const isTime = name.endsWith('_seconds');
    const told = isTime ? `most ${most.toFixed(1)}` : `sum ${tidy(known.reduce((sum, value) => sum + value, 0))}`;
    return `${padTo(`${name}${of === undefined ? '' : `, ${of}`}`, 26)} ${drawn.join('')} ${told} ${units[name] ?? ''}`.trimEnd();
  });
  return `${bold(`The last ${hours === 1 ? 'hour' : `${hours} hours`}`)}\n${rows.join('\n')}\n`;
}

function tidy(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(4);
}
