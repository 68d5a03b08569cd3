// What one user does with skills: keeps the plan of a task, fills it with other values, takes it away.
import { FarhandError, nearest, type Plan } from '@farhand/shared';
import type { TaskRow } from '../store/task-store.js';
import { changeable, chosen, filledIn, type Parameter, type Skill } from './skill.js';
import type { SkillRow, SkillStore } from './skill-store.js';

/** Of one user: what a list of names and a form can hold. */
const mostSkills = 200;

export interface KeptSkill extends Skill {
  readonly name: string;
  readonly taskId: string;
  readonly createdAt: Date;
}

export interface KeepOptions {
  readonly name: string;
  /** Parameter -> its places in the plan; all of the plan's values without it. */
  readonly params?: Readonly<Record<string, readonly string[]>> | undefined;
}

export class Skills {
  readonly #store: SkillStore;
  readonly #user: string;

  constructor(store: SkillStore, user: string) {
    this.#store = store;
    this.#user = user;
  }

  /** By their names. */
  async list(): Promise<KeptSkill[]> {
    return (await this.#store.list(this.#user)).map(skillOf);
  }

  /** The values of a task's plan, as they would be called. Throws as `keep` does. */
  valuesOf(task: TaskRow): Parameter[] {
    return changeable(planOf(task));
  }

  /** Throws INPUT_INVALID for a task that did not end well, a name that is taken, and what `chosen` does not understand. */
  async keep(task: TaskRow, { name, params }: KeepOptions): Promise<KeptSkill> {
    const plan = planOf(task);
    const chosenParams = params ? chosen(plan, params) : changeable(plan);
    if ((await this.#store.list(this.#user)).length >= mostSkills) {
      throw new FarhandError('INPUT_INVALID', `${mostSkills} skills are kept already`, {
        hint: 'Remove one: npm start -- skills, then skill remove <name>.',
      });
    }
    const kept = { owner: this.#user, name, command: task.command, plan, params: chosenParams, taskId: task.id };
    const row = await this.#store.add(kept);
    if (row) return skillOf(row);
    throw new FarhandError('INPUT_INVALID', `There is a skill "${name}" already`, {
      hint: `Choose another name, or remove that one: npm start -- skill remove ${name}`,
    });
  }

  /** The plan with these values and the words that ask for it. Throws SKILL_UNKNOWN, and INPUT_INVALID as `filledIn` does. */
  async fill(name: string, values: Readonly<Record<string, string>>): Promise<{ command: string; plan: Plan }> {
    const row = await this.#store.of(this.#user, name);
    if (row) return filledIn(row, values);
    const near = nearest(
      name,
      (await this.#store.list(this.#user)).map((skill) => skill.name),
    );
    throw new FarhandError('SKILL_UNKNOWN', `There is no skill "${name}"${near ? `; did you mean "${near}"?` : ''}`);
  }

  /** False when there is none of this name. */
  remove(name: string): Promise<boolean> {
    return this.#store.remove(this.#user, name);
  }
}

/** The plan of a task that came to a good end, or to the step that is always its user's. */
function planOf({ plan, status, result }: TaskRow): Plan {
  const isReached = status === 'done' || (status === 'needs_user' && result?.error?.code === 'NEEDS_TAKEOVER');
  if (plan && isReached) return plan;
  const why = status === 'running' ? 'still runs' : `ended with ${result?.error?.code ?? status}`;
  throw new FarhandError('INPUT_INVALID', `The task ${why}: a skill is made of one that was done`);
}

function skillOf({ name, command, plan, params, task_id, created_at }: SkillRow): KeptSkill {
  return { name, command, plan, params, taskId: task_id, createdAt: created_at };
}
