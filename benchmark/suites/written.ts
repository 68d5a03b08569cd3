// How a task of our own suites is written down: what differs from task to task. The rest follows from the file it stands in.
import { z } from 'zod';
import { hashOf } from '../checks/chance.js';
import { phoneAppNames, phoneApps } from '../checks/phone-apps.js';
import { stateCheckSchema } from '../checks/state-check.js';
import { type BenchTask, benchTaskSchema, facetsSchema, guidelineSchema, scenes } from '../task.js';

const { language, stopBefore, constraints, prepare, userScript, allowsOutward, limits } = benchTaskSchema.shape;

export const writtenTaskSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'an id is of small letters, digits and hyphens'),
  instruction: benchTaskSchema.shape.instruction,
  language,
  apps: z.array(z.enum(phoneAppNames)).min(1),
  facets: facetsSchema.omit({ scene: true }),
  constraints,
  prepare: prepare.optional(),
  stopBefore,
  guideline: guidelineSchema,
  userScript: userScript.optional(),
  allowsOutward: allowsOutward.optional(),
  limits: limits.optional(),
  check: stateCheckSchema,
});
export type WrittenTask = z.infer<typeof writtenTaskSchema>;

export const suiteFileSchema = z.strictObject({
  suite: z.string().min(1),
  version: z.string().min(1),
  scene: z.enum(scenes),
  tasks: z.array(z.unknown()).min(1).describe('Each is read by itself, so that what is wrong names its task'),
});

const usualLimits = {
  atomic: { maxSteps: 40, maxSeconds: 240 },
  composite: { maxSteps: 100, maxSeconds: 600 },
  conditional: { maxSteps: 100, maxSeconds: 600 },
} as const;
const usualAnswers = { zh: '你看着办就行，按我原来说的来。', en: 'Your choice; stick to what I asked.' } as const;

type File = Pick<z.infer<typeof suiteFileSchema>, 'suite' | 'version' | 'scene'>;

export function wholeTask(written: WrittenTask, { suite, version, scene }: File): BenchTask {
  const { id, language: spoken, apps, facets, check, ...rest } = written;
  return {
    ...rest,
    id,
    suite,
    suiteVersion: version,
    language: spoken,
    apps: apps.map((app) => ({ name: phoneApps[app][spoken], package: phoneApps[app].package })),
    facets: { scene, ...facets },
    prepare: written.prepare ?? { level: 0, steps: [] },
    userScript: written.userScript ?? { answers: [], default: usualAnswers[spoken] },
    allowsOutward: written.allowsOutward ?? false,
    limits: written.limits ?? usualLimits[facets.complexity],
    check: { kind: 'state', expect: check },
    heldBack: isHeldBack(id),
    warnings: [],
  };
}

/** A third of all tasks, whoever wrote them and why: decided by the id alone. */
export function isHeldBack(id: string): boolean {
  return hashOf(`blind/${id}`) % 3 === 0;
}
