// All migrations, in the order of their names. A released one is never changed: a new one follows it.
import type { Migration } from 'kysely';
import * as tasks from './0001-tasks.js';
import * as replicas from './0002-replicas.js';
import * as brains from './0003-brains.js';
import * as users from './0004-users.js';
import * as schedules from './0005-schedules.js';
import * as phonesByOwner from './0006-phones-by-owner.js';
import * as notifications from './0007-notifications.js';
import * as console from './0008-console.js';
import * as decisions from './0009-decisions.js';
import * as allDecisions from './0010-all-decisions.js';
import * as skills from './0011-skills.js';
import * as picturesAsTheyAre from './0012-pictures-as-they-are.js';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-tasks': tasks,
  '0002-replicas': replicas,
  '0003-brains': brains,
  '0004-users': users,
  '0005-schedules': schedules,
  '0006-phones-by-owner': phonesByOwner,
  '0007-notifications': notifications,
  '0008-console': console,
  '0009-decisions': decisions,
  '0010-all-decisions': allDecisions,
  '0011-skills': skills,
  '0012-pictures-as-they-are': picturesAsTheyAre,
};
