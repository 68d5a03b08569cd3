// Runs a program where it can do no harm, with what every Linux has: namespaces of its own (no network, no other
// processes, no files but the interpreter's), no capabilities, and limits on time, memory, processes and output. What
// cannot be enforced is not run. The kernel bounds the memory of each process; what all hold together is looked at while
// they run.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { abortReason, delay, FarhandError } from '@farhand/shared';
import { heldMemory } from './held-memory.js';
import { keptOnceFound } from './kept.js';

export interface Program {
  /** File of the interpreter. */
  readonly file: string;
  /** Folder or file that it needs besides the system's own; shown to it read-only at the same place. */
  readonly needs: string;
  readonly args: readonly string[];
  readonly stdin: string;
  readonly limits: SandboxLimits;
}

export interface SandboxLimits {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Of data of one process: heap, stacks, anonymous mappings. */
  readonly memoryMb: number;
  /** Of all processes together, shared memory and files in memory included; the program is ended when it holds more. */
  readonly wholeMemoryMb: number;
  /** Processes and threads together. */
  readonly processes: number;
  /** Of each of the two outputs; the program is ended when it prints more. */
  readonly outputBytes: number;
}

export interface Run {
  /** 128 + signal for one that a signal ended; undefined when a limit did. */
  readonly exitCode: number | undefined;
  readonly endedBy: 'itself' | 'time' | 'output' | 'memory';
  readonly stdout: string;
  readonly stderr: string;
}

const path = '/usr/sbin:/usr/bin:/sbin:/bin';
const diskMb = 32;
const orphanSeconds = 10;
/** Between two looks at the memory: a core writes about 200 MB meanwhile. */
const lookEveryMs = 100;
/** For a service that runs as root: users of no account, one per run, so that limits on processes are its own. */
const firstUser = 61_184;
const lastUser = 65_519;

/**
 * The first process of the new namespaces. It makes a root of its own in memory, shows in it what is needed read-only,
 * leaves the old one for good, and then waits for the program: when it ends, the kernel ends all others with it.
 * $1: place to build at, $2: what the interpreter needs, $3: seconds after which it ends although nobody is left to end
 * it, $4...: prlimit's options and the program.
 */
const setUp = `
set -e
root=$1 needs=$2 seconds=$3
shift 3
echo 1000 > /proc/self/oom_score_adj
echo 0 2> /dev/null > /proc/sys/user/max_user_namespaces || true
mount -t tmpfs -o size=${diskMb}m,nr_inodes=4096,mode=755,nosuid,nodev sandbox "$root"
for place in /usr/bin /usr/lib /usr/lib32 /usr/lib64 /usr/local/lib /bin /lib /lib32 /lib64 "$needs"; do
  if [ -e "$root$place" ] || [ ! -e "$place" ]; then continue; fi
  if [ -L "$place" ]; then ln -s "$(readlink "$place")" "$root$place"
  else
    mkdir -p "$root$(dirname "$place")"
    if [ -d "$place" ]; then mkdir "$root$place"; else : > "$root$place"; fi
    mount --rbind "$place" "$root$place"
    mount -o remount,bind,ro "$root$place"
  fi
done
mkdir "$root/dev" "$root/proc" "$root/tmp" "$root/old"
chmod 1777 "$root/tmp"
for device in null zero urandom; do
  : > "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mount -t proc -o ro,nosuid,nodev,noexec proc "$root/proc" 2> /dev/null || true
cd "$root"
pivot_root . old
cd /tmp
umount -l /old
rmdir /old
setpriv --inh-caps=-all --ambient-caps=-all --bounding-set=-all --no-new-privs \\
  timeout --signal=KILL "$seconds" prlimit --core=0 --nofile=64 --fsize=${diskMb * 1024 * 1024} "$@"
exit $?
`;

/** Throws SANDBOX_UNAVAILABLE where this machine cannot hold a program in, and the signal's reason. */
export async function runInSandbox(program: Program, signal: AbortSignal): Promise<Run> {
  if (signal.aborted) throw abortReason(signal);
  await proveOnce(program);
  return execute(program, signal);
}

const proven = new Map<string, () => Promise<void>>();

/** The first run of an interpreter is a harmless one: what it says on stderr is the machine's, not a program's. */
function proveOnce({ file, needs }: Program): Promise<void> {
  let prove = proven.get(file);
  if (!prove) {
    prove = keptOnceFound(() => tryOut(file, needs));
    proven.set(file, prove);
  }
  return prove();
}

