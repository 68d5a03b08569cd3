// One subtask together with what came of it: what every way of combining reads.
import {
  appName as catalogueName,
  type Intent,
  type Language,
  type Plan,
  type Report,
  type Subtask,
} from '@farhand/shared';

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

/** Whether it succeeded in finding that there is nothing: its words are for the user, and no result for anybody else. */
export function broughtNothing({ text, values = {} }: Report): boolean {
  if (text.trim() === '' || values.notFound === true) return true;
  const lists = [values.offers, values.results, values.sources].filter((list) => list !== undefined);
  return lists.length > 0 && lists.every((list) => list.length === 0) && values.details === undefined;
}

const toolNames: Partial<Record<Intent, Readonly<Record<Language, string>>>> = {
  search_papers: { zh: 'arXiv', en: 'arXiv' },
  read_page: { zh: '网页', en: 'Page' },
  research: { zh: '调研', en: 'Research' },
  summarise: { zh: '汇总', en: 'Summary' },
};

/** The app's name for people, or that of the tool. */
export function appName(subtask: Subtask, language: Language): string {
  if (subtask.intent === 'call_tool') return subtask.values.tool ?? '';
  if (subtask.app !== undefined) return catalogueName(subtask.app, language);
  return toolNames[subtask.intent]?.[language] ?? subtask.intent;
}
