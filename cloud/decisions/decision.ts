// A decision of a person: which ones there are, and by which door they come.

/** console: a page of this service. cli: this checkout's command line. mcp: another agent. api: whoever else has a token. */
export const doors = ['console', 'cli', 'mcp', 'api'] as const;
export type Door = (typeof doors)[number];

/** By which the programs of this checkout say what they are: they share its token. */
export const doorHeader = 'farhand-door';
export const ownDoors = ['cli', 'mcp'] as const satisfies readonly Door[];
export type OwnDoor = (typeof ownDoors)[number];

/**
 * approved: the plan that was shown. allowed_beforehand: what the words name, unseen. scheduled: the same, each time that a
 * schedule gives the command. allowed, answered, done, declined: what a task asked. cancelled: it was ended.
 */
export const verdicts = [
  'approved',
  'allowed_beforehand',
  'scheduled',
  'allowed',
  'declined',
  'answered',
  'done',
  'cancelled',
  'taken_over',
  'handed_back',
] as const;
export type Verdict = (typeof verdicts)[number];

export interface Decision {
  readonly taskId: string | null;
  /** The schedule whose tasks it is about. */
  readonly scheduleId: string | null;
  readonly device: string | null;
  readonly what: Verdict;
  readonly by: string;
  readonly door: Door;
  readonly at: Date;
}

export interface NewDecision {
  readonly owner: string;
  readonly door: Door;
  readonly what: Verdict;
  readonly taskId?: string | undefined;
  readonly scheduleId?: string | undefined;
  readonly device?: string | undefined;
}

/** What is decided about a task together with giving it: written down in one go with the task. */
export type FirstDecision = Pick<NewDecision, 'door' | 'what'>;
