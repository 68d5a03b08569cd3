// `npm start -- completion SHELL`: a script that makes the Tab key know the commands of `farhand`.
import { Argument, type Command } from 'commander';
import { placesOf } from './offers.js';
import { completionScript, type Shell, shells } from './scripts.js';

export function addCompletionCommand(root: Command): void {
  root
    .command('completion')
    .description('print a script that lets the Tab key complete what follows farhand')
    .addArgument(new Argument('<shell>', 'the shell that shall know it').choices([...shells]))
    .action((shell: Shell) => {
      process.stdout.write(completionScript(shell, placesOf(root)));
    });
}
