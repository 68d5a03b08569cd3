// What stands in a view when there is nothing to show, something is awaited, or something went wrong.
import type { ComponentChildren } from 'preact';
import './state.css';
import { t } from './words.js';

interface EmptyStateProps {
  readonly title: string;
  /** What to do to see something here. */
  readonly children?: ComponentChildren;
}

export function EmptyState({ title, children }: EmptyStateProps) {
  return (
    <div class="empty-state">
      <p class="title">{title}</p>
      {children}
    </div>
  );
}

export function Loading() {
  return (
    <p class="loading" role="status">
      <span class="unseen">{t.loading}</span>
    </p>
  );
}

interface AwaitedProps {
  readonly value: unknown;
  readonly error: ProblemProps['error'];
}

/** Above what is read from the service: that it is on its way, or why it is not there. */
export function Awaited({ value, error }: AwaitedProps) {
  return (
    <>
      <Problem error={error} />
      {value === undefined && !error && <Loading />}
    </>
  );
}

interface ProblemProps {
  readonly error: { readonly code: string; readonly message: string; readonly hint: string } | undefined;
}

/** A failure as the command line says it: a sentence and what to do. Takes ApiError and the errors of results alike. */
export function Problem({ error }: ProblemProps) {
  if (!error) return null;
  return (
    <div class="problem" role="alert">
      <p>{error.message}</p>
      {error.hint && <p class="hint">{error.hint}</p>}
      <code>{error.code}</code>
    </div>
  );
}