async function tryOut(file: string, needs: string): Promise<void> {
  const limits = {
    wallSeconds: 10,
    cpuSeconds: 5,
    memoryMb: 256,
    wholeMemoryMb: 512,
    processes: 32,
    outputBytes: 10_000,
  };
  const run = await execute({ file, needs, args: ['--version'], stdin: '', limits }, new AbortController().signal);
  if (run.exitCode === 0) return;
  const said = run.stderr.trim().split('\n')[0] || `it ended with ${run.exitCode ?? run.endedBy}`;
  throw new FarhandError('SANDBOX_UNAVAILABLE', `${file} cannot be run in a sandbox on this machine: ${said}`);
}

function execute(program: Program, signal: AbortSignal): Promise<Run> {
  const { file, needs, args, stdin, limits } = program;
  if (process.platform !== 'linux') {
    throw new FarhandError('SANDBOX_UNAVAILABLE', `Programs are only run on Linux, and this is ${process.platform}`);
  }
  const isRoot = process.getuid?.() === 0;
  const user = firstUser + Math.floor(Math.random() * (lastUser - firstUser + 1));
  const own = ['--user', '--map-root-user', '--mount', '--net', '--pid', '--ipc', '--uts', '--fork', '--kill-child'];
  const child = spawn(
    'unshare',
    [
      ...own,
      ...['--', '/bin/sh', '-c', setUp, 'sandbox', tmpdir(), needs, String(limits.wallSeconds + orphanSeconds)],
      `--cpu=${limits.cpuSeconds}`,
      `--data=${limits.memoryMb * 1024 * 1024}`,
      `--nproc=${limits.processes}`,
      ...['--', file, ...args],
    ],
    {
      env: { PATH: path, HOME: '/tmp', LANG: 'C.UTF-8', OPENBLAS_NUM_THREADS: '1' },
      cwd: '/',
      stdio: 'pipe',
      ...(isRoot && { uid: user, gid: user }),
    },
  );
  return watch(child, stdin, limits, signal);
}

/** Killing `unshare` kills the first process of the namespaces, and with it everything in them. */
async function watch(child: ChildProcess, stdin: string, limits: SandboxLimits, signal: AbortSignal): Promise<Run> {
  let endedBy: Run['endedBy'] = 'itself';
  const end = (by: Run['endedBy']) => {
    if (endedBy === 'itself') endedBy = by;
    child.kill('SIGKILL');
  };
  const onAbort = () => child.kill('SIGKILL');
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(() => end('time'), limits.wallSeconds * 1000);
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const kept = { text: '', bytes: 0 };
    stream?.setEncoding('utf8').on('data', (text: string) => {
      kept.bytes += Buffer.byteLength(text);
      if (kept.bytes > limits.outputBytes) end('output');
      else kept.text += text;
    });
    return kept;
  });
  const over = new AbortController();
  void watchMemory(child.pid, limits, () => end('memory'), over.signal);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(stdin);
  try {
    const [code, killedBy] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    if (signal.aborted) throw abortReason(signal);
    const exitCode = endedBy === 'itself' ? (code ?? (killedBy ? 137 : undefined)) : undefined;
    return { exitCode, endedBy, stdout: stdout?.text ?? '', stderr: stderr?.text ?? '' };
  } catch (error) {
    const { syscall, code } = error as NodeJS.ErrnoException;
    if (!syscall?.startsWith('spawn')) throw error;
    const why = code === 'ENOENT' ? 'unshare (util-linux) is not installed' : `unshare cannot be started (${code})`;
    throw new FarhandError('SANDBOX_UNAVAILABLE', `Programs cannot be run in a sandbox: ${why}`, { cause: error });
  } finally {
    clearTimeout(timer);
    over.abort();
    signal.removeEventListener('abort', onAbort);
  }
}

/** Until the program holds more than it may, or `over` says that it has ended. */
async function watchMemory(
  pid: number | undefined,
  { wholeMemoryMb }: SandboxLimits,
  onExceeded: () => void,
  over: AbortSignal,
): Promise<void> {
  while (pid !== undefined && !over.aborted) {
    if ((await heldMemory(pid)) > wholeMemoryMb * 1024 * 1024) return onExceeded();
    await delay(lookEveryMs, over).catch(() => undefined);
  }
}
