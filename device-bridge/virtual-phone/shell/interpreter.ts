// Runs parsed scripts: expands words, connects pipelines and redirections, finds commands. Commands of one pipeline run
// side by side; when a reader ends, its writers are told to stop, as a broken pipe would.
import { ByteReader } from '../adbd/byte-reader.js';
import type { Phone } from '../device/phone.js';
import type { Automation, Command, CommandContext, CommandTable } from './command.js';
import {
  type Pipeline,
  parseScript,
  type Redirection,
  ShellSyntaxError,
  type SimpleCommand,
  type Word,
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
      ['?', '0'],
    ]);
    return this.#runScript(source, io, environment);
  }

  async #runScript(source: string, io: ShellIo, environment: Map<string, string>): Promise<number> {
    let script: Pipeline[];
    try {
      script = parseScript(source);
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      this.#options.onUnknown(source);
      io.stderr(Buffer.from(`/system/bin/sh: ${error.message}\n`));
      return exitCode.syntaxError;
    }
    let code = 0;
    for (const pipeline of script) {
      if (io.signal.aborted) break;
      if (pipeline.when === 'after success' && code !== 0) continue;
      if (pipeline.when === 'after failure' && code === 0) continue;
      const [only] = pipeline.commands;
      const words = pipeline.commands.length === 1 && only ? expandWords(only.words, environment) : [];
      if (words[0] === 'exit') return Number(words[1] ?? code) & 0xff;
      code = await this.#runPipeline(pipeline.commands, io, environment);
      environment.set('?', String(code));
    }
    return code;
  }

  async #runPipeline(commands: SimpleCommand[], io: ShellIo, environment: Map<string, string>): Promise<number> {
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
      const code = await this.#runRedirected(command, ownIo, environment);
      pipe.end();
      for (const writer of stops.slice(0, index)) writer.abort();
      return code;
    });
    return (await Promise.all(runs)).at(-1) ?? 0;
  }

  async #runRedirected(command: SimpleCommand, io: ShellIo, environment: Map<string, string>): Promise<number> {
    const files: { path: string; parts: Buffer[] }[] = [];
    let { stdin, stdout, stderr } = io;
    for (const redirection of command.redirections) {
      if (redirection.kind === 'duplicate') {
        if (redirection.from === 2) stderr = stdout;
        else stdout = stderr;
        continue;
      }
      const path = expandWords([redirection.target], environment).join(' ');
      const existing = this.#options.phone.files.read(path);
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
    const words = expandWords(command.words, environment);
    const code = await this.#runWords(words, { stdin, stdout, stderr, signal: io.signal }, environment);
    for (const file of files) {
      if (file.path !== '/dev/null') this.#options.phone.files.write(file.path, Buffer.concat(file.parts));
    }
    return code;
  }

  async #runWords(words: readonly string[], io: ShellIo, environment: Map<string, string>): Promise<number> {
    const [first, ...args] = words;
    if (first === undefined) return 0;
    const assignment = /^([A-Za-z_]\w*)=(.*)$/s.exec(first);
    if (assignment !== null) {
      environment.set(assignment[1] as string, assignment[2] as string);
      return this.#runWords(args, io, environment);
    }
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
      io.stderr(Buffer.from(`${name}: ${(error as Error).message}\n`));
      return exitCode.crashed;
    }
  }

  #context(name: string, args: readonly string[], io: ShellIo, environment: Map<string, string>): CommandContext {
    return {
      name,
      args,
      phone: this.#options.phone,
      automation: this.#options.automation,
      stdin: io.stdin,
      signal: io.signal,
      environment,
      runWords: (words) => this.#runWords(words, io, environment),
      runScript: (source) => this.#runScript(source, io, environment),
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

function writesStdout(redirection: Redirection & { kind: 'file' }): boolean {
  return redirection.descriptor === 1 || redirection.descriptor === 'both';
}

async function* bufferSource(data: Buffer): AsyncGenerator<Buffer> {
  yield data;
}

/** Unquoted variables split at white space and vanish when empty; everything else stays one word. */
export function expandWords(words: readonly Word[], environment: ReadonlyMap<string, string>): string[] {
  return words.flatMap((word) => expandWord(word, environment));
}

function expandWord(word: Word, environment: ReadonlyMap<string, string>): string[] {
  const fields: string[] = [];
  let field: string | undefined;
  for (const part of word) {
    if (part.kind === 'text') {
      field = (field ?? '') + part.text;
      continue;
    }
    const value = environment.get(part.name) ?? '';
    if (part.isQuoted) {
      field = (field ?? '') + value;
      continue;
    }
    const pieces = value.split(/[ \t\n]+/);
    pieces.forEach((piece, index) => {
      if (index > 0 && field !== undefined) {
        fields.push(field);
        field = undefined;
      }
      if (piece !== '') field = (field ?? '') + piece;
    });
  }
  if (field !== undefined) fields.push(field);
  return fields;
}
