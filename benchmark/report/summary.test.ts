import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RunFolder } from '../runs/run-folder.js';
import { someAttempt, someRun, someTask } from '../testing/runs.js';
import { compareRuns, comparisonText } from './compare.js';
import { summaryText } from './print-summary.js';
import { writeReport } from './report.js';
import { summarise } from './summary.js';

const hard = { facets: { scene: 'social', complexity: 'composite', difficulty: 'hard' } } as const;
const tasks = [someTask('a'), someTask('b', hard), someTask('c', hard)];

test('a score counts tasks, the last try of an attempt, and pairs by task', () => {
  const lines = [
    someAttempt('a', 'edge', { pass: false, labels: ['environment'] }),
    someAttempt('a', 'edge'),
    someAttempt('a', 'edge-cloud'),
    someAttempt('b', 'edge', { pass: false, labels: ['premature_complete'], steps: 9 }),
    someAttempt('b', 'edge-cloud'),
    someAttempt('c', 'edge', { pass: false, labels: ['premature_complete'] }),
    someAttempt('c', 'edge-cloud'),
  ];
  const summary = summarise(someRun(), tasks, lines);
  const [edge, cloud] = summary.arms;
  expect(edge).toMatchObject({ tasks: 3, attempts: 3, passed: 1, passAt1: 1 / 3, environment: 1, steps: 3 });
  expect(edge?.labels).toEqual([{ label: 'premature_complete', attempts: 2 }]);
  expect(edge?.hardComposite).toMatchObject({ tasks: 2, passAt1: 0 });
  expect(edge?.facets.scene).toMatchObject({ shopping: { passAt1: 1 }, social: { tasks: 2, passAt1: 0 } });
  expect(cloud).toMatchObject({ passAt1: 1 });
  expect(edge?.passAt3).toBeUndefined();
  expect(summary.pairs).toEqual([
    { arms: ['edge', 'edge-cloud'], tasks: 3, gain: 2 / 3, betterFirst: 0, betterSecond: 2, p: 0.5 },
  ]);
  expect(summaryText(summary)).toContain('edge-cloud against edge: +66.7 points on 3 tasks, better in 2, worse in 0');
});

test('repeated tasks count once each, with the share of their attempts', () => {
  const round = (number: number, pass: boolean) => someAttempt('a', 'edge', { number, pass });
  const run = someRun({ arms: ['edge'], repeat: 3 });
  const [edge] = summarise(run, [tasks[0] ?? someTask('a')], [round(1, true), round(2, false), round(3, false)]).arms;
  expect(edge).toMatchObject({ tasks: 1, attempts: 3, passAt1: 1 / 3, passAt3: 1 });
});

test('two runs are compared on what both have, and the page of a run holds whatever was said as text', () => {
  const home = mkdtempSync(join(tmpdir(), 'farhand-report-'));
  try {
    const said = '</script><script>alert(1)</script>';
    const first = RunFolder.create(join(home, 'first'), someRun(), tasks);
    const second = RunFolder.create(join(home, 'second'), someRun({ id: 'run-2', seed: 2 }), tasks.slice(0, 2));
    for (const task of ['a', 'b', 'c']) first.append(someAttempt(task, 'edge', { pass: task !== 'b', report: said }));
    for (const task of ['a', 'b']) second.append(someAttempt(task, 'edge'));
    const comparison = compareRuns(first, second);
    expect(comparison.arms[0]).toMatchObject({
      first: { passAt1: 0.5 },
      second: { passAt1: 1 },
      better: ['b'],
      worse: [],
    });
    expect(comparisonText(comparison)).toContain('The seed differs: 1 and 2.');

    const page = readFileSync(writeReport(first, summarise(first.run, first.tasks, first.attempts())), 'utf8');
    expect(page).not.toContain(said);
    expect(page).not.toMatch(/\bhttps?:\/\/(?!www\.w3\.org)/);
    const data = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    expect(JSON.parse(data).attempts).toHaveLength(3);
    expect(JSON.parse(data).attempts[0]).toMatchObject({ report: said });
    first.close();
    second.close();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
