// The score of a static set as a table.
import type { Accuracy, StaticScore } from './score.js';

export function scoreLines(
  { all, byLabel, byGroup, wrongFormat, medianSeconds }: StaticScore,
  model: string,
): string[] {
  const rows: [string, Accuracy][] = [
    ...Object.entries(byLabel).map(([name, accuracy]): [string, Accuracy] => [name, accuracy]),
    ...Object.entries(byGroup).map(([name, accuracy]): [string, Accuracy] => [`  ${name}`, accuracy]),
    ['all', all],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const line = (name: string, count: string, type: string, value: string, right: string): string =>
    `${name.padEnd(width)}  ${count.padStart(6)}  ${type.padStart(7)}  ${value.padStart(7)}  ${right.padStart(7)}`;
  return [
    `${model}: type and value of the next action, in per cent`,
    line('', 'n', 'type', 'value', 'right'),
    ...rows.map(([name, { count, type, value, right }]) =>
      line(name, String(count), percent(type), percent(value), percent(right)),
    ),
    `no readable action: ${wrongFormat}; median ${medianSeconds.toFixed(2)} s`,
  ];
}

function percent(share: number | undefined): string {
  return share === undefined ? '-' : (share * 100).toFixed(1);
}
