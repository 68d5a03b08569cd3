// What waits for the user's word.
import { useEffect } from 'preact/hooks';
import { Section } from '../components/page.js';
import './decide.css';
import { NotifyMe } from './notify-me.js';
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
  if (shown.length === 0) return null;
  return (
    <Section title={t.title} actions={taskId === undefined && <NotifyMe />}>
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
