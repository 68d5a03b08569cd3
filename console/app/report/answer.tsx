// The answer, in the little Markdown that answers are written in. It is text from screens and models: what it says is shown,
// nothing of it is ever taken as markup, and links lead out only by http(s).
import type { TaskResult } from '@farhand/shared';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import './answer.css';
import { figuresSeen, withFigures } from './figures.js';

interface AnswerProps {
  readonly result: TaskResult;
  /** Tables are shown elsewhere, as what they are. */
  readonly isWithoutTables?: boolean;
}

export function Answer({ result, isWithoutTables = false }: AnswerProps) {
  const seen = useMemo(() => figuresSeen(result), [result]);
  const blocks = result.answer.split(/\n{2,}/).filter((block) => block.trim() !== '');
  return (
    <div class="answer">
      {blocks.map((block) => (
        <Block key={block} text={block.trim()} seen={seen} isWithoutTables={isWithoutTables} />
      ))}
    </div>
  );
}

type Seen = ReadonlyMap<string, string>;

function Block({ text, seen, isWithoutTables }: { text: string; seen: Seen; isWithoutTables: boolean }) {
  const lines = text.split('\n');
  if (lines.every((line) => line.startsWith('|'))) {
    return isWithoutTables ? null : <MarkdownTable lines={lines} seen={seen} />;
  }
  const heading = /^#{1,4} (.*)$/.exec(text);
  if (heading) return <h3>{inline(heading[1] ?? '', seen)}</h3>;
  if (lines.every((line) => /^\s*([-*•]|\d+[.)、]) ?/.test(line))) {
    const isNumbered = /^\s*\d/.test(text);
    const items = lines.map((line) => <li key={line}>{inline(line.replace(/^\s*([-*•]|\d+[.)、]) ?/, ''), seen)}</li>);
    return isNumbered ? <ol>{items}</ol> : <ul>{items}</ul>;
  }
  return (
    <p>
      {lines.map((line, at) => (
        <>
          {at > 0 && <br />}
          {inline(line, seen)}
        </>
      ))}
    </p>
  );
}

function MarkdownTable({ lines, seen }: { lines: readonly string[]; seen: Seen }) {
  const [head = [], ...rows] = lines
    .filter((line) => !/^\|[\s:|-]+\|$/.test(line))
    .map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split('|')
        .map((cell) => cell.trim()),
    );
  return (
    <table class="table">
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, at) => (
              <td key={head[at]} data-title={head[at]}>
                {inline(cell, seen)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const markup = /\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|(https?:\/\/[^\s<>"）)]+)/g;

function inline(text: string, seen: Seen): ComponentChildren {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const found of text.matchAll(markup)) {
    parts.push(figures(text.slice(from, found.index), seen));
    const [whole, strong, code, label, target, address] = found;
    if (strong) parts.push(<strong>{figures(strong, seen)}</strong>);
    else if (code) parts.push(<code>{code}</code>);
    else parts.push(<Outward href={target ?? address ?? ''}>{label ?? address}</Outward>);
    from = found.index + whole.length;
  }
  parts.push(figures(text.slice(from), seen));
  return parts;
}

export function Outward({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

function figures(text: string, seen: Seen): ComponentChildren {
  return withFigures(text, seen).map((piece) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <a class="figure" href={`#step-${piece.key}`}>
        {piece.figure}
      </a>
    ),
  );
}
