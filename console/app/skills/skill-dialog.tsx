// A skill is made of a task: its name, and which values of the plan may be different next time.
import type { SkillItem, SkillRequest, SkillValues } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useApi, useDoing } from '../api/use-api.js';
import { Button, LinkButton } from '../components/button.js';
import { Dialog } from '../components/dialog.js';
import { TextField } from '../components/field.js';
import { Awaited, Problem } from '../components/state.js';
import './skills.css';
import { t } from './words.js';

interface SkillDialogProps {
  readonly taskId: string;
  readonly command: string;
  readonly onClose: () => void;
}

type Param = SkillValues['params'][number];

export function SkillDialog({ taskId, command, onClose }: SkillDialogProps) {
  const { value, error } = useApi<SkillValues>(`/v1/tasks/${encodeURIComponent(taskId)}/values`);
  const [name, setName] = useState('');
  /** By the name that the service proposes: what the user calls it instead; null for what stays as it is. */
  const [called, setCalled] = useState<Readonly<Record<string, string | null>>>({});
  const [kept, setKept] = useState<SkillItem>();
  const doing = useDoing();
  const nameOf = ({ name: proposed }: Param) => (called[proposed] === undefined ? proposed : called[proposed]);
  const chosen = (value?.params ?? []).flatMap((param) => {
    const own = nameOf(param);
    return own === null ? [] : [{ own: own.trim(), places: [...param.places] }];
  });
  const isNamed = name.trim() !== '' && chosen.every(({ own }) => own !== '');
  const keep = async () => {
    const body: SkillRequest = {
      name: name.trim(),
      task: taskId,
      params: Object.fromEntries(chosen.map(({ own, places }) => [own, places])),
    };
    setKept(await doing.run<SkillItem>('/v1/skills', { method: 'POST', body }));
  };
  return (
    <Dialog
      title={t.make}
      onClose={onClose}
      actions={
        kept ? (
          <LinkButton look="main" href={`/skills?skill=${encodeURIComponent(kept.name)}`}>
            {t.use}
          </LinkButton>
        ) : (
          <Button look="main" isBusy={doing.isBusy} disabled={!value || !isNamed} onClick={keep}>
            {t.keep}
          </Button>
        )
      }
    >
      <p>{command}</p>
      {kept ? (
        <p role="status">{t.kept(kept.name)}</p>
      ) : (
        <>
          <p class="faint">{t.makeLead}</p>
          <TextField label={t.name} help={t.nameHelp} value={name} onValue={setName} isRequired />
          <Awaited value={value} error={error} />
          {value?.params.length === 0 && <p class="faint">{t.nothing}</p>}
          {value && value.params.length > 0 && (
            <fieldset class="skill-values">
              <legend>{t.mayChange}</legend>
              {value.params.map((param) => (
                <Value
                  key={param.name}
                  param={param}
                  name={nameOf(param)}
                  onName={(next) => setCalled({ ...called, [param.name]: next })}
                />
              ))}
            </fieldset>
          )}
          <Problem error={doing.error} />
        </>
      )}
    </Dialog>
  );
}

interface ValueProps {
  readonly param: Param;
  readonly name: string | null;
  readonly onName: (name: string | null) => void;
}

function Value({ param, name, onName }: ValueProps) {
  return (
    <div class="skill-value">
      <label>
        <input
          type="checkbox"
          checked={name !== null}
          onChange={(event) => onName(event.currentTarget.checked ? param.name : null)}
        />
        <span class="breakable">{param.value}</span>
      </label>
      {name !== null && (
        <input
          type="text"
          autocomplete="off"
          aria-label={t.calledAs(param.value)}
          value={name}
          onInput={(event) => onName(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
