// How a subtask stands, from what it brought back.
import type { Report } from '@farhand/shared';
import type { Standing } from '../components/status.js';

const needsUser: ReadonlySet<Report['stopReason']> = new Set([
  'INFO_ACTION_NEEDS_REPLY',
  'NEEDS_CONFIRMATION',
  'NEEDS_TAKEOVER',
  'SENSITIVE_SCREEN',
  'MANUAL_STOP_SCREEN_OFF',
]);

/** `hasBegun`: something was done for it. */
export function standingOf(report: Report | undefined, hasBegun: boolean): Standing {
  if (!report) return hasBegun ? 'running' : 'waiting';
  if (report.stopReason === 'TASK_COMPLETED_SUCCESSFULLY') return 'done';
  if (report.stopReason === 'NOT_STARTED') return 'skipped';
  return needsUser.has(report.stopReason) ? 'needs_user' : 'failed';
}

/** The same once the task is over: what brought nothing back was not begun, or waits until what is asked is answered. */
export function endedStanding(report: Report | undefined, isAsking: boolean): Standing {
  if (report) return standingOf(report, true);
  return isAsking ? 'waiting' : 'skipped';
}
