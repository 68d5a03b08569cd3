// `npm start -- schedule add|list|remove`: commands that a running service gives whenever their time comes, or a
// notification does.
import { FarhandError } from '@farhand/shared';
import type { Command } from 'commander';
import { conditionFrom, wordsOf } from '../schedules/notification-condition.js';
import type { ScheduleItem } from './client.js';
import { withClient } from './local-service.js';
import { printJson } from './output.js';
import { cutTo, dateAndTime, dim, oneLine, padTo } from './style.js';
import { jsonOption } from './values.js';

interface AddFlags {
  readonly cron?: string;
  readonly whenNotification?: string;
  readonly zone?: string;
  readonly yes?: boolean;
  readonly device?: string;
  readonly json?: boolean;
}

export function addScheduleCommand(root: Command, signal: AbortSignal): void {
  const schedule = root
    .command('schedule')
    .description('commands given whenever their time or a notification comes: add, list, remove');
  schedule
    .command('add <command...>')
    .description('give a command again and again, while a service runs (npm start -- serve)')
    .option('--cron <fields>', 'minute, hour, day of the month, month, day of the week, e.g. "0 8 * * 1-5"')
    .option(
      '--when-notification <condition>',
      'give it when one arrives, e.g. "app=wechat title=Ann text=parcel"; {title} and {text} in the command stand for its words',
    )
    .option('--zone <name>', 'time zone, e.g. Asia/Shanghai; that of the service by default')
    .option('--yes', 'allow the message, post or call that the command names, each time')
    .option('--device <serial>', 'use this phone; by default the one where the notification arrived, or any')
    .addOption(jsonOption())
    .action((words: string[], _: object, self: Command) =>
      add(words.join(' '), self.optsWithGlobals<AddFlags>(), signal),
    );
  schedule
    .command('list')
    .description('list the schedules, the next one first')
    .addOption(jsonOption())
    .action((_: object, self: Command) => list(self.optsWithGlobals<{ json?: boolean }>(), signal));
  schedule
    .command('remove <id>')
    .description('give a command no more')
    .action((id: string) => remove(id, signal));
}

async function add(command: string, flags: AddFlags, signal: AbortSignal): Promise<void> {
  const { cron, whenNotification } = flags;
  if ((cron === undefined) === (whenNotification === undefined)) {
    throw new FarhandError('INPUT_INVALID', 'A schedule has exactly one of --cron and --when-notification');
  }
  const request = {
    command,
    ...(cron !== undefined && { cron }),
    ...(whenNotification !== undefined && { when_notification: conditionFrom(whenNotification) }),
    ...(flags.zone !== undefined && { time_zone: flags.zone }),
    ...(flags.yes && { confirmed: true }),
    ...(flags.device !== undefined && { device: flags.device }),
  };
  await withClient(signal, async (client) => {
    const made = await client.schedule(request, signal);
    if (flags.json) printJson(made);
    else process.stdout.write(line(made));
  });
}

async function list(flags: { readonly json?: boolean }, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const schedules = await client.schedules(signal);
    if (flags.json) printJson({ schedules });
    else process.stdout.write(schedules.length === 0 ? 'Nothing is scheduled.\n' : schedules.map(line).join(''));
  });
}

async function remove(id: string, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const wasScheduled = await client.unschedule(id, signal);
    process.stdout.write(wasScheduled ? `${id} is removed.\n` : `There is no schedule ${id}.\n`);
  });
}

function line({ id, command, cron, timeZone, whenNotification, nextAt }: ScheduleItem): string {
  if (whenNotification) {
    return `${id}  ${padTo('notification', 14)} ${padTo(cutTo(oneLine(command), 50), 50)} ${oneLine(wordsOf(whenNotification))}\n`;
  }
  const next = nextAt === null ? 'never again' : `next ${dateAndTime(nextAt, 'minute')} UTC`;
  return `${id}  ${padTo(cron ?? '', 14)} ${padTo(cutTo(oneLine(command), 50), 50)} ${next} ${dim(timeZone ?? '')}\n`;
}
