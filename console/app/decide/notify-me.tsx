// Asks the browser to show when something waits; gone once that was allowed or denied.
import { Button } from '../components/button.js';
import { allowAlerts, permission } from './alert.js';
import { t } from './words.js';

export function NotifyMe() {
  if (permission.value !== 'default') return null;
  return (
    <Button look="quiet" title={t.notifyHint} onClick={allowAlerts}>
      {t.notify}
    </Button>
  );
}
