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

/** `hasBegun`: something was done for it, or the task is over. */
export function standingOf(report: Report | undefined, hasBegun: boolean): Standing {
  if (!report) return hasBegun ? 'running' : 'waiting';
  if (report.stopReason === 'TASK_COMPLETED_SUCCESSFULLY') return 'done';
  if (report.stopReason === 'NOT_STARTED') return 'skipped';
  return needsUser.has(report.stopReason) ? 'needs_user' : 'failed';
}
