// `logcat`: the backlog, then new entries as they come, as lines or in the logger's binary format; and `log`, which writes
// an entry.
import type { Clock } from '../../device/clock.js';
import { type LogEntry, logLevels } from '../../device/log.js';
import { type Command, type CommandTable, optionValue, parseOptions, success, untilAborted } from '../command.js';

type Format = (entry: LogEntry, clock: Clock) => string | Buffer;

const formats: Readonly<Record<string, Format>> = {
  threadtime: (entry, clock) => {
    const id = String(entry.processId).padStart(5);
    return `${timeOf(entry, clock)} ${id} ${id} ${entry.level} ${entry.tag.padEnd(8)}: ${entry.text}\n`;
  },
  time: (entry, clock) =>
    `${timeOf(entry, clock)} ${entry.level}/${entry.tag.padEnd(8)}(${String(entry.processId).padStart(5)}): ${entry.text}\n`,
  brief: (entry) => `${entry.level}/${entry.tag.padEnd(8)}(${String(entry.processId).padStart(5)}): ${entry.text}\n`,
  tag: (entry) => `${entry.level}/${entry.tag.padEnd(8)}: ${entry.text}\n`,
  process: (entry) => `${entry.level}(${String(entry.processId).padStart(5)}) ${entry.text}  (${entry.tag})\n`,
  raw: (entry) => `${entry.text}\n`,
};
const binaryHeaderBytes = 28;

const logcat: Command = async (context) => {
  const { log, clock } = context.phone;
  const parsed = parseOptions(context.args, ['-v', '-b', '-t', '-T', '-m', '--pid', '-e']);
  if (parsed.options.has('-c')) {
    log.clear();
    return success;
  }
  if (parsed.options.has('-g')) {
    context.print('main: ring buffer is 256 KiB (64 KiB consumed), max entry is 5120 B, max payload is 4068 B');
    return success;
  }
  const name = optionValue(parsed, '-v') ?? 'threadtime';
  const format = parsed.options.has('-B') ? binaryEntry : formats[name];
  if (format === undefined) return context.unknown(`Invalid parameter "${name}" to -v`);
  const isWanted = filterOf(
    parsed.rest,
    parsed.options.has('-s'),
    optionValue(parsed, '--pid'),
    optionValue(parsed, '-e'),
  );
  const last = optionValue(parsed, '-t');
  const wanted = log.entries.filter(isWanted);
  for (const entry of last === undefined ? wanted : wanted.slice(-Number(last))) context.write(format(entry, clock));
  if (parsed.options.has('-d') || last !== undefined) return success;
  const unfollow = log.follow((entry) => {
    if (isWanted(entry)) context.write(format(entry, clock));
  });
  await untilAborted(context.signal);
  unfollow();
  return success;
};

/** `log [-p LEVEL] [-t TAG] TEXT...` */
const log: Command = (context) => {
  const parsed = parseOptions(context.args, ['-p', '-t']);
  const letter = (optionValue(parsed, '-p') ?? 'i').toUpperCase();
  const level = logLevels.find((known) => known === letter);
  if (level === undefined) return context.unknown(`bad -p '${letter}'`);
  context.phone.log.write(optionValue(parsed, '-t') ?? 'log', parsed.rest.join(' '), undefined, level);
  return success;
};

export const logcatCommands: CommandTable = { logcat, log };

/** Filters are `TAG:LEVEL`, `*:LEVEL` for all other tags, and `-s` to silence those. */
function filterOf(
  specifications: readonly string[],
  isSilent: boolean,
  processId: string | undefined,
  pattern: string | undefined,
): (entry: LogEntry) => boolean {
  const levels: readonly string[] = logLevels;
  const rank = (letter: string): number => (letter === 'S' ? levels.length : Math.max(0, levels.indexOf(letter)));
  const least = new Map(
    specifications.map((text): [string, number] => {
      const [tag = '', letter = 'V'] = text.split(':');
      return [tag, rank(letter.toUpperCase())];
    }),
  );
  const others = least.get('*') ?? (isSilent ? logLevels.length : 0);
  const expression = pattern === undefined ? undefined : new RegExp(pattern);
  return (entry) =>
    rank(entry.level) >= (least.get(entry.tag) ?? others) &&
    (processId === undefined || entry.processId === Number(processId)) &&
    (expression === undefined || expression.test(entry.text));
}

/** struct logger_entry and its payload: priority, tag, text. AOSP system/logging/liblog/include/log/log_read.h. */
function binaryEntry(entry: LogEntry): Buffer {
  const priority = logLevels.indexOf(entry.level) + 2;
  const payload = Buffer.concat([Buffer.of(priority), Buffer.from(`${entry.tag}\0${entry.text}\0`)]);
  const header = Buffer.alloc(binaryHeaderBytes);
  header.writeUInt16LE(payload.length, 0);
  header.writeUInt16LE(binaryHeaderBytes, 2);
  header.writeInt32LE(entry.processId, 4);
  header.writeUInt32LE(entry.processId, 8);
  header.writeUInt32LE(Math.floor(entry.timeMs / 1000), 12);
  header.writeUInt32LE((entry.timeMs % 1000) * 1_000_000, 16);
  return Buffer.concat([header, payload]);
}

function timeOf(entry: LogEntry, clock: Clock): string {
  const { month, day, hour, minute, second } = clock.civil(entry.timeMs);
  return `${month}-${day} ${hour}:${minute}:${second}.${String(entry.timeMs % 1000).padStart(3, '0')}`;
}
