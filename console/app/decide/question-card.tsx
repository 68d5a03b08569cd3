// One thing that waits: what it is about, a picture of where it would be done, and what can be said to it.
import type { AnswerRequest, Question } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useDoing } from '../api/use-api.js';
import { Button } from '../components/button.js';
import { TextField } from '../components/field.js';
import { Time } from '../components/quantities.js';
import { Problem } from '../components/state.js';
import { DrivenPhone } from '../live/driven-phone.js';
import { holdOf, letGo } from '../live/holds.js';
import { PhoneScreen } from '../live/phone-screen.js';
import { navigate } from '../router.js';
import { appName, useVocabulary } from '../vocabulary.js';
import { namedValues, t } from './words.js';

const targetEdgePx = 720;

export function QuestionCard({ question: asked }: { readonly question: Question }) {
  const { taskId, kind, question, command, device, since, point } = asked;
  const { run, isBusy, error } = useDoing();
  useVocabulary();
  const answer = async (said: AnswerRequest) => {
    const path = `/v1/tasks/${encodeURIComponent(taskId)}/answer`;
    const gone = await run<{ taskId: string }>(path, { method: 'POST', body: said });
    if (!gone) return;
    if (device !== undefined && said.done) letGo(device);
    if (gone.taskId !== taskId) navigate(`/tasks/${gone.taskId}`);
  };
  return (
    <article class={`question-card ${kind}`} aria-labelledby={`asked-${taskId}`}>
      <div class="said">
        <h3 id={`asked-${taskId}`}>{t[kind]}</h3>
        <p class="words">{question}</p>
        <Facts question={asked} />
        <p class="from">
          {t.asked}: <a href={`/tasks/${taskId}`}>{command}</a> · <Time at={since} />
        </p>
        <Saying kind={kind} isBusy={isBusy} onAnswer={answer} />
        <Problem error={error} />
      </div>
      {device !== undefined && (
        <div class="target">
          {kind === 'takeover' ? (
            <DrivenPhone device={device} onDone={() => answer({ done: true })} />
          ) : (
            <PhoneScreen device={device} edgePx={targetEdgePx} hold={holdOf(device)} action={point && { point }} />
          )}
        </div>
      )}
    </article>
  );
}

/** Who, what and how much, one below the other. */
function Facts({ question: { actions } }: { readonly question: Question }) {
  return (
    <>
      {actions.map(({ subtaskId, app, values }) => (
        <dl key={subtaskId} class="named">
          {app !== undefined && <Fact title={t.where} value={appName(app)} />}
          {Object.entries(values).map(([name, value]) => (
            <Fact key={name} title={namedValues[name]?.() ?? name} value={value} />
          ))}
        </dl>
      ))}
    </>
  );
}

function Fact({ title, value }: { readonly title: string; readonly value: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
    </div>
  );
}

interface SayingProps {
  readonly kind: Question['kind'];
  readonly isBusy: boolean;
  readonly onAnswer: (said: AnswerRequest) => void;
}

function Saying({ kind, isBusy, onAnswer }: SayingProps) {
  const [text, setText] = useState('');
  const decline = (
    <Button onClick={() => onAnswer({ decline: true })}>{kind === 'confirmation' ? t.decline : t.leave}</Button>
  );
  if (kind === 'question') {
    return (
      <form
        class="saying"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') onAnswer({ text });
        }}
      >
        <TextField label={t.answer} value={text} onValue={setText} isRequired />
        {decline}
        <Button type="submit" look="main" isBusy={isBusy}>
          {t.send}
        </Button>
      </form>
    );
  }
  return (
    <div class="saying">
      {decline}
      <Button
        look="main"
        isBusy={isBusy}
        onClick={() => onAnswer(kind === 'takeover' ? { done: true } : { allow: true })}
      >
        {kind === 'takeover' ? t.done : t.allow}
      </Button>
    </div>
  );
}
