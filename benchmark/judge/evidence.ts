// Stage 1: what the steps show, a few at a time, written down without any verdict. What was seen is carried on as text, so
// that a price on an earlier page is not lost; pictures are looked at once.
import { askFor, type ChatMessage, type ChatModel, wanted } from '@farhand/cloud';
import { FarhandError } from '@farhand/shared';
import { z } from 'zod';
import type { TrajectoryStep } from '../trajectory.js';
import type { Fence } from './fence.js';
import { criteriaOf, type Material, pictureOf } from './material.js';
import { evidencePrompt } from './prompts.js';

const batchSteps = 3;
const longestScreenText = 3000;

const entrySchema = z.strictObject({
  step: z.int(),
  facts: z.array(z.string()),
  touched: z.array(z.string()).describe('Ids of criteria'),
  risks: z.array(z.string()),
  visible_once: z.array(z.string()),
});
/** Strict: an answer that adds a verdict of its own is refused and asked for again. */
export const evidenceSchema = z.strictObject({ entries: z.array(entrySchema) });
export type EvidenceEntry = z.infer<typeof entrySchema>;

/** One entry for each step, in order. Throws BRAIN_UNREACHABLE, BRAIN_ANSWER_INVALID. */
export async function gatherEvidence(
  model: ChatModel,
  material: Material,
  fence: Fence,
  signal: AbortSignal,
): Promise<EvidenceEntry[]> {
  const bundle: EvidenceEntry[] = [];
  for (let at = 0; at < material.steps.length; at += batchSteps) {
    const batch = material.steps.slice(at, at + batchSteps);
    const messages = await messagesFor(material, batch, bundle, fence);
    const { read, ...shape } = wanted('evidence', evidenceSchema);
    const readBatch = (candidate: unknown) => ofBatch(read(candidate).entries, batch);
    bundle.push(...(await askFor(model, messages, { ...shape, read: readBatch }, signal)));
  }
  return bundle;
}

/** Exactly the steps that were asked about, in order. */
function ofBatch(entries: readonly EvidenceEntry[], batch: readonly TrajectoryStep[]): EvidenceEntry[] {
  return batch.map(({ step }) => {
    const entry = entries.find((candidate) => candidate.step === step);
    if (entry) return entry;
    throw new FarhandError('BRAIN_ANSWER_INVALID', `The evidence lacks an entry for step ${step}`);
  });
}

async function messagesFor(
  material: Material,
  batch: readonly TrajectoryStep[],
  memory: readonly EvidenceEntry[],
  fence: Fence,
): Promise<ChatMessage[]> {
  const shown = await picturesOf(material, batch);
  const system = [evidencePrompt, fence.rule, 'You answer with one JSON object and nothing else.'].join('\n\n');
  const content = [
    `Task: ${material.task.instructionEffective ?? material.task.instruction}`,
    `Criteria: ${JSON.stringify(criteriaOf(material.task).map(({ id, what }) => ({ id, what })))}`,
    'memory:',
    fence.around(memory),
    `Steps ${batch.map(({ step }) => step).join(', ')}:`,
    fence.around(batch.map((step) => toldOf(step, shown.names))),
    `Pictures, in this order: ${shown.names.join(', ') || 'none'}`,
  ].join('\n');
  return [
    { role: 'system', content: system },
    { role: 'user', content, pictures: shown.urls },
  ];
}

function toldOf(step: TrajectoryStep, names: readonly string[]): Record<string, unknown> {
  const { screenshotBefore: before, screenshotAfter: after } = step;
  return {
    step: step.step,
    robot_thought: step.thought,
    action: step.action,
    app_in_front: step.foreground,
    ...(step.gate && { policy: step.gate }),
    ...(step.reply !== undefined && { was_told: step.reply }),
    ...(step.screenText !== undefined && { screen_text_before: step.screenText.slice(0, longestScreenText) }),
    ...(before !== undefined && names.includes(before) && { picture_before: before }),
    ...(after !== undefined && names.includes(after) && { picture_after: after }),
  };
}

/** Each picture once, though one step's after is often the next one's before. */
async function picturesOf(
  material: Material,
  batch: readonly TrajectoryStep[],
): Promise<{ names: string[]; urls: string[] }> {
  const wantedNames = new Set(
    batch.flatMap(({ screenshotBefore, screenshotAfter }) => [screenshotBefore, screenshotAfter]),
  );
  const names: string[] = [];
  const urls: string[] = [];
  for (const name of wantedNames) {
    const url = await pictureOf(material, name);
    if (url === undefined || name === undefined) continue;
    names.push(name);
    urls.push(url);
  }
  return { names, urls };
}
