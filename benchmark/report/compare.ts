// Two runs side by side: each mode of the one against the same mode of the other, on the tasks that both have, and which
// tasks came to differ. Printed, and written as a page of its own.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Arm, type Attempt, arms } from '../attempt.js';
import type { Run } from '../runs/run-description.js';
import type { RunFolder } from '../runs/run-folder.js';
import { percent, points, pText, shareText } from './print-summary.js';
import { notComparable, pageFile } from './report.js';
import { comparePair, lastTries, type PairSummary, type Score, scoreOf } from './summary.js';

interface ArmComparison {
  readonly arm: Arm;
  /** On the tasks that both runs have. */
  readonly first: Score;
  readonly second: Score;
  readonly pair: PairSummary;
  /** Ids of tasks of which more attempts passed in the second run, and fewer. */
  readonly better: readonly string[];
  readonly worse: readonly string[];
}

export interface Comparison {
  readonly first: Run;
  readonly second: Run;
  readonly arms: readonly ArmComparison[];
  /** What differs besides what is compared, in words. */
  readonly cautions: readonly string[];
}

export function compareRuns(first: RunFolder, second: RunFolder): Comparison {
  const [before, after] = [lastTries(first.attempts()), lastTries(second.attempts())];
  const shared = arms.filter((arm) => first.run.arms.includes(arm) && second.run.arms.includes(arm));
  return {
    first: first.run,
    second: second.run,
    arms: shared.map((arm) => compareArm(arm, before, after)),
    cautions: cautionsOf(first.run, second.run),
  };
}

function compareArm(arm: Arm, before: readonly Attempt[], after: readonly Attempt[]): ArmComparison {
  const of = (attempts: readonly Attempt[]) => {
    const groups = new Map<string, Attempt[]>();
    for (const attempt of attempts) {
      if (attempt.system.arm === arm) groups.set(attempt.taskId, [...(groups.get(attempt.taskId) ?? []), attempt]);
    }
    return groups;
  };
  const [first, second] = [of(before), of(after)];
  const both = [...first.keys()].filter((id) => second.has(id));
  const share = (groups: Map<string, Attempt[]>, id: string) => scoreOf(groups.get(id) ?? []).passAt1;
  const all = (groups: Map<string, Attempt[]>) => scoreOf(both.flatMap((id) => groups.get(id) ?? []));
  return {
    arm,
    first: all(first),
    second: all(second),
    pair: comparePair(arm, arm, before, after),
    better: both.filter((id) => share(second, id) > share(first, id)),
    worse: both.filter((id) => share(second, id) < share(first, id)),
  };
}

function cautionsOf(first: Run, second: Run): string[] {
  const names = {
    suite: 'suite',
    suiteVersion: 'suite version',
    seed: 'seed',
    repeat: 'rounds',
    brain: 'brain',
    hand: 'hand',
    machine: 'machine',
  } as const;
  return Object.entries(names).flatMap(([key, name]) => {
    const [one, other] = [first[key as keyof typeof names], second[key as keyof typeof names]];
    return one === other ? [] : [`The ${name} differs: ${one} and ${other}.`];
  });
}

/** Writes the page; the folder of the second run holds it where no other place is given. Returns what is to be printed. */
export function writeComparison(
  first: RunFolder,
  second: RunFolder,
  { json, out }: { readonly json: boolean; readonly out?: string | undefined },
): string {
  const comparison = compareRuns(first, second);
  const path = resolve(out ?? join(second.path, `compared-with-${first.run.id}.html`));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, comparisonPage(comparison));
  if (json) return `${JSON.stringify({ page: path, ...comparison })}\n`;
  return `${comparisonText(comparison)}\nPage: ${path}\n`;
}

export function comparisonText({ first, second, arms: compared, cautions }: Comparison): string {
  const lines = compared.flatMap(({ arm, first: before, second: after, pair, better, worse }) => [
    `${arm}: ${shareText(before)} → ${shareText(after)}  ${points(pair.gain)}, p = ${pText(pair.p)} (McNemar, exact)`,
    ...(better.length > 0 ? [`  better (${better.length}): ${better.join(', ')}`] : []),
    ...(worse.length > 0 ? [`  worse (${worse.length}): ${worse.join(', ')}`] : []),
  ]);
  const none = compared.length === 0 ? ['The runs have no mode in common.'] : [];
  return [`${first.id} (${first.commit})`, `${second.id} (${second.commit})`, '', ...lines, ...none, ...cautions].join(
    '\n',
  );
}

function comparisonPage(comparison: Comparison): string {
  const { first, second, arms: compared, cautions } = comparison;
  const named = (names: readonly string[]) =>
    names.map((name) => `<li>${escaped(name)}</li>`).join('') || '<li class="soft">none</li>';
  const cards = compared.map(
    ({ arm, first: before, second: after, pair, better, worse }) => `<h2>${arm}</h2>
<p class="pair">${percent(before.passAt1)} → ${percent(after.passAt1)}: ${points(pair.gain)} on ${pair.tasks} tasks, p = ${pText(pair.p)} (McNemar, exact, paired by task).
The first lies between ${percent(before.interval.low)} and ${percent(before.interval.high)}, the second between ${percent(after.interval.low)} and ${percent(after.interval.high)} (95 %).</p>
<div class="columns"><div><h3>Better in the second (${better.length})</h3><ul>${named(better)}</ul></div>
<div><h3>Worse in the second (${worse.length})</h3><ul>${named(worse)}</ul></div></div>`,
  );
  const told = ({ id, commit, brain, hand }: Run) =>
    escaped(`${id} · commit ${commit} · brain ${brain} · hand ${hand}`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="color-scheme" content="light dark">
<title>Farhand: two runs compared</title><style>${readFileSync(pageFile('page.css'), 'utf8')}</style></head>
<body><header><h1>Two runs compared</h1><p id="about">First: ${told(first)}<br>Second: ${told(second)}</p></header>
<main>${cards.join('\n') || '<p>The runs have no mode in common.</p>'}</main>
<footer>${[...cautions, notComparable].map((text) => `<p>${escaped(text)}</p>`).join('')}</footer></body></html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
