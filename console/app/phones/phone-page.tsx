// One phone, live and large, to be taken over.
import { Page } from '../components/page.js';
import { DrivenPhone } from '../live/driven-phone.js';
import type { PageProps } from '../routes.js';
import { PhoneFacts } from './phone-facts.js';
import './phones.css';
import { useDevices } from './use-devices.js';

export default function PhonePage({ params: { id = '' } }: PageProps) {
  const device = useDevices().value?.devices.find(({ device_id }) => device_id === id);
  return (
    <Page title={device?.model ?? id}>
      {device && <PhoneFacts of={device} />}
      <DrivenPhone device={id} />
    </Page>
  );
}
