// Which notifications give a command, as people write it: `app=wechat title="Zhang San" text=parcel`.
import {
  FarhandError,
  type NotificationCondition,
  nearest,
  nearestApps,
  notificationConditionSchema,
  parseStrict,
  resolveApp,
} from '@farhand/shared';

const pair = /\s*([^\s=]+)=("(?:[^"\\]|\\.)*"|[^\s"]+)(?=\s|$)/gy;
const names = Object.keys(notificationConditionSchema.shape);
const hint = 'Write it as: app=wechat title="Zhang San" text=parcel; title and text may be left out.';
const packageShape = /^[A-Za-z]\w*(\.\w+)+$/;

/** Throws INPUT_INVALID for what is not of this shape, and as `checkedCondition` does. */
export function conditionFrom(words: string): NotificationCondition {
  const said: Record<string, string> = {};
  let end = 0;
  for (const match of words.matchAll(pair)) {
    const [, name = '', value = ''] = match;
    if (!names.includes(name)) throw unknownName(name);
    if (name in said) throw new FarhandError('INPUT_INVALID', `"${words}" says ${name} twice`, { hint });
    said[name] = value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(.)/g, '$1') : value;
    end = match.index + match[0].length;
  }
  const rest = words.slice(end).trim();
  if (rest !== '') throw new FarhandError('INPUT_INVALID', `"${rest}" is no condition for notifications`, { hint });
  if (said.app === undefined) {
    throw new FarhandError('INPUT_INVALID', 'A condition for notifications names their app: app=...', { hint });
  }
  return checkedCondition(parseStrict(notificationConditionSchema, said, 'INPUT_INVALID', 'condition'));
}

/** With the app by its id. Throws INPUT_INVALID for an app that is neither known nor the name of a package. */
export function checkedCondition(condition: NotificationCondition): NotificationCondition {
  const { app } = condition;
  const known = resolveApp(app);
  if (known) return { ...condition, app: known.id };
  if (packageShape.test(app)) return condition;
  const near = nearestApps(app).map(({ id }) => id);
  throw new FarhandError('INPUT_INVALID', `"${app}" is no app that Farhand knows`, {
    hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'Name its package, such as com.example.app.',
  });
}

/** As people write it. */
export function wordsOf(condition: NotificationCondition): string {
  return Object.entries(condition)
    .flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
    .map(([name, value]) => `${name}=${/^[^\s"]+$/.test(value) ? value : JSON.stringify(value)}`)
    .join(' ');
}

function unknownName(name: string): FarhandError {
  const near = nearest(name, names);
  const message = `A condition for notifications has no "${name}"${near ? `; did you mean ${near}?` : ''}`;
  return new FarhandError('INPUT_INVALID', message, { hint });
}
