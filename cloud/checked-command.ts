// What a command may look like. Loads nothing else: the command line refuses a bad one before it starts anything.
import { FarhandError } from '@farhand/shared';

/** Longest command, in UTF-16 units: what people type, with a long message in it. */
export const longestCommand = 8000;

/** The command without spaces around it. Throws COMMAND_EMPTY or COMMAND_TOO_LONG. */
export function checkedCommand(command: string): string {
  const trimmed = command.trim();
  if (trimmed === '') throw new FarhandError('COMMAND_EMPTY', 'The command is empty');
  if (trimmed.length > longestCommand) {
    throw new FarhandError(
      'COMMAND_TOO_LONG',
      `The command has ${trimmed.length} characters; at most ${longestCommand} are read`,
    );
  }
  return trimmed;
}
