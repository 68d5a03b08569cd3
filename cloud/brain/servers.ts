// The file that names further model servers, so that a role or a fallback can have another one than FARHAND_BRAIN_URL. Read
// strictly: a misspelt key is told with the nearest known one. `${NAME}` in a key stands for a variable of the environment, so
// that the file needs no secrets.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FarhandError, parseStrict } from '@farhand/shared';
import { z } from 'zod';

const serverSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).describe('Base URL of an OpenAI-compatible server'),
  model: z.string().min(1).optional().describe('Defaults to the first that it lists'),
  key: z.string().min(1).optional(),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(3600)
    .optional()
    .describe('Of one answer; defaults to FARHAND_BRAIN_TIMEOUT_SECONDS'),
  vision: z.boolean().default(false).describe('Whether its model looks at pictures'),
});
export type BrainServer = z.infer<typeof serverSchema>;

/** What an order calls the brains that need no file. */
export const ownNames = ['openai', 'native', 'embedded'] as const;
/** As an order may call a server. */
export const serverName = /^[a-z][a-z0-9-]{0,39}$/;

export const brainsFileSchema = z.strictObject({ servers: z.record(z.string(), serverSchema) });

export type BrainServers = ReadonlyMap<string, BrainServer>;

interface FileSettings {
  readonly brainsFile?: string | undefined;
  readonly home: string;
}

/** In the order of the file; none when there is no file and none was named. Throws CONFIG_INVALID naming what is wrong with it. */
export function readBrainServers(
  { brainsFile, home }: FileSettings,
  env: NodeJS.ProcessEnv = process.env,
): BrainServers {
  const file = brainsFile ?? join(home, 'brains.json');
  if (brainsFile === undefined && !existsSync(file)) return new Map();
  let candidate: unknown;
  try {
    candidate = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    // What a parser says quotes the file, which may hold keys.
    const why = cause instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
    throw new FarhandError('CONFIG_INVALID', `The brains file ${file} ${why}`);
  }
  const { servers } = parseStrict(brainsFileSchema, candidate, 'CONFIG_INVALID', `brains file ${file}`);
  for (const name of Object.keys(servers)) {
    const isTaken = ownNames.some((own) => own === name);
    if (serverName.test(name) && !isTaken) continue;
    const why = isTaken ? 'is taken' : 'needs small letters, digits and hyphens, a letter first';
    throw new FarhandError('CONFIG_INVALID', `The name "${name}" in the brains file ${file} ${why}`);
  }
  return new Map(Object.entries(servers).map(([name, server]) => [name, withKey(name, server, env)]));
}

function withKey(name: string, server: BrainServer, env: NodeJS.ProcessEnv): BrainServer {
  const variable = /^\$\{(\w+)\}$/.exec(server.key ?? '')?.[1];
  if (variable === undefined) return server;
  const key = env[variable];
  if (key) return { ...server, key };
  throw new FarhandError(
    'CONFIG_INVALID',
    `The server "${name}" of the brains file needs the variable ${variable}, which is not set`,
  );
}
