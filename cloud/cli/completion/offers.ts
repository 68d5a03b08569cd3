// What may stand at a place of a command line, read from the tree of commands itself: names with what they mean, and the
// values of options that have only a few.
import type { Command } from 'commander';

export interface Offer {
  readonly word: string;
  readonly means: string;
}

/** A command with its names from the root on ('' for the root itself). */
export interface Place {
  readonly path: string;
  readonly offers: readonly Offer[];
  /** Option -> the values that it takes. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

export function placesOf(command: Command, path = ''): Place[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).filter((sub) => sub.name() !== 'help');
  const options = help.visibleOptions(command);
  const names = commands.map((sub) => ({ word: sub.name(), means: sub.description() }));
  const flags = options.flatMap(({ long, description }) => (long ? [{ word: long, means: description }] : []));
  const values = options.flatMap(({ long, argChoices }) => (long && argChoices ? [[long, argChoices] as const] : []));
  const given = command.registeredArguments.flatMap(({ argChoices = [], description }) =>
    argChoices.map((word) => ({ word, means: description })),
  );
  const below = commands.flatMap((sub) => placesOf(sub, path === '' ? sub.name() : `${path} ${sub.name()}`));
  return [{ path, offers: [...names, ...given, ...flags], values: new Map(values) }, ...below];
}
