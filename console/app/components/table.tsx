// A table that stays a table for screen readers and becomes a list of cards on a phone's screen.
import type { ComponentChildren } from 'preact';
import './table.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ComponentChildren;
  /** Right-aligned, with figures of one width. */
  readonly isNumber?: boolean;
}

interface TableProps<Row> {
  /** Read out before the table. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Marks a row, such as the cheapest. */
  readonly isMarked?: (row: Row) => boolean;
}

export function Table<Row>({ caption, columns, rows, rowKey, isMarked }: TableProps<Row>) {
  return (
    <table class="table">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, title, isNumber }) => (
            <th key={key} scope="col" class={isNumber ? 'number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)} class={isMarked?.(row) ? 'marked' : undefined}>
            {columns.map(({ key, title, cell, isNumber }) => (
              <td key={key} data-title={title} class={isNumber ? 'number figures' : undefined}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
