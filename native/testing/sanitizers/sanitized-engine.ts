// The engine as a plain program (main.cpp), built with the compiler's address and undefined-behaviour sanitizers, or,
// as those don't go together with it, with the one for data races: FARHAND_SANITIZER=thread. Only what changed is
// compiled again; the results lie in build/sanitized and build/sanitized-thread, which nothing else uses.

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SourceFile } from './build-description.js';
import { engineSources } from './build-description.js';

const NATIVE = fileURLToPath(new URL('../..', import.meta.url));
const FOR_THREADS = process.env.FARHAND_SANITIZER === 'thread';
const RESULTS = path.join(NATIVE, 'build', FOR_THREADS ? 'sanitized-thread' : 'sanitized');
const COMPILER = process.env.CXX ?? 'c++';
const MEMORY = ['-fsanitize=address,undefined,float-cast-overflow', '-fno-sanitize-recover=all'];
const SANITIZE = FOR_THREADS ? ['-fsanitize=thread'] : MEMORY;
// Checks as calls: written out in the unrolled kernels they take the compiler five times as long. An access through
// null, which the second flag leaves out, is found as a bad address.
const AS_CALLS = ['--param', 'asan-instrumentation-with-call-threshold=0', '-fno-sanitize=null'];
const QUICK_TO_BUILD = FOR_THREADS ? ['-g1'] : [...AS_CALLS, '-g1'];
const FLAGS = ['-std=c++20', '-O1', '-fno-omit-frame-pointer', '-D_GLIBCXX_ASSERTIONS', ...SANITIZE, ...QUICK_TO_BUILD];
const MOST_OUTPUT_BYTES = 64 << 20;

// One allocation of more than this ends the process: no file of these tests is near it.
const ASAN_OPTIONS =
  'handle_abort=1:max_allocation_size_mb=256:allocator_may_return_null=0:detect_stack_use_after_return=1';
const UBSAN_OPTIONS = 'print_stacktrace=1';
const TSAN_OPTIONS = 'halt_on_error=1:second_deadlock_stack=1';

const run = promisify(execFile);

export interface SanitizedEngine {
  /** Runs the program; what it printed. Throws with the sanitizers' report if they found something. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Buffer>;
}

/** Builds what is not up to date. Takes a minute the first time. */
export async function sanitizedEngine(): Promise<SanitizedEngine> {
  fs.mkdirSync(RESULTS, { recursive: true });
  await checkSanitizers();
  const folder = path.join('testing', 'sanitizers');
  const own = fs.readdirSync(path.join(NATIVE, folder)).filter((name) => name.endsWith('.cpp'));
  const sources: SourceFile[] = [
    ...own.map((name) => ({ path: path.join(folder, name), flags: [] })),
    ...engineSources(path.join(NATIVE, 'binding.gyp'), process.arch),
  ];
  const objects = await compileAll(sources);
  const program = path.join(RESULTS, 'driver');
  if (!isNewer(program, objects)) await compiler([...SANITIZE, '-pthread', '-o', program, ...objects]);
  return {
    run: async (args, env = {}) => {
      const options = {
        encoding: 'buffer' as const,
        maxBuffer: MOST_OUTPUT_BYTES,
        env: { ...process.env, ASAN_OPTIONS, UBSAN_OPTIONS, TSAN_OPTIONS, ...env },
      };
      const { stdout } = await run(program, args, options).catch(({ stderr, message }: FailedRun) => {
        throw new Error(`${path.basename(program)} ${args.slice(0, 3).join(' ')} failed:\n${stderr ?? message}`);
      });
      return stdout;
    },
  };
}

interface FailedRun {
  readonly stderr?: Buffer;
  readonly message: string;
}

async function checkSanitizers(): Promise<void> {
  const source = path.join(RESULTS, 'probe.cpp');
  const probe = path.join(RESULTS, 'probe');
  if (fs.existsSync(probe)) return;
  fs.writeFileSync(source, 'int main() {}\n');
  await run(COMPILER, [...SANITIZE, '-o', probe, source]).catch((failure: FailedRun) => {
    throw new Error(
      `The sanitizer tests need a compiler with ${SANITIZE[0]}, and ${COMPILER} can't link that: install libasan, ` +
        `libubsan and libtsan of its version (Debian: part of g++), or name a compiler in CXX.\n` +
        `${failure.stderr ?? failure.message}`,
    );
  });
}

async function compileAll(sources: readonly SourceFile[]): Promise<string[]> {
  const waiting = sources.map((source) => ({ source, object: objectOf(source) }));
  const objects = waiting.map(({ object }) => object);
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { source, object } = next;
      if (!upToDate(source, object)) await compile(source, object);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, worker));
  return objects;
}

function objectOf({ path: source }: SourceFile): string {
  return path.join(RESULTS, `${source.replaceAll(/[\\/]/g, '-')}.o`);
}

async function compile({ path: source, flags }: SourceFile, object: string): Promise<void> {
  const dependencies = `${object}.d`;
  await compiler([...FLAGS, ...flags, '-MMD', '-MF', dependencies, '-c', source, '-o', object]);
  fs.writeFileSync(`${object}.flags`, [COMPILER, ...FLAGS, ...flags].join(' '));
}

async function compiler(args: readonly string[]): Promise<void> {
  await run(COMPILER, args, { cwd: NATIVE, maxBuffer: MOST_OUTPUT_BYTES }).catch((failure: FailedRun) => {
    throw new Error(`${COMPILER} failed on ${args.at(-3)}:\n${failure.stderr ?? failure.message}`);
  });
}

/** Whether the object was made with these flags after every file it depends on. */
function upToDate({ flags }: SourceFile, object: string): boolean {
  const read = (file: string) => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');
  if (read(`${object}.flags`) !== [COMPILER, ...FLAGS, ...flags].join(' ')) return false;
  const [, dependencies = ''] = read(`${object}.d`).split(/:(.*)/s);
  const files = dependencies.split(/[\s\\]+/).filter((file) => file !== '');
  return (
    files.length > 0 &&
    isNewer(
      object,
      files.map((file) => path.resolve(NATIVE, file)),
    )
  );
}

function isNewer(result: string, files: readonly string[]): boolean {
  const changed = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
  return fs.existsSync(result) && files.every((file) => changed(file) <= changed(result));
}
