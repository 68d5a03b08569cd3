// Language, appearance and who is signed in: in the rail where there is room, behind one button on a phone's screen.
import { useState } from 'preact/hooks';
import { session, signOut } from '../api/session.js';
import { Button } from '../components/button.js';
import { Dialog } from '../components/dialog.js';
import { Segments } from '../components/segments.js';
import { NotifyMe } from '../decide/notify-me.js';
import { theme, themes } from '../theme.js';
import { useMedia } from '../use-media.js';
import { LanguageSwitch } from './language-switch.js';
import { t } from './words.js';

export function Preferences() {
  const isNarrow = useMedia('(width < 52rem)');
  const [isOpen, setOpen] = useState(false);
  if (!isNarrow) {
    return (
      <div class="preferences">
        <Switches />
      </div>
    );
  }
  return (
    <div class="preferences">
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t.preferences}
      </Button>
      {isOpen && (
        <Dialog title={t.preferences} onClose={() => setOpen(false)}>
          <Switches />
        </Dialog>
      )}
    </div>
  );
}

function Switches() {
  return (
    <>
      {session.value && <p>{t.signedInAs(session.value.user)}</p>}
      <LanguageSwitch />
      <Segments
        label={t.theme}
        value={theme.value}
        choices={themes.map((value) => ({ value, label: t[value] }))}
        onValue={(value) => {
          theme.value = value;
        }}
      />
      <NotifyMe />
      <Button look="quiet" onClick={() => void signOut()}>
        {t.signOut}
      </Button>
    </>
  );
}
