// Times, money and sizes, as the language writes them.
import type { Money as Price } from '@farhand/shared';
import { useEffect, useState } from 'preact/hooks';
import { language } from '../words/words.js';
import { t } from './words.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const nanosInUnit = 1e9;

/** A moment, as far away as it is: "3 minutes ago", "yesterday", then the date; the whole of it when pointed at. */
export function Time({ at }: { readonly at: string | Date }) {
  const moment = new Date(at);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={moment.toISOString()} title={moment.toLocaleString(locale())}>
      {farAway(moment.getTime() - now, moment)}
    </time>
  );
}

function farAway(ms: number, moment: Date): string {
  const far = Math.abs(ms);
  if (far > 6 * dayMs) return moment.toLocaleDateString(locale(), { dateStyle: 'medium' });
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  if (far >= dayMs) return words.format(Math.round(ms / dayMs), 'day');
  if (far >= hourMs) return words.format(Math.round(ms / hourMs), 'hour');
  if (far >= minuteMs) return words.format(Math.round(ms / minuteMs), 'minute');
  return words.format(0, 'second');
}

/** 0.8 s, 12 s, 3 min 4 s. */
export function duration(seconds: number): string {
  const one = (value: number, unit: 'second' | 'minute', digits: number) =>
    new Intl.NumberFormat(locale(), {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  if (seconds < 60) return one(seconds, 'second', seconds < 10 ? 1 : 0);
  const rest = Math.round(seconds) % 60;
  return `${one(Math.floor(Math.round(seconds) / 60), 'minute', 0)}${rest ? ` ${one(rest, 'second', 0)}` : ''}`;
}

/** A price: exact to its minor unit. */
export function Money({ of: { minor, currency } }: { readonly of: Price }) {
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return <data value={minor}>{format.format(minor / 10 ** maximumFractionDigits)}</data>;
}

/** What models cost; smaller than a cent as it is. */
export function costOf(costs: readonly { readonly currency: string; readonly nanos: number }[]): string {
  if (costs.length === 0) return t.free;
  const each = costs.map(({ currency, nanos }) =>
    new Intl.NumberFormat(locale(), {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      maximumSignificantDigits: 3,
    }).format(nanos / nanosInUnit),
  );
  return each.join(' + ');
}

/** 1,234 → 1.2 kB. */
export function bytes(count: number): string {
  const [value, unit] =
    count >= 1e6 ? [count / 1e6, 'megabyte'] : count >= 1e3 ? [count / 1e3, 'kilobyte'] : [count, 'byte'];
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(
    value,
  );
}

export function whole(count: number): string {
  return new Intl.NumberFormat(locale()).format(count);
}

function locale(): string {
  return language.value === 'zh' ? 'zh-CN' : 'en-GB';
}
