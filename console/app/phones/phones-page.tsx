// All phones, side by side and live.
import { Page } from '../components/page.js';
import { Awaited, EmptyState } from '../components/state.js';
import { Decisions } from '../decide/decisions.js';
import { holdOf } from '../live/holds.js';
import { PhoneScreen } from '../live/phone-screen.js';
import { PhoneFacts } from './phone-facts.js';
import './phones.css';
import { useDevices } from './use-devices.js';
import { t } from './words.js';

const smallEdgePx = 720;

export default function PhonesPage() {
  const { value, error } = useDevices();
  return (
    <Page title={t.title} lead={t.lead}>
      <Decisions />
      <Awaited value={value} error={error} />
      {value?.devices.length === 0 && (
        <EmptyState title={t.none}>
          <a href="/setup/phones">{t.noneHint}</a>
        </EmptyState>
      )}
      <ul class="plain-list phones">
        {value?.devices.map((device) => (
          <li key={device.device_id}>
            <h3>
              <a href={`/phones/${encodeURIComponent(device.device_id)}`}>{device.model ?? device.device_id}</a>
            </h3>
            <PhoneFacts of={device} />
            <PhoneScreen device={device.device_id} edgePx={smallEdgePx} hold={holdOf(device.device_id)} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
