// Shown in the place of everything else to a browser that is not signed in.
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/client.js';
import { linkRefused, signIn } from '../api/session.js';
import { Button } from '../components/button.js';
import { TextField } from '../components/field.js';
import { Problem } from '../components/state.js';
import { Ruler } from '../frame/frame.js';
import { LanguageSwitch } from '../frame/language-switch.js';
import './sign-in.css';
import { t } from './words.js';

export function SignInPage() {
  const [token, setToken] = useState('');
  const [refused, setRefused] = useState<ApiError>();
  useEffect(() => {
    document.title = `${t.title} · Farhand`;
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    if (token.trim() === '') return;
    try {
      await signIn({ token: token.trim() });
    } catch (error) {
      if (error instanceof ApiError) setRefused(error);
    }
  };
  return (
    <main class="sign-in">
      <Ruler />
      <h1>Farhand</h1>
      <p>{t.byLink}</p>
      <pre class="command">npm start</pre>
      <Problem error={refused ?? linkRefused.value} />
      <form onSubmit={submit}>
        <TextField label={t.orToken} help={t.tokenHelp} type="password" value={token} onValue={setToken} />
        <Button look="main" type="submit">
          {t.signIn}
        </Button>
      </form>
      <LanguageSwitch />
    </main>
  );
}
