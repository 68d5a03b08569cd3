// Values of options: read from what was typed, and the options of a command made from the schema of the request that they
// become, so that there is no second list of them.
import { resolve } from 'node:path';
import { parseStrict } from '@farhand/shared';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError(`"${text}" is not a whole number.`);
  return Number(text);
}

/** A path as the user means it: npm starts commands in the checkout, wherever they were typed. */
export function givenPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? '.', path);
}

/** Of commands that scripts read. Their errors are one object, too: see main.ts. */
export interface JsonFlag {
  readonly json?: boolean;
}

export function jsonOption(): Option {
  return new Option('--json', 'print exactly one JSON object on stdout');
}

interface Property {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly default?: unknown;
}

/** An option for each key of the query that the API takes. */
export function addQueryOptions(command: Command, query: z.ZodObject): Command {
  const { properties = {} } = z.toJSONSchema(query, { io: 'input' });
  for (const [name, property] of Object.entries(properties)) {
    const { type, description = '', enum: choices, default: preset } = property as Property;
    const value = type === 'integer' || type === 'number' ? 'n' : choices ? name : 'text';
    const said = description === '' ? `only this ${name}` : description.toLowerCase();
    const option = new Option(`--${name.replaceAll('_', '-')} <${value}>`, said);
    if (choices) option.choices(choices);
    if (preset !== undefined) option.default(preset);
    command.addOption(option);
  }
  return command;
}

/** The query that the options make. Throws USAGE naming what is wrong. */
export function queryOf<S extends z.ZodObject>(command: Command, query: S): z.infer<S> {
  const flags = command.opts<Record<string, unknown>>();
  const names = Object.keys(query.shape);
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const given = names.map((name) => [name, flags[camel(name)]] as const).filter(([, value]) => value !== undefined);
  return parseStrict(query, Object.fromEntries(given), 'USAGE', 'options');
}
