// The file that names MCP servers, in the form that other programs know (`mcpServers`), with policies and limits of ours.
// Read strictly: a misspelt key is told with the nearest known one. `${NAME}` stands for a variable of the environment,
// so that the file needs no secrets.
import { readFileSync } from 'node:fs';
import { FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';

export const policySchema = z.enum(['allow', 'ask', 'deny']);
export type Policy = z.infer<typeof policySchema>;

const common = {
  disabled: z.boolean().default(false),
  policy: policySchema.default('ask').describe('For its tools that are not named: ask waits for --yes'),
  tools: z.record(z.string(), policySchema).default({}).describe('Tool name -> policy'),
  timeoutSeconds: z.number().min(1).max(3600).default(60).describe('Of one call'),
};

const processSchema = z.strictObject({
  type: z.literal('stdio').optional(),
  command: z.string().min(1),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
  cwd: z.string().optional(),
  ...common,
});

const httpSchema = z.strictObject({
  type: z.enum(['http', 'streamable-http']).optional(),
  url: z.url({ protocol: /^https?$/ }),
  headers: z.record(z.string(), z.string()).default({}),
  ...common,
});

const fileSchema = z.strictObject({
  mcpServers: z.record(z.string().regex(/^[\w.-]{1,40}$/), z.unknown()).default({}),
});

export type ProcessServer = z.infer<typeof processSchema>;
export type HttpServer = z.infer<typeof httpSchema>;
export type ServerSettings = ProcessServer | HttpServer;
export type HubSettings = ReadonlyMap<string, ServerSettings>;

/** Throws CONFIG_INVALID naming the file and what is wrong with it. */
export function readHubSettings(file: string, env: NodeJS.ProcessEnv = process.env): HubSettings {
  let candidate: unknown;
  try {
    candidate = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? `is no JSON: ${cause.message}` : 'cannot be read';
    throw new FarhandError('CONFIG_INVALID', `The tools file ${file} ${why}`, { cause });
  }
  return parseHubSettings(candidate, file, env);
}

export function parseHubSettings(candidate: unknown, file: string, env: NodeJS.ProcessEnv): HubSettings {
  const { mcpServers } = parseStrict(fileSchema, candidate, 'CONFIG_INVALID', `tools file ${file}`);
  const servers = new Map<string, ServerSettings>();
  for (const [name, given] of Object.entries(mcpServers)) {
    const isHttp = typeof given === 'object' && given !== null && 'url' in given;
    const what = `server "${name}" of the tools file ${file}`;
    const settings = parseStrict(isHttp ? httpSchema : processSchema, given, 'CONFIG_INVALID', what);
    if (!settings.disabled) servers.set(name, filledIn(settings, what, env));
  }
  return servers;
}

function filledIn(settings: ServerSettings, what: string, env: NodeJS.ProcessEnv): ServerSettings {
  const fill = (text: string): string =>
    text.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const value = env[name];
      if (value !== undefined) return value;
      throw new FarhandError('CONFIG_INVALID', `The ${what} needs the variable ${name}, which is not set`);
    });
  const fillAll = (texts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text)]));
  if ('url' in settings) return { ...settings, headers: fillAll(settings.headers) };
  return { ...settings, args: settings.args.map(fill), env: fillAll(settings.env) };
}
