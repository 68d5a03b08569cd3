// `npm start -- pair` on the cloud's machine, `npm start -- bridge` beside the phones: how a bridge on another computer
// comes to be let in. The code goes from one screen to the other by way of a person.
import { createInterface } from 'node:readline/promises';
import { FarhandError } from '@farhand/shared';
import type { Command } from 'commander';
import { loadConfig } from '../config.js';
import { localUser } from '../users/principal.js';
import { startBridge } from './bridge-process.js';
import type { PairedBridge } from './client.js';
import { withClient } from './local-service.js';
import { printJson } from './output.js';
import { bold, dim, padTo } from './style.js';
import { jsonOption } from './values.js';

interface PairFlags {
  readonly user: string;
  readonly list?: boolean;
  readonly revoke?: string;
  readonly json?: boolean;
}

export function addPairingCommands(root: Command, signal: AbortSignal): void {
  root
    .command('pair')
    .description('print a code with which a bridge on another computer pairs with the running service')
    .option('--user <user>', 'whose phones they will be', localUser)
    .option('--list', 'list the paired bridges instead')
    .option('--revoke <id>', 'let a paired bridge in no more instead')
    .addOption(jsonOption())
    .action((_: object, self: Command) => pair(self.optsWithGlobals<PairFlags>(), signal));
  root
    .command('bridge')
    .description('connect the phones of this computer to a service elsewhere, until Ctrl-C')
    .requiredOption('--cloud <url>', 'address of the service, e.g. https://farhand.example')
    .option('--code <code>', 'the code that `pair` printed there; asked for when it is needed')
    .action((flags: { cloud: string; code?: string }) => runBridge(flags, signal));
}

async function pair(flags: PairFlags, signal: AbortSignal): Promise<void> {
  await withClient(signal, async (client) => {
    if (flags.revoke !== undefined) {
      const wasRevoked = await client.revokeBridge(flags.revoke, signal);
      process.stdout.write(
        wasRevoked ? 'The bridge is let in no more, and its connection is ended.\n' : 'No paired bridge has this id.\n',
      );
      return;
    }
    if (flags.list) {
      const bridges = await client.pairedBridges(signal);
      if (flags.json) printJson({ bridges });
      else process.stdout.write(bridges.length === 0 ? 'No bridge is paired.\n' : bridges.map(line).join(''));
      return;
    }
    const made = await client.createPairing(flags.user, signal);
    if (flags.json) return printJson(made);
    process.stdout.write(`${bold(made.code)}\n`);
    note(`Type it beside the phones within ten minutes: npm start -- bridge --cloud <address> --code ${made.code}`);
    const { host } = loadConfig().config;
    if (!isLoopback(host)) return;
    note(`If that is another computer, it must reach this service, which listens on ${host} alone: set FARHAND_HOST.`);
  });
}

function note(line: string): void {
  process.stderr.write(`${dim(line)}\n`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function line({ id, user, name, createdAt, revokedAt }: PairedBridge): string {
  const state = revokedAt === null ? '' : 'revoked';
  return `${id}  ${padTo(user, 14)} ${padTo(name, 24)} ${createdAt.slice(0, 10)} ${state}`.trimEnd().concat('\n');
}

async function runBridge({ cloud, code }: { cloud: string; code?: string }, signal: AbortSignal): Promise<void> {
  const { home, token } = loadConfig().config;
  // A code is for the cloud that it is given to; the token may be that of a service of this computer.
  const withCode = (given: string | undefined) =>
    stay({ cloudUrl: cloud, home, token: given === undefined ? token : undefined, code: given }, signal);
  try {
    await withCode(code);
  } catch (error) {
    const isUnpaired = error instanceof FarhandError && error.code === 'PAIRING_NEEDED';
    if (!isUnpaired || !process.stdin.isTTY) throw error;
    await withCode(await askCode(signal));
  }
}

async function stay(options: Parameters<typeof startBridge>[0], signal: AbortSignal): Promise<void> {
  const bridge = startBridge(options);
  try {
    const over = new Promise<undefined>((resolve) => {
      if (signal.aborted) resolve(undefined);
      signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    const phones = await Promise.race([bridge.ready, bridge.failed, over]);
    if (phones === undefined) return;
    process.stdout.write(`Connected to ${options.cloudUrl} with ${phones} phone${phones === 1 ? '' : 's'}\n`);
    await Promise.race([bridge.failed, over]);
  } finally {
    await bridge.close();
  }
}

async function askCode(signal: AbortSignal): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await prompt.question('Code (npm start -- pair prints it beside the service): ', { signal });
  } finally {
    prompt.close();
  }
}
