import { useEffect } from 'preact/hooks';
import './decide.css';
import { followQuestions, questions } from './questions.js';
import { t } from './words.js';

/** How much waits for the user's word, beside the place that leads there; nothing when nothing does. */
export function WaitingBadge() {
  useEffect(followQuestions, []);
  const count = questions.value?.length ?? 0;
  if (count === 0) return null;
  return (
    <span class="waiting-badge">
      <span aria-hidden="true">{count}</span>
      <span class="unseen">{t.count(count)}</span>
    </span>
  );
}
