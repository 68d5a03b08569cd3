// Where a figure of an answer was seen: the subtask, the step whose screen showed it, and the phone where there were several.
import type { Language, Report } from '@farhand/shared';

const words: Readonly<Record<Language, (subtaskId: string, steps: readonly number[], device: string) => string>> = {
  en: (subtaskId, steps, device) => {
    const at = `${subtaskId}, step${steps.length === 1 ? '' : 's'} ${steps.join(', ')}`;
    return device === '' ? at : `${at} on ${device}`;
  },
  zh: (subtaskId, steps, device) => `${subtaskId} 第${steps.join('、')}步${device === '' ? '' : `（${device}）`}`,
};

/** The phone, where the reports are of more than one. */
export function phoneOf({ device }: Report, all: readonly Report[]): string {
  const isTold = new Set(all.flatMap((report) => report.device ?? [])).size > 1;
  return isTold ? (device ?? '') : '';
}

export function seenAt(subtaskId: string, steps: readonly number[], device: string, language: Language): string {
  return words[language](subtaskId, steps, device);
}

/** Of a report from a phone that names figures: by its evidence, or else by its last step. */
export function citationOf(report: Report, all: readonly Report[], language: Language): string | undefined {
  const { subtaskId, device, text, values, evidence = [], steps } = report;
  const hasFigures = /\d/.test(text) || (values?.results ?? []).some((result) => /\d/.test(result));
  if (device === undefined || !hasFigures || steps === 0) return undefined;
  const shown = [...new Set(evidence.map(({ step }) => step))].sort((a, b) => a - b);
  return seenAt(subtaskId, shown.length > 0 ? shown : [steps], phoneOf(report, all), language);
}
