// All commands of `npm start --`, as commander knows them: help, shell completion and the reference page are made from
// this tree.
import { nearest } from '@farhand/shared';
import { Command } from 'commander';
import { addAgentCommands } from './agent-commands.js';
import { addAskCommands } from './ask-commands.js';
import { addBenchCommand } from './bench-command.js';
import { addCompletionCommand } from './completion/command.js';
import { addDecideCommands } from './decide-commands.js';
import { addEngineCommand } from './engine-command.js';
import { addExamples } from './examples.js';
import { addFactCommands } from './fact-commands.js';
import { addPairingCommands } from './pairing-commands.js';
import { addPhoneCommand } from './phone-command.js';
import { addPhonesCommands } from './phones-commands.js';
import { addScheduleCommand } from './schedule-command.js';
import { addServiceCommands } from './service-commands.js';
import { addSkillCommands } from './skill-commands.js';
import { addTaskCommands } from './task-commands.js';
import { addTokenCommand } from './token-command.js';

/** `signal` interrupts whatever runs. */
export function farhandProgram(signal: AbortSignal): Command {
  const root = new Command('npm start --')
    .description(
      'Plain-language commands, carried out on real Android phones. Without anything to do: the web console.',
    )
    .exitOverride()
    .enablePositionalOptions()
    .showHelpAfterError('See npm start -- --help.');
  addAskCommands(root, (words) => misspelt(root, words), signal);
  root.commandsGroup('Tasks:');
  addTaskCommands(root, signal);
  root.commandsGroup('Tasks kept under a name:');
  addSkillCommands(root, signal);
  root.commandsGroup('What you decide:');
  addDecideCommands(root, signal);
  root.commandsGroup('Phones:');
  addPhonesCommands(root, signal);
  addPhoneCommand(root, signal);
  root.commandsGroup('The service, and who uses it:');
  addServiceCommands(root, signal);
  addScheduleCommand(root, signal);
  addTokenCommand(root, signal);
  addPairingCommands(root, signal);
  root.commandsGroup('How it is set up:');
  addFactCommands(root, signal);
  addCompletionCommand(root);
  root.commandsGroup('Research and tools:');
  addAgentCommands(root, signal);
  root.commandsGroup('The engine, and measuring:');
  addEngineCommand(root, signal);
  addBenchCommand(root, signal);
  addExamples(root);
  return root;
}

/** One word is rather a command of this program that was misspelt than something to do on a phone. */
const word = /^[a-z][a-z-]{2,}$/i;
const argument = /^[\da-f][\da-f-]{7,}$/i;

/** The command that was meant, where all that was said is one near it, and perhaps the id of a task. */
function misspelt(root: Command, [first = '', ...rest]: readonly string[]): string | undefined {
  if (!word.test(first) || !rest.every((part) => argument.test(part))) return undefined;
  return nearest(
    first,
    root.commands.map((command) => command.name()),
  );
}
