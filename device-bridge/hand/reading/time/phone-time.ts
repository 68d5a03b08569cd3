// Now, by the phone's own clock and in its time zone: "tomorrow" and "in 20 minutes" are counted from there.
import type { Observation } from '../../../phone/phone.js';
import { type LocalTime, localTime } from './days.js';

/** When the phone showed this screen, as its own clock says. */
export function phoneTime({ takenAtMs, clockAheadMs = 0, timeZone }: Observation): LocalTime {
  return localTime(takenAtMs + clockAheadMs, timeZone);
}
