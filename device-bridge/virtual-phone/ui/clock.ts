// How the phone's clock reads on screen. The phone lives in one time zone, whatever the host's is.
export const TIME_ZONE = 'Asia/Shanghai';

const HOUR_MINUTE = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit' });
const MONTH_DAY_WEEKDAY = new Intl.DateTimeFormat('zh-CN', {
  timeZone: TIME_ZONE,
  month: 'long',
  day: 'numeric',
  weekday: 'long',
});

/** "09:41". */
export function clockText(nowMs: number): string {
  return HOUR_MINUTE.format(nowMs);
}

/** "11月23日星期一". */
export function dateText(nowMs: number): string {
  return MONTH_DAY_WEEKDAY.format(nowMs);
}
