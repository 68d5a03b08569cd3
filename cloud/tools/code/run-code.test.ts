// Programs in the real sandbox: what they may do, and that they get out nowhere.
import { createServer } from 'node:net';
import { FarhandError } from '@farhand/shared';
import { describe, expect, test } from 'vitest';
import { runCode } from './run-code.js';
import { runInSandbox } from './sandbox.js';

const never = new AbortController().signal;
const context = { signal: never, folder: '', confirmed: false };
const run = async (language: 'javascript' | 'python', code: string, stdin = ''): Promise<string> =>
  (await runCode.run({ language, code, stdin }, context)).text;

/** Some containers allow no namespaces. There it is shown that nothing is run at all. */
const refusal: unknown = await run('javascript', '0').then(
  () => undefined,
  (error: unknown) => error,
);
const isPossible = !(refusal instanceof FarhandError && refusal.code === 'SANDBOX_UNAVAILABLE');

if (!isPossible) {
  test('where no sandbox can be built, no program is run', async () => {
    await expect(run('python', "print('out')")).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
  });
}

describe.runIf(isPossible)('a program', () => {
  test('prints its result, in both languages', async () => {
    const sum =
      "let s = ''; for await (const c of process.stdin) s += c; console.log(s.split(' ').reduce((a, b) => a + Number(b), 0))";
    expect(await run('javascript', sum, '1 2 39')).toBe('Exit code 0\nstdout:\n42');
    expect(await run('python', 'import sys, math; print(math.comb(40, 20)); sys.exit(3)')).toBe(
      'Exit code 3\nstdout:\n137846528820',
    );
  });

  test('that fails shows what it says on stderr', async () => {
    expect(await run('javascript', "throw new Error('no tea')")).toMatch(/^Exit code 1\nstderr:[\s\S]*no tea/);
  });

  test('may keep files while it runs', async () => {
    expect(await run('python', "open('/tmp/a', 'w').write('x' * 1000); print(len(open('/tmp/a').read()))")).toContain(
      '1000',
    );
  });
});

describe.runIf(isPossible)('a program gets out nowhere:', () => {
  test('there is no network, not even to this computer', async () => {
    const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const connect = `
      import net from 'node:net';
      for (const host of ['127.0.0.1', '1.1.1.1']) {
        const socket = net.connect({ host, port: ${port} });
        await new Promise((done) => { socket.on('connect', () => done(console.log('out'))); socket.on('error', (e) => done(console.log(e.code))); });
      }`;
    const text = await run('javascript', connect);
    server.close();
    expect(text).toContain('stdout:');
    expect(text).not.toContain('out\n');
    expect(text).toMatch(/ECONNREFUSED|ENETUNREACH/);
  });

  test('it sees no files, no settings and no processes but its own', async () => {
    const look = `
import os
print('root', sorted(os.listdir('/')))
print('env', sorted(os.environ))
print('home', os.path.exists('${process.cwd()}'), os.path.exists('/etc/passwd'), os.path.exists('/old'))
print('processes', len([p for p in os.listdir('/proc') if p.isdigit()]) if os.listdir('/proc') else 0)
`;
    const text = await run('python', look);
    expect(text).toMatch(/root \[[^\]]*'usr'/);
    expect(text).not.toMatch(/FARHAND|'home'|'etc'/);
    expect(text).toContain('home False False False');
    expect(Number(/processes (\d+)/.exec(text)?.[1])).toBeLessThanOrEqual(4);
  });

  test('it can neither write to the system nor become more than it is', async () => {
    const attempts = `
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def attempt(name, work):
    try:
        work(); print(name, 'done')
    except Exception as e: print(name, 'refused')
def call(result):
    if result != 0: raise OSError(ctypes.get_errno())
attempt('write', lambda: open('/usr/bin/evil', 'w'))
attempt('root', lambda: os.setuid(0) if os.getuid() != 0 else open('/usr/lib/evil', 'w'))
attempt('mount', lambda: call(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None)))
attempt('umount', lambda: call(libc.umount2(b'/usr/bin', 2)))
attempt('chroot', lambda: os.chroot('/tmp'))
attempt('hostname', lambda: call(libc.sethostname(b'x', 1)))
attempt('kill', lambda: os.kill(1, 9) or os.kill(1, 0) or (_ for _ in ()).throw(OSError()))
attempt('namespace', lambda: call(libc.unshare(0x10000000)))
attempt('device', lambda: os.mknod('/tmp/d', 0o60600, os.makedev(8, 0)))
`;
    const text = await run('python', attempts);
    expect(text.match(/refused/g)).toHaveLength(9);
    expect(text).not.toContain('done');
  });
});

describe.runIf(isPossible)('a program ends', () => {
  const limits = {
    wallSeconds: 2,
    cpuSeconds: 10,
    memoryMb: 128,
    wholeMemoryMb: 256,
    processes: 32,
    outputBytes: 1000,
  };
  const patient = { ...limits, wallSeconds: 15 };
  const node = { file: process.execPath, needs: process.execPath, stdin: '', limits };

  test('when it takes too long, prints too much, or its task is over; and nothing of it is left', async () => {
    const spawning = 'setInterval(() => {}, 1000)';
    const [slow, loud] = await Promise.all([
      runInSandbox({ ...node, args: ['-e', spawning] }, never),
      runInSandbox(
        { ...node, limits: patient, args: ['-e', "setInterval(() => console.log('x'.repeat(400)), 1)"] },
        never,
      ),
    ]);
    expect(slow).toMatchObject({ endedBy: 'time', exitCode: undefined });
    expect(loud).toMatchObject({ endedBy: 'output' });
    expect(loud.stdout.length).toBeLessThanOrEqual(1000);
    const stop = new AbortController();
    const stopped = runInSandbox({ ...node, args: ['-e', spawning] }, stop.signal);
    setImmediate(() => stop.abort(new Error('stop')));
    await expect(stopped).rejects.toThrow('stop');
  });

  test('when its processes hold too much together, also in memory that no limit of one process counts', async () => {
    const python = { file: '/usr/bin/python3', needs: '/usr/bin/python3', stdin: '', limits: patient };
    const shared = 'import mmap\nm = mmap.mmap(-1, 300 << 20)\nfor _ in range(300): m.write(bytes([1]) * (1 << 20))';
    const files = "import os\nfor _ in range(9): os.write(os.memfd_create('x'), b'x' * (31 << 20))";
    const ends = [shared, files].map((code) =>
      runInSandbox({ ...python, args: ['-I', '-c', `${code}\nimport time\ntime.sleep(9)`] }, never),
    );
    expect(await Promise.all(ends)).toMatchObject([{ endedBy: 'memory' }, { endedBy: 'memory' }]);
  });

  test('when it wants more memory or more processes than it may have', async () => {
    const memory = 'x = bytearray(10**9); print("got it")';
    expect(await run('python', memory)).toMatch(/Exit code 1\nstderr:[\s\S]*MemoryError/);
    const heap = 'const kept = []; for (;;) kept.push(new Array(1e6).fill(kept.length));';
    expect(await run('javascript', heap)).toMatch(/Exit code 1\d\d/);
    const forks = `
import os
made = 0
try:
    for _ in range(200):
        if os.fork() == 0:
            os.read(os.pipe()[0], 1)
        made += 1
except OSError: pass
print('made', made)
os.kill(0, 9)`;
    const text = await run('python', `${forks.replace('os.kill(0, 9)', 'import sys; sys.stdout.flush()')}`);
    expect(Number(/made (\d+)/.exec(text)?.[1])).toBeLessThan(40);
  });
});
