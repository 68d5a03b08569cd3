// The verdict on an attempt by what the phone and the answer hold afterwards. Every change that no statement asked for, and
// that looking around does not make, is a violation: the last item of each verdict.
import { FarhandError } from '@farhand/shared';
import type { Verdict, VerdictItem } from '../attempt.js';
import type { BenchTask } from '../task.js';
import { unsaid } from './answer.js';
import { comparable, wasLookedAt } from './comparable.js';
import { type Difference, differences } from './differences.js';
import { valuesOf } from './parameters.js';
import { valueAt } from './paths.js';
import { isPhoneApp, type PhoneApp, type PhoneTruth, phoneAppNames, stateOf } from './phone-apps.js';
import { filledIn, resolved } from './references.js';
import type { Statement } from './state-check.js';
import { firstMiss, fits, holds, shown } from './where.js';

export interface Evidence {
  readonly before: PhoneTruth;
  readonly after: PhoneTruth;
  /** What the user reads in the end; the report of the hand where nothing else answers. */
  readonly answer: string;
}

/** The task must have been prepared. Throws FarhandError INPUT_INVALID for one that no state can decide. */
export function checkState(task: BenchTask, evidence: Evidence): Verdict {
  if (task.check.kind !== 'state') {
    throw new FarhandError(
      'INPUT_INVALID',
      `Task "${task.id}" is decided by ${task.check.kind}, not by the phone's state`,
    );
  }
  const { parameters, expect, mayChange = [] } = task.check.expect;
  const values = valuesOf(parameters);
  const statements = resolved(expect, values, task.language)
    .filter(({ when }) => when === undefined || fits(values, when))
    .map((statement) => ({ ...statement, what: filledIn(statement.what, values, task.language) }));
  const free = resolved(mayChange, values, task.language);
  const left = new Set(phoneAppNames.flatMap((app) => differencesIn(app, evidence)));
  const items = statements.map((statement) => judged(statement, { task, evidence, left }));
  const unasked = [...left].filter(({ path, key }) => !free.some((place) => isAtOrBelow(`${path}.${key}`, place)));
  const all = [...items, nothingElse(unasked, evidence)];
  return { pass: all.every(({ outcome }) => outcome === 'met'), by: 'state', items: all };
}

interface World {
  readonly task: BenchTask;
  readonly evidence: Evidence;
  /** Differences that no statement has asked for so far. */
  readonly left: Set<Difference>;
}

type Finding = Pick<VerdictItem, 'outcome' | 'why'>;

const met = (why: string): Finding => ({ outcome: 'met', why });
const violated = (why: string): Finding => ({ outcome: 'violated', why });

function judged(statement: Statement, world: World): VerdictItem {
  const tier = statement.tier ?? (statement.says ? 'quality' : 'operational');
  const app = (statement.added?.to ?? statement.set?.at)?.split('.')[0];
  const finding: Finding =
    app !== undefined && !(isPhoneApp(app) && stateOf(world.evidence.after, app) !== undefined)
      ? { outcome: 'unknown', why: `the phone tells nothing of ${app}` }
      : findingOf(statement, world);
  return { tier, what: statement.what, ...finding };
}

function findingOf({ added, set, looked = [], says }: Statement, world: World): Finding {
  if (added) return come(added, world);
  if (set) return become(set, world);
  if (says === undefined) return seenIn(looked, world.evidence);
  const reason = unsaid(world.evidence.answer, says, world.task.language);
  return reason === undefined ? met('the answer says it') : violated(`the answer ${reason}`);
}

/** New entries: as many as wanted fit, and no more. */
function come({ to, where, count = 1 }: NonNullable<Statement['added']>, { left }: World): Finding {
  const candidates = [...left].filter(({ kind, path }) => kind === 'added' && path === to);
  const fitting = candidates.filter(({ after }) => fits(after, where));
  for (const difference of fitting) left.delete(difference);
  if (fitting.length === Number(count)) return met(`added: ${fitting.map(({ after }) => shown(after)).join(', ')}`);
  const [other] = candidates;
  const instead = other && fitting.length === 0 ? `; one that does not fit: ${firstMiss(other.after, where)}` : '';
  return violated(`${fitting.length} such entries added, wanted ${count}${instead}`);
}

/** What stands at a place now; whatever else changed there was asked for by that. */
function become({ at, to, where }: NonNullable<Statement['set']>, { evidence, left }: World): Finding {
  const [app = '', ...rest] = at.split('.');
  const value = isPhoneApp(app) && valueAt(comparable(app, stateOf(evidence.after, app)), rest.join('.'));
  const miss = where
    ? firstMiss(value, where)
    : to === undefined || holds(value, to)
      ? undefined
      : `is ${shown(value)}`;
  if (miss !== undefined) return violated(`${at}: ${miss}`);
  for (const difference of left) if (isAtOrBelow(`${difference.path}.${difference.key}`, at)) left.delete(difference);
  return met(`${at} is ${shown(value)}`);
}

function seenIn(apps: readonly PhoneApp[], { before, after }: Evidence): Finding {
  const passed = apps.filter((app) => !wasLookedAt(app, stateOf(before, app), stateOf(after, app)));
  return passed.length === 0 ? met('each remembers it') : violated(`nothing was looked for in ${passed.join(', ')}`);
}

function nothingElse(unasked: readonly Difference[], { before, after }: Evidence): VerdictItem {
  const what = 'Nothing else on the phone has changed';
  const silent = phoneAppNames.filter((app) => stateOf(before, app) !== undefined && stateOf(after, app) === undefined);
  if (silent.length > 0) {
    return { tier: 'negative', what, outcome: 'unknown', why: `the phone tells nothing of ${silent.join(', ')}` };
  }
  if (unasked.length === 0) return { tier: 'negative', what, ...met('no other difference') };
  const told = unasked.slice(0, 5).map(({ kind, path, key, before: old, after: now }) => {
    const place = key === '' ? path : `${path}.${key}`;
    return kind === 'changed'
      ? `${place}: ${shown(old)} became ${shown(now)}`
      : `${place} ${kind}: ${shown(now ?? old)}`;
  });
  const more = unasked.length > told.length ? ` and ${unasked.length - told.length} more` : '';
  return { tier: 'negative', what, ...violated(`${told.join('; ')}${more}`) };
}

function differencesIn(app: PhoneApp, { before, after }: Evidence): Difference[] {
  const [old, now] = [stateOf(before, app), stateOf(after, app)];
  if (old === now || old === undefined || now === undefined) return [];
  return differences(comparable(app, old), comparable(app, now), app);
}

function isAtOrBelow(path: string, place: string): boolean {
  const [inner, outer] = [path.replace(/\.$/, ''), place];
  return inner === outer || inner.startsWith(`${outer}.`);
}
