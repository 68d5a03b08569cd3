// Runs parsed scripts: connects pipelines and redirections, follows conditions and loops, finds commands. Commands of one
// pipeline run side by side; when a reader ends, its writers are told to stop, as a broken pipe would.
import { ByteReader } from '../adbd/byte-reader.js';
import type { Phone } from '../device/phone.js';
import type { Automation, Command, CommandContext, CommandTable } from './command.js';
import { expandWords, type Scope } from './expand.js';
import { Exit, LoopJump } from './jumps.js';
import {
  type Pipeline,
  parseScript,
  type Redirection,
  type Script,
  ShellSyntaxError,
  type Command as Written,
} from './parse.js';
import { Pipe } from './pipe.js';

export interface ShellIo {
  readonly stdin: ByteReader;
  readonly stdout: (data: Uint8Array) => void;
  readonly stderr: (data: Uint8Array) => void;
  readonly signal: AbortSignal;
}

export interface ShellOptions {
  readonly phone: Phone;
  readonly automation: Automation;
  readonly commands: CommandTable;
  /** Called with every command line that is not understood. */
  readonly onUnknown: (what: string) => void;
}

type Environment = Map<string, string>;

const exitCode = { syntaxError: 2, crashed: 1, unknownSubcommand: 255, notFound: 127 } as const;

export class Shell {
  readonly #options: ShellOptions;
  #commandCount = 0;

  constructor(options: ShellOptions) {
    this.#options = options;
  }

  /** How many scripts hosts have run. */
  get commandCount(): number {
    return this.#commandCount;
  }

  /** Runs a script in a fresh environment and returns the exit code of its last command. */
  async run(source: string, io: ShellIo): Promise<number> {
    this.#commandCount += 1;
    const environment = new Map([
      ['HOME', '/'],
      ['USER', 'shell'],
      ['PATH', '/system/bin'],
      ['EXTERNAL_STORAGE', '/sdcard'],
      ['?', '0'],
      ['$', '4242'],
      ['#', '0'],
      ['0', 'sh'],
    ]);
    return this.#runSource(source, io, environment);
  }

