// Guidelines that people wrote or approved, kept beside a suite under version control: JSONL, one
// `{ id, instruction, guideline: { operational, quality, negative, approved: { by, on } } }` a line. One is good only for the
// very words it was approved for: when the instruction has changed, it is told and the draft stays.
import { parseStrict } from '@farhand/shared';
import { z } from 'zod';
import { type BenchTask, guidelineSchema } from '../task.js';
import { linesOf } from './json.js';

export const guidelineLineSchema = z.strictObject({
  id: z.string().min(1),
  instruction: z.string().min(1).describe('As published'),
  guideline: guidelineSchema,
});
export type GuidelineLine = z.infer<typeof guidelineLineSchema>;

/** The tasks with the guidelines that fit, and what does not. Throws INPUT_INVALID naming the line. */
export function withGuidelines(
  tasks: readonly BenchTask[],
  text: string,
): { tasks: readonly BenchTask[]; notes: readonly string[] } {
  const notes: string[] = [];
  const byId = new Map<string, GuidelineLine>();
  for (const { line, value } of linesOf(text, 'guideline')) {
    const entry = parseStrict(guidelineLineSchema, value, 'INPUT_INVALID', `guideline of line ${line}`);
    byId.set(entry.id, entry);
  }
  const known = new Set(tasks.map(({ id }) => id));
  for (const id of byId.keys()) if (!known.has(id)) notes.push(`there is a guideline for ${id}, and no such task`);
  const merged = tasks.map((task) => {
    const entry = byId.get(task.id);
    if (!entry) return task;
    if (entry.instruction === task.instruction) return { ...task, guideline: entry.guideline };
    notes.push(`the guideline of ${task.id} was written for other words, and is not used`);
    return task;
  });
  const unapproved = merged.filter(({ guideline }) => guideline.approved === undefined).length;
  return { tasks: merged, notes: [...notes, `${unapproved} of ${merged.length} guidelines are approved by nobody`] };
}
