// All migrations, in the order of their names. A released one is never changed: a new one follows it.
import type { Migration } from 'kysely';
import * as tasks from './0001-tasks.js';
import * as brains from './0003-brains.js';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-tasks': tasks,
  '0003-brains': brains,
};
