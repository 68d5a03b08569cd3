// A task made ready for one phone: parameters drawn, every text filled in. The same task, phone and seed give the same.
import { FarhandError, toFarhandError } from '@farhand/shared';
import type { BenchTask } from '../task.js';
import { asKnown, drawn } from './parameters.js';
import type { PhoneTruth } from './phone-apps.js';
import { filledIn, type Values } from './references.js';

/** Throws FarhandError INPUT_INVALID naming the task, when the phone holds nothing that it could be about. */
export function prepareTask(task: BenchTask, phone: PhoneTruth, seed: number): BenchTask {
  if (task.check.kind !== 'state') return task;
  const { check } = task;
  try {
    const values = drawn(check.expect.parameters, phone, task.language, `${seed}/${task.id}`);
    return prepared(task, values);
  } catch (error) {
    const { message } = toFarhandError(error);
    throw new FarhandError('INPUT_INVALID', `Task "${task.id}" cannot be asked of seed ${seed}: ${message}`, {
      cause: error,
    });
  }
}

function prepared(task: BenchTask, values: Values): BenchTask {
  const fill = (text: string): string => filledIn(text, values, task.language);
  const { guideline, userScript, prepare, check } = task;
  if (check.kind !== 'state') return task;
  return {
    ...task,
    instructionEffective: fill(task.instructionEffective ?? task.instruction),
    prepare: { ...prepare, steps: prepare.steps.map(fill) },
    ...(task.stopBefore === undefined ? {} : { stopBefore: fill(task.stopBefore) }),
    guideline: {
      ...guideline,
      operational: guideline.operational.map(fill),
      quality: guideline.quality.map(fill),
      negative: guideline.negative.map(fill),
    },
    userScript: {
      ...userScript,
      answers: userScript.answers.map(({ when, say }) => ({ when: fill(when), say: fill(say) })),
    },
    check: { kind: 'state', expect: { ...check.expect, parameters: asKnown(values) } },
  };
}
