import type { PairingCodeMade } from '@farhand/cloud';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/use-api.js';
import { Copy } from '../../components/copy.js';
import { TextField } from '../../components/field.js';
import { Section } from '../../components/page.js';
import './pair-bridge.css';
import { SetupForm } from '../setup-form.js';
import { QrCode } from './qr-code.js';
import { t } from './words.js';

const loopback = /^(localhost|127\.|\[::1\])/;

export function PairBridge() {
  const { run, isBusy, error } = useDoing();
  const [user, setUser] = useState('local');
  const [made, setMade] = useState<PairingCodeMade>();
  const submit = async () => {
    setMade(await run<PairingCodeMade>('/v1/pairings', { method: 'POST', body: { user } }));
  };
  return (
    <Section title={t.pair}>
      <SetupForm action={t.makeCode} isBusy={isBusy} error={error} onSubmit={submit}>
        <TextField label={t.user} help={t.userHelp} value={user} onValue={setUser} isRequired />
      </SetupForm>
      {made && <Code made={made} />}
    </Section>
  );
}

function Code({ made: { code, expiresAt } }: { readonly made: PairingCodeMade }) {
  const command = `npm start -- bridge --cloud ${location.origin} --code ${code}`;
  return (
    <div class="pairing" role="status">
      <QrCode text={command} label={t.qrOf} />
      <div>
        <p class="pairing-code figures">{code}</p>
        <p class="faint">
          {t.good} {new Date(expiresAt).toLocaleTimeString()}
        </p>
        <p>{t.pairHelp}</p>
        <Copy text={command} />
        {loopback.test(location.hostname) && <p class="faint small">{t.onlyHere}</p>}
      </div>
    </div>
  );
}
