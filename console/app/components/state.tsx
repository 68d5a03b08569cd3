// What stands in a view when there is nothing to show, something is awaited, or something went wrong.
import type { ComponentChildren } from 'preact';
import { language } from '../words/words.js';
import { problemInChinese } from './problem-words.js';
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

/**
 * A failure as the command line says it: a sentence and what to do. Takes ApiError and the errors of results alike. In Chinese
 * what the code means comes first, and the service's own sentence, which names what it was, below.
 */
export function Problem({ error }: ProblemProps) {
  if (!error) return null;
  const { code, message, hint } = error;
  const isForeign = language.value === 'zh' && !/\p{Script=Han}/u.test(message);
  const [means, hintInChinese] = (isForeign && problemInChinese(code)) || [];
  const told = hintInChinese ?? hint;
  return (
    <div class="problem" role="alert">
      {means && <p>{means}</p>}
      <p class={means && 'original'} lang={means && 'en'}>
        {message}
      </p>
      {told && (
        <p class="hint">
          <WithCode text={told} />
        </p>
      )}
      <code>{code}</code>
    </div>
  );
}

/** What stands in backticks is to be typed. */
function WithCode({ text }: { readonly text: string }) {
  return <>{text.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part))}</>;
}
