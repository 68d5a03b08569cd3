// `logcat`: the backlog, then new entries as they come, in the `threadtime` format.
import type { Clock } from '../../device/clock.js';
import type { LogEntry } from '../../device/log.js';
import { type Command, type CommandTable, optionValue, parseOptions, success, untilAborted } from '../command.js';

const logcat: Command = async (context) => {
  const { log, clock } = context.phone;
  const parsed = parseOptions(context.args, ['-v', '-b', '-t', '-T', '--pid']);
  if (parsed.options.has('-c')) {
    log.clear();
    return success;
  }
  const last = optionValue(parsed, '-t');
  const backlog = last === undefined ? log.entries : log.entries.slice(-Number(last));
  for (const entry of backlog) context.print(formatEntry(entry, clock));
  if (parsed.options.has('-d') || last !== undefined) return success;
  const unfollow = log.follow((entry) => context.print(formatEntry(entry, clock)));
  await untilAborted(context.signal);
  unfollow();
  return success;
};

export const logcatCommands: CommandTable = { logcat };

function formatEntry(entry: LogEntry, clock: Clock): string {
  const { month, day, hour, minute, second } = clock.civil(entry.timeMs);
  const milliseconds = String(entry.timeMs % 1000).padStart(3, '0');
  const id = String(entry.processId).padStart(5);
  const time = `${month}-${day} ${hour}:${minute}:${second}.${milliseconds}`;
  return `${time} ${id} ${id} ${entry.level} ${entry.tag.padEnd(8)}: ${entry.text}`;
}
