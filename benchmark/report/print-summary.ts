// A run's figures for the terminal.
import { duration } from '../runs/progress.js';
import type { PairSummary, Score, Summary } from './summary.js';

export function summaryText({ run, arms, pairs, attemptsMade, attemptsPlanned, unapproved }: Summary): string {
  const lines = [
    `${run.suite} ${run.suiteVersion} (${run.selection}), seed ${run.seed}, ${run.repeat} × each, commit ${run.commit}`,
    `brain ${run.brain}, hand ${run.hand}, ${attemptsMade} of ${attemptsPlanned} attempts made`,
    '',
    row(['', ...arms.map(({ arm }) => arm)]),
    row(['pass@1', ...arms.map(shareText)]),
    row(['hard composite', ...arms.map(({ hardComposite }) => (hardComposite ? shareText(hardComposite) : '-'))]),
    row(['pass@3', ...arms.map(({ passAt3 }) => (passAt3 === undefined ? '-' : percent(passAt3)))]),
    row(['median time', ...arms.map(({ seconds }) => duration(seconds))]),
    row(['median steps', ...arms.map(({ steps }) => String(steps))]),
    row(['brain calls', ...arms.map(({ brainCalls }) => String(brainCalls))]),
    row(['tokens in/out', ...arms.map(({ tokensIn, tokensOut }) => `${tokensIn}/${tokensOut}`)]),
    row(['bytes up', ...arms.map(({ bytesUp }) => bytesUp.toLocaleString('en-US'))]),
    row(['USD (mean)', ...arms.map(({ usd }) => usd.toFixed(5))]),
    row(['environment', ...arms.map(({ environment }) => String(environment))]),
    '',
    ...pairs.map(pairText),
    ...arms.map(
      ({ arm, labels }) =>
        `${arm} failed by: ${labels.map((of) => `${of.label} ${of.attempts}`).join(', ') || 'nothing'}`,
    ),
  ];
  if (unapproved > 0) lines.push(`${unapproved} tasks are judged by a guideline that no person has approved.`);
  return `${lines.join('\n')}\n`;
}

export function pairText({ arms: [first, second], tasks, gain, betterFirst, betterSecond, p }: PairSummary): string {
  return `${second} against ${first}: ${points(gain)} on ${tasks} tasks, better in ${betterSecond}, worse in ${betterFirst}, p = ${pText(p)} (McNemar, exact)`;
}

export function shareText({ passAt1, interval, tasks }: Score): string {
  return `${percent(passAt1)} [${percent(interval.low)}, ${percent(interval.high)}] n=${tasks}`;
}

export function points(gain: number): string {
  return `${gain >= 0 ? '+' : '−'}${Math.abs(gain * 100).toFixed(1)} points`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

export function pText(p: number): string {
  return p < 0.001 ? p.toExponential(1) : p.toFixed(3);
}

function row(cells: readonly string[]): string {
  const [name = '', ...rest] = cells;
  return `${name.padEnd(16)}${rest.map((cell) => cell.padEnd(34)).join('')}`.trimEnd();
}
