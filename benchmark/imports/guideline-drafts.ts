// Drafts of guidelines, for a person to read: by a model where one is set, else those of the import. A draft is approved by
// whoever adds `approved: { by, on }` to its line; nothing here does.
import { askFor, type ChatModel, wanted } from '@farhand/cloud';
import { z } from 'zod';
import type { BenchTask } from '../task.js';
import type { GuidelineLine } from './guidelines.js';

const items = z.array(z.string().min(1));
const draftSchema = z.strictObject({ operational: items.min(1), quality: items.min(1), negative: items });

const rules = [
  'You write down how to tell whether a task on a phone was carried out, for somebody who sees only what was on the screen.',
  '- operational: each operation that has to happen, with its app and its exact values, one a sentence.',
  '- quality: what makes the result right, complete and true to the screen.',
  '- negative: what must not happen.',
  'Ask for nothing that the task does not ask for. Where the task stops before a step, being there is being done, and taking',
  'the step is forbidden. Write in the language of the task. You answer with one JSON object and nothing else.',
].join('\n');

/** One line for each task. Throws BRAIN_UNREACHABLE, BRAIN_ANSWER_INVALID. */
export async function draftGuidelines(
  tasks: readonly BenchTask[],
  model: ChatModel | undefined,
  signal: AbortSignal,
): Promise<GuidelineLine[]> {
  const lines: GuidelineLine[] = [];
  for (const { id, instruction, instructionEffective, guideline, apps, stopBefore } of tasks) {
    if (!model) {
      lines.push({ id, instruction, guideline });
      continue;
    }
    const told = {
      task: instructionEffective ?? instruction,
      apps: apps.map(({ name }) => name),
      stopBefore,
      draft: guideline,
    };
    const messages = [
      { role: 'system', content: rules },
      { role: 'user', content: JSON.stringify(told) },
    ] as const;
    lines.push({ id, instruction, guideline: await askFor(model, messages, wanted('guideline', draftSchema), signal) });
  }
  return lines;
}
