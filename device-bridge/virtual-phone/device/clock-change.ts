// What somebody outside may do to the phone's clock, in one request.
import { FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';
import { type Clock, longestAdvanceMs, parseCivilTime, speedRange, timeRangeMs } from './clock.js';

const clockChange = z.strictObject({
  /** Back to the machine's time, at its speed. Comes before all else. */
  follow: z.literal(true).optional(),
  /** Milliseconds since 1970, or `2026-12-01 08:30` in the phone's time zone. */
  time: z.union([z.number().min(timeRangeMs.min).max(timeRangeMs.max), z.string()]).optional(),
  /** How many seconds pass in one of the machine. */
  speed: z.number().min(speedRange.min).max(speedRange.max).optional(),
  /** So much time passes at once; what waits for it happens. */
  advanceMs: z.number().min(0).max(longestAdvanceMs).optional(),
  freeze: z.boolean().optional(),
});

/** @throws FarhandError INPUT_INVALID, RangeError for a time out of range; nothing has been changed then */
export function changeClock(clock: Clock, value: unknown): void {
  const { follow, time, speed, advanceMs, freeze } = parseStrict(clockChange, value, 'INPUT_INVALID', 'clock');
  const timeMs = typeof time === 'string' ? parseCivilTime(time) : time;
  if (typeof time === 'string' && timeMs === undefined) {
    throw new FarhandError('INPUT_INVALID', `"${time}" is no time`, { hint: 'A time looks like 2026-12-01 08:30.' });
  }
  if (follow) clock.follow();
  // Before the time: a clock that still ran would be a moment past it.
  if (freeze !== undefined) clock.freeze(freeze);
  if (timeMs !== undefined) clock.set(timeMs);
  if (speed !== undefined) clock.setSpeed(speed);
  if (advanceMs !== undefined) clock.advance(advanceMs);
}
