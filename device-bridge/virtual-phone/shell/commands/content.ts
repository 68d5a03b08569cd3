// `content`: rows of the settings provider, the one provider that this phone has.
import { isSettingsNamespace, type SettingsNamespace } from '../../device/settings.js';
import { type Command, type CommandContext, type CommandTable, failure, success } from '../command.js';

interface Request {
  readonly namespace: SettingsNamespace;
  /** Of one row: `content://settings/system/NAME`. */
  readonly key: string | undefined;
  readonly where: string | undefined;
  readonly projection: readonly string[] | undefined;
  readonly bound: ReadonlyMap<string, string>;
}

const columns = ['_id', 'name', 'value'];

const content: Command = (context) => {
  const [operation, ...args] = context.args;
  const request = readRequest(args);
  if (request === undefined) return context.unknown('Error while accessing provider: only settings are here');
  switch (operation) {
    case 'query':
      return query(context, request);
    case 'insert':
      return put(context, request.namespace, request.bound.get('name'), request.bound.get('value'));
    case 'update': {
      const [name] = matching(context, request).map(([key]) => key);
      return put(context, request.namespace, request.bound.get('name') ?? name, request.bound.get('value'));
    }
    case 'delete':
      for (const [key] of matching(context, request)) context.phone.settings[request.namespace].delete(key);
      return success;
    default:
      return context.unknown(`[ERROR] Unsupported operation: ${operation}`);
  }
};

export const contentCommands: CommandTable = { content };

function readRequest(args: readonly string[]): Request | undefined {
  const values = new Map<string, string>();
  const bound = new Map<string, string>();
  for (let index = 0; index + 1 < args.length; index += 2) {
    const [option, value] = [args[index] as string, args[index + 1] as string];
    const [name = '', , ...rest] = value.split(':');
    if (option === '--bind') bound.set(name, rest.join(':'));
    else values.set(option, value);
  }
  const [, namespace = '', key] = /^content:\/\/settings\/(\w+)(?:\/(.+))?$/.exec(values.get('--uri') ?? '') ?? [];
  if (!isSettingsNamespace(namespace)) return undefined;
  return { namespace, key, where: values.get('--where'), projection: values.get('--projection')?.split(':'), bound };
}

function query(context: CommandContext, request: Request): number {
  const rows = matching(context, request);
  if (rows.length === 0) context.print('No result found.');
  for (const [index, [name, value]] of rows.entries()) {
    const row: Record<string, string> = { _id: String(index + 1), name, value };
    const shown = (request.projection ?? columns).map((column) => `${column}=${row[column] ?? 'NULL'}`);
    context.print(`Row: ${index} ${shown.join(', ')}`);
  }
  return success;
}

/** The rows of `--where "name='x'"`, of the one that the address names, or all. */
function matching({ phone }: CommandContext, { namespace, key, where }: Request): [string, string][] {
  const wanted = key ?? /^\s*name\s*=\s*['"](.*)['"]\s*$/.exec(where ?? '')?.[1];
  const rows = [...phone.settings[namespace]];
  return wanted === undefined && where === undefined ? rows : rows.filter(([name]) => name === wanted);
}

function put(
  { phone, complain }: CommandContext,
  namespace: SettingsNamespace,
  name: string | undefined,
  value: string | undefined,
): number {
  if (name === undefined || value === undefined) {
    complain('[ERROR] --bind name:s:NAME and value:s:VALUE are needed');
    return failure;
  }
  phone.putSetting(namespace, name, value);
  return success;
}
