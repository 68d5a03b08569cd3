// Skills as they are kept: a user's, by their names.
import type { Kysely, Selectable } from 'kysely';
import type { Database, SkillTable } from '../store/schema.js';
import type { Skill } from './skill.js';

export type SkillRow = Selectable<SkillTable>;

export interface NewSkill extends Skill {
  readonly owner: string;
  readonly name: string;
  readonly taskId: string;
}

export class SkillStore {
  readonly #db: Kysely<Database>;

  constructor(db: Kysely<Database>) {
    this.#db = db;
  }

  /** Undefined when the user has one of this name. */
  add({ owner, name, command, plan, params, taskId }: NewSkill): Promise<SkillRow | undefined> {
    return this.#db
      .insertInto('skill')
      .values({
        owner,
        name,
        command,
        plan: JSON.stringify(plan),
        params: JSON.stringify(params),
        task_id: taskId,
      })
      .onConflict((conflict) => conflict.columns(['owner', 'name']).doNothing())
      .returningAll()
      .executeTakeFirst();
  }

  list(owner: string): Promise<SkillRow[]> {
    return this.#db.selectFrom('skill').selectAll().where('owner', '=', owner).orderBy('name').execute();
  }

  of(owner: string, name: string): Promise<SkillRow | undefined> {
    const query = this.#db.selectFrom('skill').selectAll().where('owner', '=', owner).where('name', '=', name);
    return query.executeTakeFirst();
  }

  /** False when there is none. */
  async remove(owner: string, name: string): Promise<boolean> {
    const query = this.#db.deleteFrom('skill').where('owner', '=', owner).where('name', '=', name);
    return (await query.executeTakeFirst()).numDeletedRows === 1n;
  }
}
