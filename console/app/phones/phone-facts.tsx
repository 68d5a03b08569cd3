import type { DeviceListItem } from '@farhand/cloud';
import { levelWords, t } from './words.js';

/** What a phone is, and what it is doing. */
export function PhoneFacts({ of: { state, virtual, privacy_level: level } }: { readonly of: DeviceListItem }) {
  return (
    <p class="phone-facts">
      <span>{t[state]}</span>
      {virtual && <span>{t.virtual}</span>}
      <span>{levelWords[level]()}</span>
    </p>
  );
}
