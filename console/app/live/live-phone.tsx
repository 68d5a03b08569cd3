// The phone that a task is being done on, as it looks now.

interface LivePhoneProps {
  readonly taskId: string;
  readonly device: string;
}

export function LivePhone(_: LivePhoneProps) {
  return null;
}
