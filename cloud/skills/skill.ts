// A skill of a user: the plan of a task that ended well, kept under a name, with parameters in the place of some of its
// values. Filling them makes a plan and the words for it; carrying that out is a task like any other. (The hand's own skills
// are another thing: they know how a goal is reached on a screen.)
import { FarhandError, nearest, type Plan } from '@farhand/shared';
import { checkedPlan } from '../checked-plan.js';

/** A value of the plan that may change. */
export interface Parameter {
  readonly name: string;
  /** As it was kept, and as it stays where nothing else is said. */
  readonly value: string;
  /** Where it stands in the plan: "s1.recipient". */
  readonly places: readonly string[];
}

export interface Skill {
  readonly command: string;
  readonly plan: Plan;
  readonly params: readonly Parameter[];
}

interface Place {
  readonly path: string;
  /** Of the value: "recipient". */
  readonly name: string;
  readonly value: string;
}

/** What all of a plan's values would be called; the same value of the same name is one parameter, however often it stands. */
export function changeable(plan: Plan): Parameter[] {
  const params: Parameter[] = [];
  for (const { path, name, value } of placesIn(plan)) {
    const alike = params.find((param) => param.value === value && param.places[0]?.endsWith(`.${name}`));
    if (alike) params[params.indexOf(alike)] = { ...alike, places: [...alike.places, path] };
    else params.push({ name: freeName(name, params), value, places: [path] });
  }
  return params;
}

/**
 * Parameters by their names, each with its places ("s1.recipient", or "recipient" in every subtask). Throws INPUT_INVALID for
 * a place that there is not, one that two of them want, and places of one parameter that differ.
 */
export function chosen(plan: Plan, names: Readonly<Record<string, readonly string[]>>): Parameter[] {
  const all = placesIn(plan);
  const taken = new Map<string, string>();
  return Object.entries(names).map(([name, wanted]) => {
    const places = wanted.flatMap((text) => placesNamed(all, text));
    for (const { path } of places) {
      const other = taken.get(path);
      if (other !== undefined) throw invalid(`The value ${path} cannot be both "${other}" and "${name}"`);
      taken.set(path, name);
    }
    const [first] = places;
    if (!first) throw invalid(`The parameter "${name}" names no value of the plan`);
    const different = places.find(({ value }) => value !== first.value);
    if (different) {
      const said = `${first.path} is "${first.value}", and ${different.path} "${different.value}"`;
      throw invalid(`The values of the parameter "${name}" differ: ${said}`, 'Give each of them a name of its own.');
    }
    return { name, value: first.value, places: places.map(({ path }) => path) };
  });
}

/** The plan with these values, and the words that ask for it. Throws INPUT_INVALID for a parameter that there is not, or no plan. */
export function filledIn(skill: Skill, values: Readonly<Record<string, string>>): { command: string; plan: Plan } {
  const { params } = skill;
  const names = params.map(({ name }) => name);
  const unknown = Object.keys(values).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const near = nearest(unknown, names);
    const known = names.length === 0 ? 'it has no parameters' : `it has ${names.join(', ')}`;
    throw invalid(`The skill has no parameter "${unknown}"${near ? `; did you mean "${near}"?` : `: ${known}`}`);
  }
  const changed = params.flatMap((param) => {
    const to = values[param.name]?.trim() ?? param.value;
    return to === param.value ? [] : [{ ...param, to }];
  });
  const byPlace = new Map(changed.flatMap(({ places, to }) => places.map((path) => [path, to] as const)));
  const subtasks = skill.plan.subtasks.map((subtask) => {
    const entries = Object.entries(subtask.values).map(([name, value]) => {
      return [name, byPlace.get(`${subtask.id}.${name}`) ?? value] as const;
    });
    // What was emptied is not said at all, as in a plan that never had it.
    return { ...subtask, values: Object.fromEntries(entries.filter(([, value]) => value !== '')) };
  });
  const plan = checkedPlan({ ...skill.plan, subtasks });
  return { command: reworded(skill.command, changed) ?? wordsOf(plan), plan };
}

/** The command with other values in it; undefined where one of them does not stand there exactly once. */
function reworded(
  command: string,
  changed: readonly { readonly value: string; readonly to: string }[],
): string | undefined {
  const cuts = changed
    .map(({ value, to }) => ({ from: command.indexOf(value), value, to }))
    .sort((a, b) => a.from - b.from);
  let words = '';
  let at = 0;
  for (const { from, value, to } of cuts) {
    if (from < at || command.includes(value, from + 1)) return undefined;
    words += command.slice(at, from) + to;
    at = from + value.length;
  }
  return words + command.slice(at);
}

/** What a plan does, in its own sentences. */
function wordsOf({ subtasks, language }: Plan): string {
  return subtasks.map(({ goal }) => goal).join(language === 'zh' ? '；' : '; ');
}

function placesIn({ subtasks }: Plan): Place[] {
  return subtasks.flatMap(({ id, values }) =>
    Object.entries(values).flatMap(([name, value]) => (value === '' ? [] : [{ path: `${id}.${name}`, name, value }])),
  );
}

function placesNamed(all: readonly Place[], text: string): Place[] {
  const found = all.filter(({ path, name }) => path === text || name === text);
  if (found.length > 0) return found;
  const near = nearest(text, [...new Set(all.flatMap(({ path, name }) => [name, path]))]);
  const values = all.map(({ path }) => path).join(', ');
  throw invalid(`The plan has no value "${text}"${near ? `; did you mean "${near}"?` : ''}`, `Its values: ${values}.`);
}

function freeName(name: string, params: readonly Parameter[]): string {
  const isFree = (candidate: string) => params.every((param) => param.name !== candidate);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (isFree(candidate)) return candidate;
  }
}

function invalid(message: string, hint?: string): FarhandError {
  return new FarhandError('INPUT_INVALID', message, hint === undefined ? {} : { hint });
}
