// `npm start -- token create|list|revoke`: tokens with which other people and programs use this service.
import { FarhandError } from '@farhand/shared';
import type { Command } from 'commander';
import { type Scope, scopes } from '../users/principal.js';
import type { TokenRow } from './client.js';
import { withClient } from './local-service.js';
import { printJson } from './output.js';
import { cutTo, dim, oneLine, padTo } from './style.js';
import { jsonOption, wholeNumber } from './values.js';

interface CreateFlags {
  readonly user: string;
  readonly scope: string;
  readonly days?: number;
  readonly json?: boolean;
}

export function addTokenCommand(root: Command, signal: AbortSignal): void {
  const token = root.command('token').description('tokens with which others use this service: create, list, revoke');
  token
    .command('create <name>')
    .description('make a token and print it, this once; the name says what it is for')
    .requiredOption('--user <user>', 'whose tasks and phones it is for; "local" is you')
    .option('--scope <scopes>', `what it allows, of ${scopes.join(',')}`, 'tasks,devices')
    .option('--days <n>', 'how long it is good; without it until it is revoked', wholeNumber)
    .addOption(jsonOption())
    .action((name: string, _: object, self: Command) => create(name, self.optsWithGlobals<CreateFlags>(), signal));
  token
    .command('list')
    .description('list the tokens, newest first')
    .addOption(jsonOption())
    .action((_: object, self: Command) => list(self.optsWithGlobals<{ json?: boolean }>(), signal));
  token
    .command('revoke <id>')
    .description('make a token useless at once')
    .action((id: string) => revoke(id, signal));
}

async function create(name: string, flags: CreateFlags, signal: AbortSignal): Promise<void> {
  const request = {
    user: flags.user,
    name,
    scopes: flags.scope.split(',').map(checkedScope),
    ...(flags.days !== undefined && { expires_in_days: flags.days }),
  };
  await withClient(signal, async (client) => {
    const made = await client.createToken(request, signal);
    if (flags.json) printJson(made);
    else {
      process.stdout.write(`${made.token}\n`);
      process.stderr.write(dim(`It is not shown again. Revoke it with: npm start -- token revoke ${made.id}\n`));
    }
  });
}

async function list(flags: { readonly json?: boolean }, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const tokens = await client.tokens(signal);
    if (flags.json) printJson({ tokens });
    else process.stdout.write(tokens.length === 0 ? 'There are no tokens yet.\n' : tokens.map(line).join(''));
  });
}

async function revoke(id: string, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    const wasRevoked = await client.revokeToken(id, signal);
    process.stdout.write(wasRevoked ? `${id} is revoked.\n` : `There is no token ${id} that could be revoked.\n`);
  });
}

function line({ id, user, name, scopes: allowed, createdAt, expiresAt, revokedAt }: TokenRow): string {
  const state = revokedAt !== null ? 'revoked' : expiresAt === null ? '' : `until ${expiresAt.slice(0, 10)}`;
  const what = `${padTo(user, 14)} ${padTo(allowed.join(','), 28)} ${padTo(cutTo(oneLine(name), 30), 30)}`;
  return `${id}  ${what} ${dim(createdAt.slice(0, 10))} ${state}`.trimEnd().concat('\n');
}

function checkedScope(text: string): Scope {
  const scope = scopes.find((known) => known === text.trim());
  if (scope) return scope;
  throw new FarhandError('USAGE', `There is no scope "${text}"; scopes are ${scopes.join(', ')}`);
}
