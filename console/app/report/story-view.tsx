// A task looked back at: its answer with the way to each figure, every step to be gone through again, what left and what it
// took. The console shows it below the task; a saved report is nothing but it.
import type { PriceHistory } from '@farhand/cloud';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Section } from '../components/page.js';
import { Problem } from '../components/state.js';
import { Status } from '../components/status.js';
import { PlanTree } from '../plan/plan-tree.js';
import { endedStanding } from '../plan/standing.js';
import { t as planWords } from '../plan/words.js';
import { Answer, Outward } from './answer.js';
import { Decided } from './decided.js';
import { Ledger, Taken } from './ledger.js';
import { EarlierPrices, PriceTable } from './price-table.js';
import { Replay } from './replay.js';
import './story-view.css';
import { attemptsOf, planOf, resultOf, stepsOf, type Told } from './story.js';
import { AttemptLine, Timeline } from './timeline.js';
import { t } from './words.js';

interface StoryViewProps extends Told {
  readonly earlier: PriceHistory['found'];
}

export function StoryView({ story, record, pictureUrl, earlier }: StoryViewProps) {
  const steps = useMemo(() => stepsOf({ story, record, pictureUrl }), [story, record, pictureUrl]);
  const [at, setAt] = useState(0);
  useEffect(() => {
    const toNamed = () => {
      const named = steps.findIndex(({ key }) => `#step-${key}` === location.hash);
      if (named >= 0) setAt(named);
    };
    toNamed();
    window.addEventListener('hashchange', toNamed);
    return () => window.removeEventListener('hashchange', toNamed);
  }, [steps]);
  const result = resultOf(story);
  const plan = planOf(story) ?? result?.plan;
  if (!result) return null;
  const isAsking = result.status === 'needs_user';
  const pictures = new Map(steps.map(({ key, picture }) => [key, picture]));
  const reports = new Map(result.reports.map((report) => [report.subtaskId, report]));
  const attempts = attemptsOf(story);
  const sources = result.reports.flatMap(({ values }) => values?.sources ?? []);
  return (
    <div class="story">
      {!isAsking && <Problem error={result.error} />}
      {result.answer && (isAsking || result.answer !== result.error?.message) && (
        <Section title={isAsking ? t.asks : t.answer}>
          <Answer result={result} isWithoutTables={story.compared !== undefined} />
          {story.compared && <PriceTable compared={story.compared} pictureOf={(key) => pictures.get(key)} />}
        </Section>
      )}
      <EarlierPrices found={earlier} taskId={story.taskId} />
      {plan && (
        <Section title={planWords.plan}>
          <PlanTree
            plan={plan}
            standing={({ id }) => endedStanding(reports.get(id), isAsking)}
            detail={({ id }) => (
              <>
                {attempts.get(id)?.map((attempt) => (
                  <AttemptLine key={attempt.number} attempt={attempt} />
                ))}
                {reports.get(id)?.text && <p class="report-text">{reports.get(id)?.text}</p>}
              </>
            )}
          />
        </Section>
      )}
      <Section title={t.timeline}>
        {steps.length === 0 ? (
          <p>{t.noSteps}</p>
        ) : (
          <div class="walk">
            <Timeline plan={plan} steps={steps} at={at} onAt={setAt} />
            <Replay steps={steps} at={at} onAt={setAt} />
          </div>
        )}
      </Section>
      {sources.length > 0 && (
        <Section title={t.sources}>
          <ol class="sources">
            {sources.map(({ title, url, date }) => (
              <li key={title}>
                {url ? <Outward href={url}>{title}</Outward> : title} {date}
              </li>
            ))}
          </ol>
        </Section>
      )}
      {story.decisions.length > 0 && (
        <Section title={t.decided}>
          <Decided decisions={story.decisions} />
        </Section>
      )}
      <Section title={t.left}>
        <Ledger record={record} />
      </Section>
      <Section title={t.cost}>
        <Taken result={result} />
      </Section>
    </div>
  );
}

/** For the head of a report, where no page says it. */
export function StoryHead({ story }: Pick<Told, 'story'>) {
  return (
    <p class="story-head">
      <Status of={story.status} />
      <time dateTime={story.createdAt}>{new Date(story.createdAt).toLocaleString()}</time>
      {story.brain && (
        <span>
          {t.planned} {story.brain}
        </span>
      )}
    </p>
  );
}
