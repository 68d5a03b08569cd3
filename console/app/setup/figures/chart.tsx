// Lines over time, drawn by uPlot, which is loaded by the first chart that is shown. Colours are those of the theme; when it
// is switched, or the width changes, the chart is drawn anew.
import { useEffect, useRef } from 'preact/hooks';
import type uPlot from 'uplot';
import { language } from '../../words/words.js';
import { t } from './words.js';

interface ChartProps {
  readonly label: string;
  /** Seconds since 1970, rising. */
  readonly times: readonly number[];
  readonly bucketSeconds: number;
  readonly lines: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** Counts of a time stand for the whole of it. */
  readonly isStepped: boolean;
}

const heightPx = 180;
const inks = ['--accent', '--attention', '--danger', '--soft'] as const;

export function Chart({ label, times, bucketSeconds, lines, isStepped }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const spoken = language.value;
  useEffect(() => {
    const holder = place.current;
    if (!holder) return;
    let chart: uPlot | undefined;
    let isLeft = false;
    const draw = async () => {
      const [{ default: UPlot }] = await Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]);
      if (isLeft) return;
      chart?.destroy();
      const data = dataOf(times, bucketSeconds, lines, isStepped);
      chart = new UPlot(optionsOf(UPlot, holder, lines, isStepped, spoken), data, holder);
    };
    let widthPx = 0;
    const observer = new ResizeObserver(() => {
      if (holder.clientWidth === widthPx) return;
      widthPx = holder.clientWidth;
      void draw();
    });
    observer.observe(holder);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const onTheme = () => void draw();
    dark.addEventListener('change', onTheme);
    const themes = new MutationObserver(onTheme);
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      isLeft = true;
      observer.disconnect();
      themes.disconnect();
      dark.removeEventListener('change', onTheme);
      chart?.destroy();
    };
  }, [times, bucketSeconds, lines, isStepped, spoken]);
  return <div ref={place} class="chart" role="img" aria-label={label} />;
}

/** With the end of the last bucket, up to which a count of it stands. */
function dataOf(
  times: readonly number[],
  bucketSeconds: number,
  lines: ChartProps['lines'],
  isStepped: boolean,
): uPlot.AlignedData {
  const end = (times.at(-1) ?? 0) + bucketSeconds;
  const last = (values: readonly (number | null)[]) => (isStepped ? (values.at(-1) ?? null) : null);
  return [[...times, end], ...lines.map(({ values }) => [...values, last(values)])] as uPlot.AlignedData;
}

function optionsOf(
  UPlot: typeof uPlot,
  holder: HTMLElement,
  lines: ChartProps['lines'],
  isStepped: boolean,
  spoken: string,
): uPlot.Options {
  const ink = (name: string) => colourOf(holder, name);
  const axis = { stroke: ink('--soft'), grid: { stroke: ink('--rule'), width: 1 }, ticks: { stroke: ink('--rule') } };
  const locale = spoken === 'zh' ? 'zh-CN' : 'en-GB';
  const stepped = isStepped ? UPlot.paths.stepped?.({ align: 1 }) : undefined;
  return {
    width: holder.clientWidth,
    height: heightPx,
    cursor: { y: false },
    // One line is what the heading says.
    legend: { show: lines.length > 1 },
    scales: { y: { range: (_chart, _least, most) => [0, Math.max(1, most * 1.1)] } },
    series: [
      { label: t.time, value: (_chart, at) => (at === null ? '' : new Date(at * 1000).toLocaleString(locale)) },
      ...lines.map(({ name }, index) => ({
        label: name,
        stroke: ink(inks[index % inks.length] ?? '--accent'),
        width: 1.5,
        points: { show: !isStepped },
        ...(stepped && { paths: stepped }),
      })),
    ],
    axes: [
      { ...axis, values: (_chart, ticks) => ticks.map((at) => shortTime(at, ticks, locale)) },
      { ...axis, size: 56, values: (_chart, marks) => marks.map((mark) => shortNumber(mark, locale)) },
    ],
  };
}

/** light-dark() is resolved by the browser only where a colour is used. */
function colourOf(holder: HTMLElement, variable: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${variable})`;
  holder.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** "150k", so that it fits beside the axis. */
function shortNumber(mark: number, locale: string): string {
  return mark.toLocaleString(locale, { notation: mark >= 10_000 ? 'compact' : 'standard', maximumFractionDigits: 2 });
}

/** The hour; the day where the axis shows more than two. */
function shortTime(at: number, ticks: readonly number[], locale: string): string {
  const isLong = (ticks.at(-1) ?? at) - (ticks[0] ?? at) > 2 * 86_400;
  const format: Intl.DateTimeFormatOptions = isLong
    ? { month: 'numeric', day: 'numeric' }
    : { hour: '2-digit', minute: '2-digit' };
  return new Date(at * 1000).toLocaleString(locale, format);
}
