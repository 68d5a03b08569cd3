// Appium's settings helper (io.appium.settings), whose code cannot run here: what its receivers and services do for the
// commands that reach them. Its activity starts a service and finishes at once, without ever being seen.
import type { PostedNotification } from '../../device/notifications.js';
import type { Phone } from '../../device/phone.js';

export const settingsHelper = 'io.appium.settings';

/** The answer of a receiver, or undefined when the action has none. */
export function receiverAnswer(phone: Phone, action: string | undefined): string | undefined {
  switch (action) {
    case `${settingsHelper}.clipboard.get`:
      return Buffer.from(phone.clipboard).toString('base64');
    case `${settingsHelper}.notifications`:
      return JSON.stringify({ statusBarNotifications: phone.notifications.all().map(toListener) });
    case `${settingsHelper}.sms.read`:
      return JSON.stringify({ items: [], total: 0 });
    case `${settingsHelper}.location`: {
      const { latitude, longitude, altitude } = phone.location;
      return `${latitude} ${longitude} ${altitude}`;
    }
    default:
      return undefined;
  }
}

/** As the helper's listener of notifications tells one. */
function toListener({ packageName, tag, id, isOngoing, postedAtMs, title, text }: PostedNotification): object {
  const notification = { title, text, bigTitle: null, bigText: null };
  return {
    packageName,
    isClearable: !isOngoing,
    isOngoing: isOngoing ?? false,
    id,
    tag,
    notification,
    postTime: postedAtMs,
  };
}

/** The mock location service. */
export function moveLocation(phone: Phone, extras: ReadonlyMap<string, string>): void {
  phone.location = {
    latitude: Number(extras.get('latitude')),
    longitude: Number(extras.get('longitude')),
    altitude: Number(extras.get('altitude') ?? 0),
  };
}
