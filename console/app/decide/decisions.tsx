// What waits for the user's word.
import { useEffect } from 'preact/hooks';
import { Button } from '../components/button.js';
import { Section } from '../components/page.js';
import { allowAlerts, permission } from './alert.js';
import './decide.css';
import { QuestionCard } from './question-card.js';
import { followQuestions, questions } from './questions.js';
import { t } from './words.js';

interface DecisionsProps {
  /** Of this task alone; of all when absent. */
  readonly taskId?: string;
}

export function Decisions({ taskId }: DecisionsProps) {
  useEffect(followQuestions, []);
  const shown = questions.value?.filter((question) => taskId === undefined || question.taskId === taskId) ?? [];
  const mayAsk = permission.value === 'default' && taskId === undefined;
  const notify = mayAsk && (
    <Button look="quiet" title={t.notifyHint} onClick={allowAlerts}>
      {t.notify}
    </Button>
  );
  if (shown.length === 0) return notify && <p class="notify">{notify}</p>;
  return (
    <Section title={t.title} actions={notify}>
      <ul class="plain-list question-cards">
        {shown.map((question) => (
          <li key={question.taskId}>
            <QuestionCard question={question} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
