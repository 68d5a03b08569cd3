// Every setting of the cloud in one table: its variable, its default, how it is read. Defaults give way to FARHAND_*
// variables, and those to the command line's flags. The bridge has settings of its own; their names are only known
// here so that a misspelt variable can be told from a foreign one.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bridgeSettings, FarhandError, nearest } from '@farhand/shared';
import { z } from 'zod';
import { budgetSchema } from './brain/budget.js';
import { brainOrderSchema, seeingRolesSchema } from './brain/roles.js';

const count = z.coerce.number().int();

export const settings = {
  home: {
    variable: 'FARHAND_HOME',
    schema: z
      .string()
      .min(1)
      .transform((path) => resolve(path)),
    help: 'Folder of the database, the token and the logs; defaults to .farhand in the checkout',
  },
  databaseUrl: {
    variable: 'FARHAND_DATABASE_URL',
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    help: 'A Postgres to use instead of the built-in one',
    secret: true,
  },
  host: {
    variable: 'FARHAND_HOST',
    schema: z.string().min(1).default('127.0.0.1'),
    help: 'Address to listen on',
  },
  port: {
    variable: 'FARHAND_PORT',
    schema: count.min(0).max(65_535).default(0),
    help: 'Port to listen on; 0 takes a free one',
  },
  token: {
    variable: 'FARHAND_TOKEN',
    schema: z.string().min(16).optional(),
    help: 'Token that clients and bridges must send; made on the first start when unset',
    secret: true,
  },
  brainUrl: {
    variable: 'FARHAND_BRAIN_URL',
    schema: z.url({ protocol: /^https?$/ }).optional(),
    help: 'Base URL of an OpenAI-compatible server, such as http://127.0.0.1:8000/v1',
  },
  brainModel: {
    variable: 'FARHAND_BRAIN_MODEL',
    schema: z.string().min(1).optional(),
    help: 'Model name to ask that server for; defaults to the first it lists',
  },
  brainKey: {
    variable: 'FARHAND_BRAIN_KEY',
    schema: z.string().min(1).optional(),
    help: 'API key of that server',
    secret: true,
  },
  brainTimeoutSeconds: {
    variable: 'FARHAND_BRAIN_TIMEOUT_SECONDS',
    schema: count.min(1).max(3600).default(120),
    help: 'Longest wait for one answer of the brain',
  },
  brainVision: {
    variable: 'FARHAND_BRAIN_VISION',
    schema: seeingRolesSchema.default([]),
    help: 'Whether the model behind FARHAND_BRAIN_URL looks at pictures: yes, no, or the roles whose model does; no by default',
  },
  brainModelPath: {
    variable: 'FARHAND_BRAIN_MODEL_PATH',
    schema: z.string().min(1).optional(),
    help: 'A step35 GGUF file to plan with instead of the embedded model',
  },
  brainsFile: {
    variable: 'FARHAND_BRAINS_FILE',
    schema: z.string().min(1).optional(),
    help: 'JSON file of further model servers by name, for orders to name; brains.json in the home folder when unset',
  },
  planner: {
    variable: 'FARHAND_PLANNER',
    schema: brainOrderSchema.optional(),
    help: 'Which brains plan, in order: openai, native, embedded or a server of the brains file, with :MODEL for one of several; defaults to those that are set',
  },
  combiner: {
    variable: 'FARHAND_COMBINER',
    schema: brainOrderSchema.optional(),
    help: 'Which brains write summaries and converse, in order',
  },
  judge: {
    variable: 'FARHAND_JUDGE',
    schema: brainOrderSchema.optional(),
    help: 'Which brains check what came of a subtask and say how to go on, in order',
  },
  prices: {
    variable: 'FARHAND_PRICES',
    schema: z.string().min(1).optional(),
    help: 'A JSON file of prices that come before those of cloud/brain/prices.json',
  },
  budgetTask: {
    variable: 'FARHAND_BUDGET_TASK',
    schema: budgetSchema.optional(),
    help: 'Most that the brain may cost for one task: 0.5, "0.5 USD", "20000 tokens", "0.5 USD, 20000 tokens"',
  },
  budgetDay: {
    variable: 'FARHAND_BUDGET_DAY',
    schema: budgetSchema.optional(),
    help: 'Most that the brain may cost in one day (UTC), all tasks together',
  },
  taskTimeoutSeconds: {
    variable: 'FARHAND_TASK_TIMEOUT_SECONDS',
    schema: count.min(1).max(86_400).default(900),
    help: 'Longest a task may take, unless it says otherwise',
  },
  deviceWaitSeconds: {
    variable: 'FARHAND_DEVICE_WAIT_SECONDS',
    schema: z.coerce.number().min(0).max(3600).default(60),
    help: 'How long a task waits for a phone to be connected',
  },
  tlsCert: {
    variable: 'FARHAND_TLS_CERT',
    schema: z.string().min(1).optional(),
    help: 'Certificate file (PEM); with FARHAND_TLS_KEY the service speaks HTTPS and WSS',
  },
  tlsKey: {
    variable: 'FARHAND_TLS_KEY',
    schema: z.string().min(1).optional(),
    help: 'Private key file (PEM) of the certificate',
  },
  otlpUrl: {
    variable: 'FARHAND_OTLP_URL',
    schema: z.url({ protocol: /^https?$/ }).optional(),
    help: 'OpenTelemetry collector that traces are sent to (OTLP over HTTP), such as http://127.0.0.1:4318; off by default',
  },
  linkParkSeconds: {
    variable: 'FARHAND_LINK_PARK_SECONDS',
    schema: z.coerce.number().min(0).max(3600).default(60),
    help: 'How long a bridge whose link broke may stay away and still go on with what it does; 0 not at all',
  },
  arxivUrl: {
    variable: 'FARHAND_ARXIV_URL',
    schema: z.url({ protocol: /^https?$/ }).default('https://export.arxiv.org/api/query'),
    help: "Address of arXiv's search API, or of a mirror of it",
  },
  toolsFile: {
    variable: 'FARHAND_TOOLS_FILE',
    schema: z.string().min(1).optional(),
    help: 'JSON file of MCP servers whose tools agents may use; tools.json in the home folder when unset',
  },
  webHosts: {
    variable: 'FARHAND_WEB_HOSTS',
    schema: z
      .string()
      .transform((list) =>
        list
          .split(',')
          .map((host) => host.trim().toLowerCase())
          .filter(Boolean),
      )
      .optional(),
    help: 'Hosts whose pages may be read, with commas between; all public ones when unset',
  },
  resumeInterrupted: {
    variable: 'FARHAND_RESUME',
    schema: z.union([z.boolean(), z.stringbool()]).default(true),
    help: 'Go on with tasks that a crash interrupted (on), or record them as failed (off)',
  },
} as const;

