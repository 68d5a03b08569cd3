// Which plans are shown before they are carried out; this browser remembers it.
import type { Plan } from '@farhand/shared';
import { signal } from '@preact/signals';
import { keep, kept } from '../keep.js';
import { intentInfo } from '../vocabulary.js';

export const approvals = ['always', 'outwardOnly', 'never'] as const;
export type Approval = (typeof approvals)[number];

export const approval = signal<Approval>(approvals.find((name) => name === kept('approval')) ?? 'always');

export function setApproval(next: Approval): void {
  approval.value = next;
  keep('approval', next);
}

/** Whether it sends, posts or calls. What is not known to this page counts as if it did. */
export function reachesOthers({ subtasks }: Plan): boolean {
  return subtasks.some(({ intent }) => (intentInfo(intent)?.reaches ?? 'others') === 'others');
}
