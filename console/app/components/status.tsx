// How something stands: a word, and a mark whose shape says it without colour.
import type { TaskStatus } from '@farhand/shared';
import './status.css';
import { t } from './words.js';

export type Standing = TaskStatus | 'running' | 'waiting' | 'skipped';

export function Status({ of, wordless = false }: { readonly of: Standing; readonly wordless?: boolean }) {
  return (
    <span class={`status ${of}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {marks[of]}
      </svg>
      <span class={wordless ? 'unseen' : undefined}>{t[of]}</span>
    </span>
  );
}

const ring = <circle cx="8" cy="8" r="6" />;

const marks = {
  waiting: ring,
  skipped: <path d="M4 8h8" />,
  running: (
    <g class="turning">
      <circle cx="8" cy="8" r="6" class="faint" />
      <path d="M8 2a6 6 0 0 1 6 6" />
    </g>
  ),
  done: <path d="M2.5 8.5 6.5 12.5 13.5 4" />,
  failed: <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />,
  needs_user: <path d="M8 2 15 14H1ZM8 6.5v3.5M8 12v.2" />,
  refused: <path d="M12.2 3.8A6 6 0 1 1 3.8 12.2 6 6 0 0 1 12.2 3.8L3.8 12.2" />,
};