/** Variables that other parts of the project read, and what they mean. */
export const otherVariables: Readonly<Record<string, string>> = {
  FARHAND_LOG: 'Least weight of log lines on stderr: debug, info, warn, error; silent by default',
  FARHAND_ENGINE_KERNELS:
    'Kernels that the native engine may use, by name; the fastest that this processor has by default',
  FARHAND_ENGINE_PACKED_FILE:
    'Packed weights in a file beside the model: auto (default), on, off, or a path that ends in .packed',
  FARHAND_ENGINE_PRECISION: 'exact or fast, where a call of the engine leaves it to auto',
  FARHAND_JUDGE_URL: 'Benchmark: OpenAI-compatible server of a vision model that judges',
  FARHAND_JUDGE_MODEL: 'Its model name',
  FARHAND_JUDGE_KEY: 'Its key',
  FARHAND_SECOND_JUDGE_URL: 'Benchmark: server of a second judge, which is asked about passes',
  FARHAND_SECOND_JUDGE_MODEL: 'Its model name',
  FARHAND_SECOND_JUDGE_KEY: 'Its key',
  FARHAND_CHROMIUM: 'Tests: the Chromium that the console is looked at with; one on the path by default',
};

const foreignVariables: readonly string[] = [
  ...Object.values(bridgeSettings).map(({ env }) => env),
  ...Object.keys(otherVariables),
  // From a process to its own child, never from people.
  'FARHAND_LAST_WILL',
];

type Settings = typeof settings;
export type SettingName = keyof Settings;
export type CloudConfig = { readonly [Name in SettingName]: z.output<Settings[Name]['schema']> };
/** Values from flags or from a caller in the same process; undefined means "not given". */
export type CloudFlags = { readonly [Name in SettingName]?: string | number | boolean | undefined };

/** Throws CONFIG_INVALID naming the setting. Misspelt variables are told, not fatal: a newer version may know them. */
export function loadConfig(
  flags: CloudFlags = {},
  env: NodeJS.ProcessEnv = process.env,
): { config: CloudConfig; warnings: string[] } {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(settings) as SettingName[]) values[name] = read(name, flags, env);
  return { config: values as CloudConfig, warnings: unknownVariables(env) };
}

function read(name: SettingName, flags: CloudFlags, env: NodeJS.ProcessEnv): unknown {
  const { variable, schema } = settings[name];
  const given = flags[name] ?? (env[variable] === '' ? undefined : env[variable]);
  const value = given ?? (name === 'home' ? join(checkoutRoot(), '.farhand') : undefined);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const shown = isSecret(name) ? '' : ` "${String(value)}"`;
  throw new FarhandError('CONFIG_INVALID', `${variable}${shown} is not valid: ${result.error.issues[0]?.message}`);
}

function unknownVariables(env: NodeJS.ProcessEnv): string[] {
  const known = [...Object.values(settings).map(({ variable }) => variable), ...foreignVariables];
  return Object.keys(env)
    .filter((name) => name.startsWith('FARHAND_') && !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      return `The variable ${name} is not a setting${near ? `; did you mean ${near}?` : ''}`;
    });
}

function isSecret(name: SettingName): boolean {
  return 'secret' in settings[name];
}

/** The settings for people: secrets are masked. */
export function describeConfig(config: CloudConfig): { variable: string; value: string; help: string }[] {
  return (Object.keys(settings) as SettingName[]).map((name) => {
    const value = config[name];
    const shown = value === undefined ? '' : isSecret(name) ? '[hidden]' : asWritten(value);
    return { variable: settings[name].variable, value: shown, help: settings[name].help };
  });
}

/** As one would set it. */
function asWritten(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The folder of the whole project, from the source as well as from the built files. */
export function checkoutRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'farhand') return folder;
    folder = dirname(folder);
  }
  return process.cwd();
}
