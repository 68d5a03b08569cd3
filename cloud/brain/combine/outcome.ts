// One subtask together with what came of it: what every way of combining reads.
import { appName as catalogueName, type Language, type Plan, type Report, type Subtask } from '@farhand/shared';

export interface Outcome {
  readonly subtask: Subtask;
  readonly report: Report;
}

/** Reports in the order of the plan; a subtask without a report is left out. */
export function outcomesOf(plan: Plan, reports: readonly Report[]): Outcome[] {
  const byId = new Map(reports.map((report) => [report.subtaskId, report]));
  return plan.subtasks.flatMap((subtask) => {
    const report = byId.get(subtask.id);
    return report ? [{ subtask, report }] : [];
  });
}

export function succeeded(report: Report): boolean {
  return report.stopReason === 'TASK_COMPLETED_SUCCESSFULLY';
}

/** The app's name for people; a cloud tool has none. */
export function appName(subtask: Subtask, language: Language): string {
  if (subtask.app === undefined) return language === 'zh' ? '汇总' : 'Summary';
  return catalogueName(subtask.app, language);
}
