// What is kept under a name. Filled in, a skill becomes a plan like any other: shown, changed, approved or dropped where
// plans are, unless the user has said that plans of its kind need none of that.
import type { FilledSkill, SkillItem, SkillList } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useApi, useDoing } from '../api/use-api.js';
import { approval, reachesOthers } from '../ask/approval.js';
import { keepDraft } from '../ask/draft.js';
import { requestOf } from '../ask/request.js';
import { Button } from '../components/button.js';
import { TextField } from '../components/field.js';
import { Page } from '../components/page.js';
import { Awaited, EmptyState, Problem } from '../components/state.js';
import { named, valueWords } from '../plan/words.js';
import { navigate, query } from '../router.js';
import { useVocabulary } from '../vocabulary.js';
import './skills.css';
import { t } from './words.js';

/** Nothing but what the skill names. */
const options = { device: '', budget: '' };

export default function SkillsPage() {
  useVocabulary();
  const { value, error, reload } = useApi<SkillList>('/v1/skills');
  return (
    <Page title={t.title} lead={t.lead}>
      <Awaited value={value} error={error} />
      {value?.skills.length === 0 && (
        <EmptyState title={t.none}>
          <p>{t.noneHint}</p>
          <a href="/tasks?status=done">{t.toTasks}</a>
        </EmptyState>
      )}
      {value && value.skills.length > 0 && (
        <ul class="skill-list plain-list">
          {value.skills.map((skill) => (
            <li key={skill.name}>
              <Skill skill={skill} onRemoved={reload} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

function Skill({ skill, onRemoved }: { readonly skill: SkillItem; readonly onRemoved: () => void }) {
  const { name, command, params, taskId } = skill;
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const { run, isBusy, error } = useDoing();
  const path = `/v1/skills/${encodeURIComponent(name)}`;
  const use = async () => {
    const filled = await run<FilledSkill>(`${path}/plan`, { method: 'POST', body: { values } });
    if (!filled) return;
    const { plan } = filled;
    if (approval.value === 'always' || (approval.value === 'outwardOnly' && reachesOthers(plan))) {
      keepDraft({ command: filled.command, original: plan, plan, seconds: 0, options, skill: name });
      return navigate('/');
    }
    const body = requestOf({ command: filled.command, plan, isApproved: false }, options);
    const made = await run<{ taskId: string }>('/v1/tasks', { method: 'POST', body });
    if (made) navigate(`/tasks/${made.taskId}`);
  };
  const remove = async () => {
    await run(path, { method: 'DELETE' });
    onRemoved();
  };
  return (
    <details class="skill" open={query.value.get('skill') === name}>
      <summary>
        <strong>{name}</strong> <span class="faint breakable">{command}</span>
      </summary>
      <form
        class="skill-form"
        onSubmit={(event) => {
          event.preventDefault();
          void use();
        }}
      >
        {params.map((param) => (
          <TextField
            key={param.name}
            label={labelOf(param)}
            value={values[param.name] ?? param.value}
            onValue={(next) => setValues({ ...values, [param.name]: next })}
          />
        ))}
        <p class="skill-actions">
          <Button type="submit" look="main" isBusy={isBusy}>
            {approval.value === 'never' ? t.go : t.plan}
          </Button>
          <Button look="quiet" isBusy={isBusy} onClick={remove}>
            {t.remove}
          </Button>
          <a href={`/tasks/${taskId}`}>{t.madeOf}</a>
        </p>
      </form>
      <Problem error={error} />
    </details>
  );
}

/** What the user calls it; a name that the plan gave it is put in words. */
function labelOf({ name, places }: SkillItem['params'][number]): string {
  return places[0]?.endsWith(`.${name}`) ? named(valueWords, name) : name;
}
