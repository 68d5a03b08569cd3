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
  if (shown.length === 0 && !mayAsk) return null;
  return (
    <Section
      title={t.title}
      actions={
        mayAsk && (
          <Button look="quiet" title={t.notifyHint} onClick={allowAlerts}>
            {t.notify}
          </Button>
        )
      }
    >
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
