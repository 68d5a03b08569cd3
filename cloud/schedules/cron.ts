// When a schedule is due, from its cron expression in its time zone.
import { FarhandError } from '@farhand/shared';
import { Cron } from 'croner';

/** The first time after `from`; undefined when there is none any more. Throws INPUT_INVALID. */
export function nextTime(cron: string, timeZone: string, from: Date): Date | undefined {
  try {
    return new Cron(cron, { timezone: timeZone, mode: '5-part', paused: true }).nextRun(from) ?? undefined;
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new FarhandError('INPUT_INVALID', `"${cron}" in the time zone "${timeZone}" is no schedule: ${said}`, {
      hint: 'Five fields: minute, hour, day of the month, month, day of the week, such as "0 8 * * 1-5".',
      cause,
    });
  }
}
