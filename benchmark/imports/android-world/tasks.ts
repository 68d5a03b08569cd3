// AndroidWorld's templates as tasks. The file `task_metadata.json` holds templates only; the goal of an attempt, with its
// parameters filled in, comes from the server.
import { parseStrict } from '@farhand/shared';
import { z } from 'zod';
import type { BenchTask } from '../../task.js';
import { nothing, type Parsed, type Rejected } from '../imported.js';

export const androidWorldSuite = 'androidworld';

const metadataSchema = z.object({
  task_name: z.string().regex(/^\w+$/),
  task_template: z.string().min(1),
  difficulty: z.enum(['easy', 'medium', 'hard']).optional(),
  tags: z.array(z.string()).default([]),
  /** A number written as text. */
  optimal_steps: z.coerce.number().int().positive().optional(),
});
type Metadata = z.infer<typeof metadataSchema>;

/**
 * The suite's own budget is ten steps for each unit of complexity, which the file does not tell: twice the best way, in
 * whole tens, stands for it.
 */
const stepsPerUnit = 10;
const waysPerBudget = 2;
const secondsPerStep = 30;

export function importAndroidWorld(rows: readonly unknown[]): Parsed {
  const tasks: BenchTask[] = [];
  const rejected: Rejected[] = [];
  rows.forEach((row, index) => {
    try {
      tasks.push(taskOf(parseStrict(metadataSchema, row, 'INPUT_INVALID', 'template')));
    } catch (error) {
      rejected.push({ line: index + 1, why: (error as Error).message });
    }
  });
  return { ...nothing, tasks, rejected };
}

/** Name of the task's class, as the server knows it. */
export function taskTypeOf({ id }: BenchTask): string {
  return id.replace(/^aw-/, '');
}

function taskOf({
  task_name: name,
  task_template: template,
  difficulty,
  tags,
  optimal_steps: best,
}: Metadata): BenchTask {
  const maxSteps = Math.ceil(((best ?? stepsPerUnit) * waysPerBudget) / stepsPerUnit) * stepsPerUnit;
  return {
    id: `aw-${name}`,
    suite: androidWorldSuite,
    suiteVersion: 'task_metadata',
    instruction: template,
    language: 'en',
    apps: [],
    facets: { ...(difficulty && { difficulty }), ...(tags.includes('multi_app') && { complexity: 'composite' }) },
    prepare: { level: 0, steps: [] },
    guideline: { operational: [], quality: [], negative: [] },
    userScript: { answers: [], default: 'Nobody is here to answer: decide yourself.' },
    // The phone is an emulator: messages reach nobody.
    allowsOutward: true,
    limits: { maxSteps, maxSeconds: maxSteps * secondsPerStep },
    check: { kind: 'server' },
    heldBack: false,
    warnings: [],
  };
}
