// What waits for the user's word.

interface DecisionsProps {
  /** Of this task alone; of all when absent. */
  readonly taskId?: string;
}

export function Decisions(_: DecisionsProps) {
  return null;
}
