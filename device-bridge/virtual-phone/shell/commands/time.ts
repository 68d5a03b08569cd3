// The phone's clock from the shell: `date`, `uptime`, `sleep`, and `cmd alarm`, which may set the time without being root.
import { parseCivilTime, timeZoneOffset } from '../../device/clock.js';
import {
  type Command,
  type CommandContext,
  type CommandTable,
  failure,
  optionValue,
  parseOptions,
  success,
} from '../command.js';

const daysUp = 3;

/** `+FORMAT` for the fields that tools ask for; `MMDDhhmm[[CC]YY][.ss]` and `@SECONDS` set the clock. */
const date: Command = (context) => {
  const { phone, args } = context;
  const parsed = parseOptions(args, ['-s', '-d']);
  const [operand] = parsed.rest.filter((argument) => !argument.startsWith('+'));
  const wanted = optionValue(parsed, '-s') ?? operand;
  if (wanted !== undefined) {
    const timeMs = timeOf(wanted, Number(phone.clock.civil().year));
    if (timeMs === undefined) {
      context.complain(`date: bad date '${wanted}'`);
      return failure;
    }
    phone.clock.set(timeMs);
  }
  const format = args.find((argument) => argument.startsWith('+'))?.slice(1) ?? '%a %b %e %T %Z %Y';
  context.print(formatted(format, context));
  return success;
};

function formatted(format: string, { phone }: CommandContext): string {
  const nowMs = phone.clock.nowMs();
  const { year, month, day, hour, minute, second } = phone.clock.civil(nowMs);
  const noon = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const name = (options: Intl.DateTimeFormatOptions): string =>
    noon.toLocaleDateString('en-US', { ...options, timeZone: 'UTC' });
  const fields: Record<string, string> = {
    Y: year,
    y: year.slice(2),
    m: month,
    d: day,
    e: String(Number(day)).padStart(2),
    H: hour,
    M: minute,
    S: second,
    F: `${year}-${month}-${day}`,
    T: `${hour}:${minute}:${second}`,
    a: name({ weekday: 'short' }),
    b: name({ month: 'short' }),
    s: String(Math.floor(nowMs / 1000)),
    N: String(nowMs % 1000)
      .padStart(3, '0')
      .padEnd(9, '0'),
    z: timeZoneOffset,
    Z: 'CST',
    '%': '%',
  };
  return format
    .replaceAll('%3N', String(nowMs % 1000).padStart(3, '0'))
    .replace(/%(.)/g, (whole, field: string) => fields[field] ?? whole);
}

/** Civil time is that of the phone's zone. */
function timeOf(text: string, thisYear: number): number | undefined {
  const seconds = /^@(\d+)$/.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1000;
  const short = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d{4}|\d\d)?(?:\.(\d\d))?$/.exec(text);
  if (short === null) return parseCivilTime(text);
  const [, month, day, hour, minute, year = String(thisYear), second = '00'] = short;
  return parseCivilTime(`${year.padStart(4, '20')}-${month}-${day} ${hour}:${minute}:${second}`);
}

/** `cmd alarm set-time MILLISECONDS`. */
export function alarm(context: CommandContext): number {
  const [operation, value = ''] = context.args;
  if (operation !== 'set-time' || !/^\d{1,15}$/.test(value))
    return context.unknown(`Unknown command: ${operation} ${value}`);
  context.phone.clock.set(Number(value));
  return success;
}

const uptime: Command = ({ phone, print }) => {
  const { hour, minute, second } = phone.clock.civil();
  print(` ${hour}:${minute}:${second} up ${daysUp} days,  0 users,  load average: 1.00, 1.00, 1.00`);
  return success;
};

const sleep: Command = async ({ args, phone }) => {
  await phone.clock.pause(Number(args[0] ?? 0) * 1000);
  return success;
};

export const timeCommands: CommandTable = { date, uptime, sleep };
