// All commands of the phone's shell, by name.
import type { CommandTable } from '../command.js';
import { activityCommands } from './activities.js';
import { appProcessCommands } from './app-process.js';
import { builtinCommands } from './builtins.js';
import { conditionCommands } from './conditions.js';
import { contentCommands } from './content.js';
import { dumpsysCommands } from './dumpsys.js';
import { fileCommands } from './files.js';
import { filterCommands } from './filters.js';
import { grepCommands } from './grep.js';
import { imeCommands } from './ime.js';
import { inputCommands } from './input.js';
import { inputDeviceCommands } from './input-devices.js';
import { logcatCommands } from './logcat.js';
import { packageCommands } from './packages.js';
import { processCommands } from './processes.js';
import { radioCommands } from './radios.js';
import { screenCommands } from './screen.js';
import { settingsCommands } from './settings.js';
import { systemCommands } from './system.js';
import { textCommands } from './text.js';
import { timeCommands } from './time.js';

export const allCommands: CommandTable = {
  ...activityCommands,
  ...appProcessCommands,
  ...conditionCommands,
  ...contentCommands,
  ...filterCommands,
  ...inputDeviceCommands,
  ...radioCommands,
  ...timeCommands,
  ...builtinCommands,
  ...dumpsysCommands,
  ...fileCommands,
  ...grepCommands,
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
