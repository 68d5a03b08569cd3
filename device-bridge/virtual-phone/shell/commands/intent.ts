// The intent arguments that `am` commands share. See `am help` on a phone, "<INTENT> specifications".

export interface Intent {
  readonly component?: string;
  /** From the component, `-p`, or a bare argument. */
  readonly packageName?: string;
  readonly action?: string;
  readonly categories: readonly string[];
  readonly uri?: string;
  readonly extras: ReadonlyMap<string, string>;
  /** Options without a value, such as `-W` and `-S`. */
  readonly switches: ReadonlySet<string>;
}

const valuedOptions = new Set(['-n', '-a', '-c', '-d', '-f', '-t', '-p', '--user', '--display']);
const extraOptions = new Set(['-e', '--es', '--ez', '--ei', '--el', '--ef']);

export function parseIntent(args: readonly string[]): Intent {
  const values = new Map<string, string>();
  const categories: string[] = [];
  const extras = new Map<string, string>();
  const switches = new Set<string>();
  let target: string | undefined;
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] as string;
    if (extraOptions.has(argument)) {
      extras.set(args[index + 1] ?? '', args[index + 2] ?? '');
      index += 2;
    } else if (valuedOptions.has(argument)) {
      index += 1;
      if (argument === '-c') categories.push(args[index] ?? '');
      else values.set(argument, args[index] ?? '');
    } else if (argument.startsWith('-')) {
      switches.add(argument);
    } else {
      target = argument;
    }
  }
  const component = values.get('-n') ?? (target?.includes('/') ? target : undefined);
  const packageName = component?.split('/')[0] ?? values.get('-p') ?? target;
  const action = values.get('-a');
  const uri = values.get('-d');
  return {
    categories,
    extras,
    switches,
    ...(component !== undefined && { component }),
    ...(packageName !== undefined && { packageName }),
    ...(action !== undefined && { action }),
    ...(uri !== undefined && { uri }),
  };
}

/** As `am` prints it. */
export function describeIntent({ action, categories, uri, component }: Intent): string {
  const parts: string[] = [];
  if (action !== undefined) parts.push(`act=${action}`);
  if (categories.length > 0) parts.push(`cat=[${categories.join(',')}]`);
  if (uri !== undefined) parts.push(`dat=${uri}`);
  if (component !== undefined) parts.push(`cmp=${component}`);
  return `Intent { ${parts.join(' ')} }`;
}
