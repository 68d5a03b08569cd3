// A decision of a person: which ones there are, and by which door they come.

/** console: a page of this service. cli: this checkout's command line. mcp: another agent. api: whoever else has a token. */
export const doors = ['console', 'cli', 'mcp', 'api'] as const;
export type Door = (typeof doors)[number];

export const verdicts = ['allowed', 'declined', 'answered', 'done', 'taken_over', 'handed_back'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Decision {
  readonly taskId: string | null;
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
  readonly device?: string | undefined;
}
