// A plan to be approved, and changed before: values, apps, what is left out, the same in one app more. What it says in the
// end is checked and worded by the service; nothing is sent from here.
import type { Plan, Subtask } from '@farhand/shared';
import { useState } from 'preact/hooks';
import { Button } from '../components/button.js';
import { Choice, TextField } from '../components/field.js';
import { intentInfo, useVocabulary } from '../vocabulary.js';
import { language } from '../words/words.js';
import { withCopy, without } from './branches.js';
import './plan-editor.css';
import { PlanTree } from './plan-tree.js';
import { intentWords, named, t, valueWords } from './words.js';

interface PlanEditorProps {
  readonly plan: Plan;
  /** As it was planned, to tell what was changed. */
  readonly original: Plan;
  readonly onPlan: (plan: Plan) => void;
}

export function PlanEditor({ plan, original, onPlan }: PlanEditorProps) {
  const [open, setOpen] = useState<string>();
  const change = (next: Subtask) =>
    onPlan({ ...plan, subtasks: plan.subtasks.map((subtask) => (subtask.id === next.id ? next : subtask)) });
  const isChanged = (subtask: Subtask) =>
    JSON.stringify(original.subtasks.find(({ id }) => id === subtask.id)) !== JSON.stringify(subtask);
  return (
    <PlanTree
      plan={plan}
      sentence={(subtask) => (isChanged(subtask) ? <Worded subtask={subtask} /> : undefined)}
      detail={(subtask) => {
        const isOpen = open === subtask.id;
        const shorter = without(plan, subtask.id);
        return (
          <>
            {isOpen && <Fields subtask={subtask} onChange={change} />}
            <p class="edit">
              <Button
                look="quiet"
                aria-expanded={isOpen}
                aria-label={`${isOpen ? t.ready : t.change}: ${subtask.id}`}
                onClick={() => setOpen(isOpen ? undefined : subtask.id)}
              >
                {isOpen ? t.ready : t.change}
              </Button>
              {shorter && (
                <Button look="quiet" aria-label={`${t.remove}: ${subtask.id}`} onClick={() => onPlan(shorter)}>
                  {t.remove}
                </Button>
              )}
              {subtask.app !== undefined && plan.subtasks.length < 12 && (
                <Button
                  look="quiet"
                  aria-label={`${t.another}: ${subtask.id}`}
                  onClick={() => {
                    const next = withCopy(plan, subtask.id, subtask.app ?? '');
                    onPlan(next);
                    setOpen(next.subtasks[next.subtasks.findIndex(({ id }) => id === subtask.id) + 1]?.id);
                  }}
                >
                  {t.another}
                </Button>
              )}
            </p>
          </>
        );
      }}
    />
  );
}

/** The sentence of a goal is made by the service; until then, its parts. */
function Worded({ subtask: { intent, values } }: { subtask: Subtask }) {
  return (
    <>
      {named(intentWords, intent)}: {Object.values(values).filter(Boolean).join(' · ')}{' '}
      <span class="changed">{t.changed}</span>
    </>
  );
}

function Fields({ subtask, onChange }: { subtask: Subtask; onChange: (next: Subtask) => void }) {
  const known = useVocabulary();
  const takes = intentInfo(subtask.intent)?.values ?? [];
  return (
    <div class="plan-fields">
      {subtask.app !== undefined && known && (
        <Choice
          label={t.app}
          value={subtask.app}
          choices={known.apps.map(({ id, names }) => ({ value: id, label: names[language.value] }))}
          onValue={(app) => onChange({ ...subtask, app })}
        />
      )}
      {takes.map(({ name, required }) => {
        const source = subtask.inputs?.[name];
        if (source)
          return (
            <TextField key={name} label={named(valueWords, name)} value={t.takes(source)} isFixed onValue={() => {}} />
          );
        return (
          <TextField
            key={name}
            label={named(valueWords, name)}
            value={subtask.values[name] ?? ''}
            isRequired={required}
            onValue={(value) => onChange({ ...subtask, values: withValue(subtask.values, name, value) })}
          />
        );
      })}
    </div>
  );
}

/** An emptied value is none. */
function withValue(values: Subtask['values'], name: string, value: string): Subtask['values'] {
  const { [name]: _, ...rest } = values;
  return value === '' ? rest : { ...rest, [name]: value };
}
