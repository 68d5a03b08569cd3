// All commands of the phone's shell, by name.
import type { CommandTable } from '../command.js';
import { activityCommands } from './activities.js';
import { builtinCommands } from './builtins.js';
import { dumpsysCommands } from './dumpsys.js';
import { fileCommands } from './files.js';
import { imeCommands } from './ime.js';
import { inputCommands } from './input.js';
import { logcatCommands } from './logcat.js';
import { packageCommands } from './packages.js';
import { processCommands } from './processes.js';
import { screenCommands } from './screen.js';
import { settingsCommands } from './settings.js';
import { systemCommands } from './system.js';
import { textCommands } from './text.js';

export const allCommands: CommandTable = {
  ...activityCommands,
  ...builtinCommands,
  ...dumpsysCommands,
  ...fileCommands,
  ...imeCommands,
  ...inputCommands,
  ...logcatCommands,
  ...packageCommands,
  ...processCommands,
  ...screenCommands,
  ...settingsCommands,
  ...systemCommands,
  ...textCommands,
};
