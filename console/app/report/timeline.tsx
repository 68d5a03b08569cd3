// Every step with its time, by subtask; the one that the replay stands at is marked.
import type { Plan } from '@farhand/shared';
import { useEffect } from 'preact/hooks';
import type { AttemptEvent } from '../api/task-following.js';
import { appName } from '../vocabulary.js';
import { language } from '../words/words.js';
import type { StoryStep } from './story.js';
import './timeline.css';
import { t, ways } from './words.js';

interface TimelineProps {
  readonly plan: Plan | undefined;
  readonly steps: readonly StoryStep[];
  readonly at: number;
  readonly onAt: (at: number) => void;
}

export function Timeline({ plan, steps, at, onAt }: TimelineProps) {
  const current = steps[at]?.key;
  useEffect(() => {
    const row = current === undefined ? null : document.getElementById(`step-${current}`);
    const list = row?.closest('.timeline');
    // Within the list alone: the page itself stays where it is read.
    if (row && list) list.scrollTo({ top: row.offsetTop - list.clientHeight / 2, behavior: 'auto' });
  }, [current]);
  return (
    <ol class="plain-list timeline">
      {steps.map((step, index) => {
        const isFirst = steps[index - 1]?.subtaskId !== step.subtaskId;
        const app = plan?.subtasks.find(({ id }) => id === step.subtaskId)?.app;
        return (
          <li key={step.key} id={`step-${step.key}`} class={step.key === current ? 'current' : undefined}>
            {isFirst && (
              <p class="begins">
                {step.subtaskId} · {app ? appName(app) : ''}
              </p>
            )}
            {step.isFirst && step.attempt && <AttemptLine attempt={step.attempt} />}
            <button type="button" aria-current={step.key === current ? 'step' : undefined} onClick={() => onAt(index)}>
              <span class="figures n">{step.step}</span>
              <span class="text">
                {step.explain}
                {step.thought && <small class="thought">{step.thought}</small>}
                {step.isReplayed && <small>{t.replayed}</small>}
                {step.evidence.map((what) => (
                  <small key={what} class="evidence">
                    {what}
                  </small>
                ))}
              </span>
              <time class="figures" dateTime={new Date(step.atMs).toISOString()}>
                {new Date(step.atMs).toLocaleTimeString(language.value === 'zh' ? 'zh-CN' : 'en-GB')}
              </time>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** Which attempt it is, what is different in it and why. */
export function AttemptLine({ attempt: { number, way, why } }: { readonly attempt: AttemptEvent }) {
  return <p class="attempt">{t.attempt(number, ways[way], why)}</p>;
}
