// The services that run shell commands: `shell:` with or without the v2 framing, `exec:`, and a shell without a
// command, which reads its commands line by line.
import { ByteReader } from '../adbd/byte-reader.js';
import { channel, encodeShellFrame, readShellStdin } from '../adbd/shell-v2.js';
import type { AdbStream } from '../adbd/stream.js';
import type { Shell, ShellIo } from '../shell/interpreter.js';

/** One shell on one stream: its channels, and how it reports the exit code. */
interface Session {
  readonly stdin: AsyncIterable<Buffer>;
  readonly stdout: (data: Uint8Array) => void;
  readonly stderr: (data: Uint8Array) => void;
  readonly exit: (code: number) => void;
}

/** @param header what stands before the colon, such as `shell,v2,raw` */
export async function serveShell(stream: AdbStream, shell: Shell, header: string, command: string): Promise<void> {
  const flags = header.split(',');
  const session = flags.includes('v2') ? framedSession(stream) : plainSession(stream);
  const isTerminal = flags.includes('pty') || (command === '' && !flags.includes('raw'));
  const code =
    command.trim() === ''
      ? await interact(stream, shell, session, isTerminal)
      : await shell.run(command, ioOf(stream, session));
  session.exit(code);
}

export function serveExec(stream: AdbStream, shell: Shell, command: string): Promise<void> {
  return serveShell(stream, shell, 'shell', command);
}

function ioOf(stream: AdbStream, session: Session): ShellIo {
  const { stdout, stderr } = session;
  return { stdin: new ByteReader(session.stdin), stdout, stderr, signal: stream.over };
}

function framedSession(stream: AdbStream): Session {
  return {
    stdin: readShellStdin(new ByteReader(stream)),
    stdout: (data) => writeFrame(stream, channel.stdout, data),
    stderr: (data) => writeFrame(stream, channel.stderr, data),
    exit: (code) => {
      writeFrame(stream, channel.exit, Uint8Array.of(code & 0xff));
      stream.end();
    },
  };
}

function plainSession(stream: AdbStream): Session {
  const write = (data: Uint8Array): void => {
    if (stream.writable && data.length > 0) stream.write(data);
  };
  return { stdin: stream, stdout: write, stderr: write, exit: () => stream.end() };
}

function writeFrame(stream: AdbStream, id: number, data: Uint8Array): void {
  if (stream.writable && data.length > 0) stream.write(encodeShellFrame(id, data));
}

/** Runs lines as they come. On a terminal it shows a prompt and echoes what is typed. */
async function interact(stream: AdbStream, shell: Shell, session: Session, isTerminal: boolean): Promise<number> {
  const say = (text: string): void => {
    if (isTerminal) session.stdout(Buffer.from(text));
  };
  const noInput = async function* (): AsyncGenerator<Buffer> {};
  let code = 0;
  let line = '';
  say('virtual_phone:/ $ ');
  for await (const chunk of session.stdin) {
    for (const character of chunk.toString('utf8')) {
      if (character === '\x04') return code;
      if (character === '\x7f') {
        if (line !== '') say('\b \b');
        line = line.slice(0, -1);
        continue;
      }
      say(character === '\r' ? '\r\n' : character);
      if (character !== '\n' && character !== '\r') {
        line += character;
        continue;
      }
      const command = line;
      line = '';
      if (/^\s*exit\b/.test(command)) return Number(command.trim().split(/\s+/)[1] ?? code);
      const io = ioOf(stream, { ...session, stdin: noInput() });
      const newline = (write: (data: Uint8Array) => void) => (data: Uint8Array) =>
        write(isTerminal ? Buffer.from(Buffer.from(data).toString('utf8').replace(/\r?\n/g, '\r\n')) : data);
      code = await shell.run(command, { ...io, stdout: newline(io.stdout), stderr: newline(io.stderr) });
      say('virtual_phone:/ $ ');
    }
  }
  return code;
}