  async #runSource(source: string, io: ShellIo, environment: Environment): Promise<number> {
    let script: Script;
    try {
      script = parseScript(source);
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      this.#options.onUnknown(source);
      io.stderr(Buffer.from(`/system/bin/sh: ${error.message}\n`));
      return exitCode.syntaxError;
    }
    return this.#runShell(script, io, environment);
  }

  /** A shell of its own: where `exit` ends. */
  async #runShell(script: Script, io: ShellIo, environment: Environment): Promise<number> {
    try {
      return await this.#runScript(script, io, environment);
    } catch (thrown) {
      if (thrown instanceof Exit) return thrown.code;
      if (thrown instanceof LoopJump) return 0;
      throw thrown;
    }
  }

  async #runScript(script: Script, io: ShellIo, environment: Environment): Promise<number> {
    let code = 0;
    for (const pipeline of script) {
      if (io.signal.aborted) break;
      if (pipeline.when === 'after success' && code !== 0) continue;
      if (pipeline.when === 'after failure' && code === 0) continue;
      code = await this.#runPipeline(pipeline, io, environment);
      environment.set('?', String(code));
    }
    return code;
  }

  async #runPipeline({ commands, isNegated }: Pipeline, io: ShellIo, environment: Environment): Promise<number> {
    const [only] = commands;
    const code =
      commands.length === 1 && only
        ? await this.#runRedirected(only, io, environment)
        : await this.#runSideBySide(commands, io, environment);
    return isNegated ? Number(code === 0) : code;
  }

  /** Each command in a shell of its own. */
  async #runSideBySide(commands: readonly Written[], io: ShellIo, environment: Environment): Promise<number> {
    const stops = commands.map(() => new AbortController());
    let stdin = io.stdin;
    const runs = commands.map(async (command, index) => {
      const isLast = index === commands.length - 1;
      const pipe = new Pipe();
      const ownIo: ShellIo = {
        stdin,
        stdout: isLast ? io.stdout : (data) => pipe.write(data),
        stderr: io.stderr,
        signal: AbortSignal.any([io.signal, (stops[index] as AbortController).signal]),
      };
      stdin = new ByteReader(pipe);
      const script: Script = [{ when: 'always', isNegated: false, commands: [command] }];
      const code = await this.#runShell(script, ownIo, new Map(environment));
      pipe.end();
      for (const writer of stops.slice(0, index)) writer.abort();
      return code;
    });
    return (await Promise.all(runs)).at(-1) ?? 0;
  }

  async #runRedirected(command: Written, io: ShellIo, environment: Environment): Promise<number> {
    const files: { path: string; parts: Buffer[] }[] = [];
    let { stdin, stdout, stderr } = io;
    for (const redirection of command.redirections) {
      if (redirection.kind === 'duplicate') {
        if (redirection.from === 2) stderr = stdout;
        else stdout = stderr;
        continue;
      }
      const path = (await expandWords([redirection.target], this.#scope(io, environment))).join(' ');
      const existing = path === '/dev/null' ? Buffer.alloc(0) : this.#options.phone.files.read(path);
      if (redirection.descriptor === 0) {
        if (existing === undefined) {
          io.stderr(Buffer.from(`/system/bin/sh: can't open ${path}: No such file or directory\n`));
          return exitCode.crashed;
        }
        stdin = new ByteReader(bufferSource(existing));
        continue;
      }
      const file = { path, parts: redirection.append && existing ? [existing] : [] };
      files.push(file);
      const write = (data: Uint8Array): void => void file.parts.push(Buffer.from(data));
      if (writesStdout(redirection)) stdout = write;
      if (redirection.descriptor !== 1) stderr = write;
    }
    try {
      return await this.#runBody(command, { stdin, stdout, stderr, signal: io.signal }, environment);
    } finally {
      for (const file of files) {
        if (file.path !== '/dev/null') this.#options.phone.files.write(file.path, Buffer.concat(file.parts));
      }
    }
  }

  async #runBody(command: Written, io: ShellIo, environment: Environment): Promise<number> {
    const scope = this.#scope(io, environment);
    switch (command.kind) {
      case 'simple':
        return this.#runWords(await expandWords(command.words, scope), io, environment);
      case 'group':
        if (command.isSubshell) return this.#runShell(command.body, io, new Map(environment));
        return this.#runScript(command.body, io, environment);
      case 'if':
        for (const { condition, body } of command.branches) {
          if ((await this.#runScript(condition, io, environment)) === 0) return this.#runScript(body, io, environment);
        }
        return this.#runScript(command.otherwise, io, environment);
      case 'for': {
        const words = await expandWords(command.words, scope);
        return this.#loop(command.body, io, environment, async () => {
          const next = words.shift();
          if (next !== undefined) environment.set(command.name, next);
          return next !== undefined;
        });
      }
      case 'while':
        return this.#loop(command.body, io, environment, async () => {
          const isTrue = (await this.#runScript(command.condition, io, environment)) === 0;
          return isTrue !== command.isUntil;
        });
    }
  }

  async #loop(body: Script, io: ShellIo, environment: Environment, more: () => Promise<boolean>): Promise<number> {
    let code = 0;
    while (!io.signal.aborted && (await more())) {
      try {
        code = await this.#runScript(body, io, environment);
      } catch (thrown) {
        if (!(thrown instanceof LoopJump)) throw thrown;
        if (thrown.isBreak) break;
      }
      // A loop that waits for nothing still lets the phone live.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return code;
  }

  #scope(io: ShellIo, environment: Environment): Scope {
    return {
      value: (name) => environment.get(name) ?? '',
      substitute: async (source) => {
        const printed: Uint8Array[] = [];
        const stdout = (data: Uint8Array): void => void printed.push(data);
        await this.#runSource(source, { ...io, stdout }, new Map(environment));
        return Buffer.concat(printed).toString('utf8').replace(/\n+$/, '');
      },
      paths: (pattern) => this.#options.phone.files.matching(pattern),
    };
  }

  async #runWords(words: readonly string[], io: ShellIo, environment: Environment): Promise<number> {
    const [first, ...args] = words;
    if (first === undefined) return 0;
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(first);
    if (assignment !== null) {
      environment.set(assignment[1] as string, assignment[2] as string);
      return this.#runWords(args, io, environment);
    }
    if (first === 'exit') throw new Exit(Number(args[0] ?? environment.get('?')) & 0xff);
    if (first === 'break' || first === 'continue') throw new LoopJump(first === 'break');
    const name = first.slice(first.lastIndexOf('/') + 1);
    const command: Command | undefined = Object.hasOwn(this.#options.commands, name)
      ? this.#options.commands[name]
      : undefined;
    if (command === undefined) {
      this.#options.onUnknown(words.join(' '));
      io.stderr(Buffer.from(`/system/bin/sh: ${first}: inaccessible or not found\n`));
      return exitCode.notFound;
    }
    try {
      return await command(this.#context(name, args, io, environment));
    } catch (error) {
      if (error instanceof Exit || error instanceof LoopJump) throw error;
      io.stderr(Buffer.from(`${name}: ${(error as Error).message}\n`));
      return exitCode.crashed;
    }
  }

  #context(name: string, args: readonly string[], io: ShellIo, environment: Environment): CommandContext {
    return {
      name,
      args,
      phone: this.#options.phone,
      automation: this.#options.automation,
      stdin: io.stdin,
      signal: io.signal,
      environment,
      runWords: (words) => this.#runWords(words, io, environment),
      runScript: (source, parameters) => this.#runSource(source, io, withParameters(environment, parameters)),
      write: (data) => io.stdout(typeof data === 'string' ? Buffer.from(data) : data),
      print: (line) => io.stdout(Buffer.from(`${line}\n`)),
      complain: (line) => io.stderr(Buffer.from(`${line}\n`)),
      unknown: (what) => {
        this.#options.onUnknown([name, ...args].join(' '));
        io.stderr(Buffer.from(`${name}: ${what}\n`));
        return exitCode.unknownSubcommand;
      },
    };
  }
}

/** A copy with `$0`, `$1`, …, `$#` and `$@`. */
function withParameters(environment: Environment, [name = 'sh', ...values]: readonly string[]): Environment {
  const joined = values.join(' ');
  const numbered = values.map((value, index): [string, string] => [String(index + 1), value]);
  return new Map([
    ...environment,
    ['0', name],
    ...numbered,
    ['#', String(values.length)],
    ['@', joined],
    ['*', joined],
  ]);
}

function writesStdout(redirection: Redirection & { kind: 'file' }): boolean {
  return redirection.descriptor === 1 || redirection.descriptor === 'both';
}

async function* bufferSource(data: Buffer): AsyncGenerator<Buffer> {
  yield data;
}
