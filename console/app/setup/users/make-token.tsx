import type { TokenMade, TokenRequest } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/use-api.js';
import { Copy } from '../../components/copy.js';
import { TextField } from '../../components/field.js';
import { Section } from '../../components/page.js';
import { SetupForm } from '../setup-form.js';
import { t } from './words.js';

type Scope = TokenRequest['scopes'][number];

/** All there are, by their words: the type sees that none is missing. */
const scopes: Readonly<Record<Scope, () => string>> = {
  tasks: () => t.tasks,
  devices: () => t.devices,
  drive: () => t.drive,
  bridge: () => t.bridge,
  admin: () => t.admin,
};

export function MakeToken({ onMade }: { readonly onMade: () => void }) {
  const { run, isBusy, error } = useDoing();
  const [name, setName] = useState('');
  const [user, setUser] = useState('');
  const [days, setDays] = useState('');
  const [allowed, setAllowed] = useState<readonly Scope[]>(['tasks', 'devices']);
  const [made, setMade] = useState<TokenMade>();
  const submit = async () => {
    const body: TokenRequest = {
      user,
      name,
      scopes: [...allowed],
      ...(days !== '' && { expires_in_days: Number(days) }),
    };
    setMade(await run<TokenMade>('/v1/tokens', { method: 'POST', body }));
    onMade();
  };
  const toggle = (scope: Scope) =>
    setAllowed(allowed.includes(scope) ? allowed.filter((one) => one !== scope) : [...allowed, scope]);
  return (
    <Section title={t.make}>
      <SetupForm action={t.create} isBusy={isBusy} error={error} onSubmit={submit}>
        <TextField label={t.name} value={name} onValue={setName} isRequired />
        <TextField label={t.user} help={t.userHelp} value={user} onValue={setUser} isRequired />
        <TextField label={t.days} help={t.daysHelp} type="number" value={days} onValue={setDays} />
        <fieldset class="wide choices">
          <legend>{t.scopes}</legend>
          {(Object.keys(scopes) as Scope[]).map((scope) => (
            <label key={scope}>
              <input type="checkbox" checked={allowed.includes(scope)} onChange={() => toggle(scope)} />
              <span>
                <strong>{scope}</strong> <span class="faint small">{scopes[scope]()}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </SetupForm>
      {made && (
        <p role="status">
          {t.made} <Copy text={made.token} />
        </p>
      )}
    </Section>
  );
}
