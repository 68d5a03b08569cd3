// An answer as a terminal shows it best: its Markdown tables become aligned columns, or one block per row where the
// window is too narrow for them. Nothing is cut. What is piped stays Markdown and does not come through here.
import stringWidth from 'string-width';
import { padTo } from './style.js';

const gap = '  ';
const divider = /^\|(?:\s*:?-{3,}:?\s*\|)+$/;

/** @param columns display width of the terminal */
export function layOut(answer: string, columns: number): string {
  const lines = answer.split('\n');
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!line.startsWith('|') || !divider.test(lines[at + 1] ?? '')) {
      out.push(line);
      continue;
    }
    const table: string[][] = [cellsOf(line)];
    at++;
    while (lines[at + 1]?.startsWith('|')) table.push(cellsOf(lines[++at] ?? ''));
    out.push(...tableLines(table, columns));
  }
  return out.join('\n');
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());
}

function tableLines(table: readonly string[][], columns: number): string[] {
  const [head = [], ...rows] = table;
  const widths = head.map((_, column) => Math.max(...table.map((row) => stringWidth(row[column] ?? ''))));
  const total = widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1));
  if (total <= columns) {
    return table.map((row) =>
      row
        .map((cell, column) => padTo(cell, widths[column] ?? 0))
        .join(gap)
        .trimEnd(),
    );
  }
  return rows.flatMap((row) => {
    const [first = '', second = '', ...rest] = row;
    const details = rest.map((cell, index) => `${gap}${head[index + 2] ?? ''}: ${cell}`);
    return [`${first}${gap}${second}`.trimEnd(), ...details];
  });
}
