export const help = `Usage: npm start -- bench androiddaily [options]
       npm start -- bench resume|report|judge FOLDER, bench compare FOLDER FOLDER, bench list
       npm start -- bench import FILE, bench androidworld FILE, bench static generate|score FOLDER

Carries the tasks of a suite out on virtual phones and says how many came out right, by what is then true of the phone
and not by what the agent says. Each task is carried out in several ways, one right after the other on the same data:
  edge        the hand beside the phone alone: one goal, nobody who divides it, tries again or brings results together
  edge-cloud  the brain plans, the hand carries out (what a command does without --mode)
  cloud-only  the brain takes every step itself; needs a larger brain than the embedded one

Which tasks:
  --suite NAME          a suite of ours; farhand-daily by default
  --tasks FILE          tasks of a file: the public "Android Daily.csv", or one task as JSON a line
  --subset NAME         a part of the suite; bench list names them
  --filter FACET=VALUE  only these, e.g. complexity=composite; repeatable, all must fit
  --task ID             only this one; repeatable
How:
  --mode A,B            ways to compare; edge,edge-cloud by default
  --repeat N            rounds, each with other data on the phone; pass@3 needs three
  --seed N              decides order, data and parameters; 1 by default
  --phones N            so many at the same time, each about one core; 1 by default
  --out FOLDER          where it goes; .farhand/bench/<run> by default
  --json                print exactly one JSON object on stdout

FARHAND_BRAIN_URL, FARHAND_HAND_URL and the other settings of npm start -- --help choose brain and hand.
A run that was stopped or killed is gone on with by: npm start -- bench resume FOLDER
The folder has report.html (open it in any browser, it needs no network), results.jsonl with one line an attempt, and
for each attempt its steps, pictures and the record of what left the phone.

Suites of others, labelled screens and the judge (docs/reference/benchmark-imports.md; each tells its options when it lacks some):
  bench import FILE     what of a file of AndroidDaily, MobileWorld, ... can be used; --out makes a file for --tasks
  bench androidworld    tasks of an AndroidWorld server, by the hand's vision model alone
  bench static          labelled screens: made from the virtual phone, and a model scored on them
  bench judge FOLDER    judges a recorded run again without a phone, and says how far the judge can be trusted;
                        FARHAND_JUDGE_URL, _MODEL, _KEY and FARHAND_SECOND_JUDGE_URL, _MODEL, _KEY name the judges

Examples:
  npm start -- bench androiddaily --subset quick
  npm start -- bench androiddaily --filter difficulty=hard --repeat 3 --phones 2
  npm start -- bench androiddaily --mode edge-cloud --task TASK
  npm start -- bench compare .farhand/bench/A .farhand/bench/B
`;
