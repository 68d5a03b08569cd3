// The notification service from the shell: `cmd notification post` and `list`, and its state as `dumpsys notification`
// tells it, in the service's own words. Without --noredact the dump says what there is, not what it reads.
import type { PostedNotification } from '../../device/notifications.js';
import { type CommandContext, failure, optionValue, parseOptions, success } from '../command.js';

/** What `cmd notification post` posts is the shell's own. */
const shellPackage = 'com.android.shell';
const shellNotificationId = 2020;
const usage = 'usage: cmd notification SUBCMD [args]\n\nSUBCMDs:\n  list\n  post [--help | flags] TAG TEXT';

export function notificationManager(context: CommandContext): number {
  const { notifications } = context.phone;
  const [operation, ...args] = context.args;
  switch (operation) {
    case 'list':
      for (const { key } of notifications.all()) context.print(key);
      return success;
    case 'post': {
      const parsed = parseOptions(args, ['-t', '--title', '-i', '--icon', '-S', '--style', '-c', '--content-intent']);
      const [tag, text] = parsed.rest;
      if (tag === undefined || text === undefined) {
        context.complain(usage);
        return failure;
      }
      const title = optionValue(parsed, '-t') ?? optionValue(parsed, '--title') ?? '';
      context.print('posting:\n  Notification(channel=shell_cmd)');
      notifications.post({ packageName: shellPackage, tag, id: shellNotificationId, title, text });
      return success;
    }
    case 'allow_listener':
    case 'disallow_listener':
    case 'allow_dnd':
    case 'disallow_dnd':
      return success;
    default:
      return context.unknown(`notification ${operation}`);
  }
}

export function dumpNotifications(context: CommandContext, args: readonly string[]): void {
  const isRedacted = !args.includes('--noredact');
  const posted = context.phone.notifications.all();
  context.print('Current Notification Manager state:');
  if (posted.length === 0) return;
  context.print('  Notification List:');
  for (const notification of posted) context.print(recordOf(notification, isRedacted));
  context.print('  ');
}

function recordOf(posted: PostedNotification, isRedacted: boolean): string {
  const { packageName, tag, id, key, uid, category, isOngoing, title, text, postedAtMs } = posted;
  const said = (value: string): string => (isRedacted ? `String [length=${value.length}]` : `String (${value})`);
  const flags = isOngoing ? 'ONGOING_EVENT|NO_CLEAR' : 'AUTO_CANCEL';
  const kind = `Notification(channel=messages shortcut=null contentView=null vibrate=null sound=null defaults=0 flags=${flags} color=0x00000000 category=${category ?? 'null'} vis=PRIVATE)`;
  return [
    `    NotificationRecord(0x0${hashOf(key)}: pkg=${packageName} user=UserHandle{0} id=${id} tag=${tag} importance=4 key=${key}: ${kind})`,
    `      uid=${uid} userId=0`,
    `      opPkg=${packageName}`,
    `      icon=Icon(typ=RESOURCE pkg=${packageName} id=0x7f080001)`,
    `      flags=${flags}`,
    '      pri=0',
    `      key=${key}`,
    '      seen=false',
    `      groupKey=${key}`,
    '      notification=',
    '        fullscreenIntent=null',
    '        contentIntent=PendingIntent{5d0c1f: PendingIntentRecord{8f2a3b}}',
    '        number=0',
    `        when=${postedAtMs}`,
    '        extras={',
    `            android.title=${said(title)}`,
    '            android.reduced.images=Boolean (true)',
    '            android.subText=null',
    '            android.showWhen=Boolean (true)',
    `            android.text=${said(text)}`,
    '            android.progress=Integer (0)',
    '        }',
    '      stats=SingleNotificationStats{posttimeElapsedMs=1}',
    '      mIntercept=false',
    `      mRankingTimeMs=${postedAtMs}`,
    `      mCreationTimeMs=${postedAtMs}`,
    `      mVisibleSinceMs=${postedAtMs}`,
    `      mUpdateTimeMs=${postedAtMs}`,
    `      mInterruptionTimeMs=${postedAtMs}`,
  ].join('\n');
}

function hashOf(key: string): string {
  let hash = 0;
  for (const unit of key) hash = (Math.imul(hash, 31) + (unit.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(16).padStart(8, '0').slice(1);
}
