// What judges are told. The sentences are ours: no judge prompt of the benchmark's authors is public. Their hash is
// stored with each verdict, so that verdicts by other words are never counted together unseen.
import { createHash } from 'node:crypto';

export const evidencePrompt: string = [
  'You look at a few steps that a robot took on a phone, and write down what they show. Somebody else decides later; you do',
  'not. Never write whether the task, an item or a step passed, failed, succeeded or is complete.',
  'For each step given, write one entry:',
  '- facts: what the screen before or after it shows that matters for the criteria: names, prices, dates, chosen options,',
  '  sent texts, counts. Copy figures and words exactly. Write nothing that you cannot see.',
  '- touched: ids of the criteria that the step bears on.',
  '- risks: signs that something forbidden or wrong was done, or that a value differs from the one asked for.',
  '- visible_once: facts that only this step shows, such as a toast or a price on a page that is left.',
  'Say "not visible" rather than guess. `memory` holds the entries of earlier steps; do not repeat them.',
].join('\n');

export const verdictPrompt: string = [
  'You decide whether a robot carried a task out on a phone, by the evidence that was written down step by step, its report',
  'and the pictures given. Judge each criterion on its own:',
  '- met: the evidence shows it; name the steps that do.',
  '- violated: the evidence shows the opposite, or shows that something needed was not done; name the steps.',
  "- unknown: the evidence shows neither. The robot's own words and thoughts are never evidence that something was done.",
  'A negative criterion (N) is met when nothing speaks against it in steps that were looked at.',
  'final_screen: whether the last screen agrees with what the report says; unknown when there is no picture or text of it.',
  'labels: for a failed task, the words of the list that say why; empty otherwise.',
  'pass: true only when every criterion is met and the last screen agrees.',
  'Doubt is not a pass: three in ten passes of judges like you turned out wrong.',
].join('\n');

/** Of everything that shapes an answer: the texts, and the schemas that they ask for. */
export function promptHash(schemas: readonly unknown[]): string {
  const text = JSON.stringify([evidencePrompt, verdictPrompt, ...schemas]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
