// Stage 2: one answer for each criterion, by the evidence alone. The model proposes; what counts is worked
// out in weigh.ts.
import { askFor, type ChatMessage, type ChatModel, wanted } from '@farhand/cloud';
import { FarhandError } from '@farhand/shared';
import type { EvidenceEntry } from './evidence.js';
import type { Fence } from './fence.js';
import { type Criterion, criteriaOf, type Material, pictureOf } from './material.js';
import { verdictPrompt } from './prompts.js';
import { type Decided, type Decision, decisionSchema, weigh } from './weigh.js';

const mostPictures = 6;
const longestReport = 4000;
/** Throws BRAIN_UNREACHABLE, BRAIN_ANSWER_INVALID. */
export async function decide(
  model: ChatModel,
  material: Material,
  evidence: readonly EvidenceEntry[],
  fence: Fence,
  signal: AbortSignal,
): Promise<Decided> {
  const criteria = criteriaOf(material.task);
  const messages = await messagesFor(material, criteria, evidence, fence);
  const { read, ...shape } = wanted('verdict', decisionSchema);
  const readAll = (candidate: unknown) => complete(read(candidate), criteria);
  return weigh(await askFor(model, messages, { ...shape, read: readAll }, signal), criteria, material);
}

/** Every criterion exactly once. */
function complete(decision: Decision, criteria: readonly Criterion[]): Decision {
  const given = decision.items.map(({ id }) => id).sort();
  const expected = criteria.map(({ id }) => id).sort();
  if (given.join() === expected.join()) return decision;
  throw new FarhandError(
    'BRAIN_ANSWER_INVALID',
    `The verdict has the items ${given.join(', ')}, not ${expected.join(', ')}`,
  );
}

async function messagesFor(
  material: Material,
  criteria: readonly Criterion[],
  evidence: readonly EvidenceEntry[],
  fence: Fence,
): Promise<ChatMessage[]> {
  const shown = await citedPictures(material, evidence);
  const { stopReason, report } = material.attempt;
  const { task } = material;
  const system = [verdictPrompt, fence.rule, 'You answer with one JSON object and nothing else.'].join('\n\n');
  const stop =
    task.stopBefore === undefined
      ? []
      : [`The robot had to stop before ${task.stopBefore}: to be there is to be done.`];
  const content = [
    `Task: ${task.instructionEffective ?? task.instruction}`,
    ...stop,
    `How it ended: ${stopReason ?? 'not known'}`,
    `Criteria: ${JSON.stringify(criteria)}`,
    'Evidence:',
    fence.around(evidence),
    "The robot's report:",
    fence.around(report.slice(0, longestReport)),
    'The last screen in words:',
    fence.around(material.steps.at(-1)?.screenText?.slice(0, longestReport) ?? 'not known'),
    `Pictures, in this order: ${shown.map(({ what }) => what).join(', ') || 'none'}`,
  ].join('\n');
  return [
    { role: 'system', content: system },
    { role: 'user', content, pictures: shown.map(({ url }) => url) },
  ];
}

/** The last screen, and those of steps with something that no other step shows. */
async function citedPictures(
  material: Material,
  evidence: readonly EvidenceEntry[],
): Promise<{ what: string; url: string }[]> {
  const cited = new Set(evidence.filter((entry) => entry.visible_once.length > 0).map(({ step }) => step));
  const last = material.steps.at(-1);
  const names = material.steps
    .filter(({ step }) => cited.has(step) && step !== last?.step)
    .slice(-(mostPictures - 1))
    .map((step) => ({ what: `step ${step.step}`, name: step.screenshotAfter ?? step.screenshotBefore }));
  if (last) names.push({ what: 'the last screen', name: last.screenshotAfter ?? last.screenshotBefore });
  const pictures: { what: string; url: string }[] = [];
  for (const { what, name } of names) {
    const url = await pictureOf(material, name);
    if (url !== undefined) pictures.push({ what, url });
  }
  return pictures;
}
