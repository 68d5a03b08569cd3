// The engine as a plain program (main.cpp), built with the compiler's address and undefined-behaviour sanitizers, or,
// as those don't go together with it, with the one for data races: FARHAND_SANITIZER=thread. Only what changed is
// compiled again. Unless FARHAND_SANITIZER_ROUNDS asks for the long run, what compiles longer than it runs is not optimised
// and compiled as one unit, and kernels are checked for addresses alone: with all checks they take the compiler minutes.

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FailedRun, Recipe } from '../program-build.js';
import { buildProgram, isNewer, NATIVE, resultsFolder, runProgram } from '../program-build.js';
import type { SourceFile } from './build-description.js';

const FOR_THREADS = process.env.FARHAND_SANITIZER === 'thread';
const MEMORY = ['-fsanitize=address,undefined,float-cast-overflow', '-fno-sanitize-recover=all'];
const SANITIZE = FOR_THREADS ? ['-fsanitize=thread'] : MEMORY;
// Checks as calls: written out in the unrolled kernels they take the compiler five times as long. An access through
// null, which the second flag leaves out, is found as a bad address.
const AS_CALLS = ['--param', 'asan-instrumentation-with-call-threshold=0', '-fno-sanitize=null'];
const CHECKS = FOR_THREADS ? SANITIZE : [...SANITIZE, ...AS_CALLS];
// Watching how long each of the kernels' many short-lived values lives doubles what they take the compiler.
const ADDRESSES = [
  '-fsanitize=address',
  '--param',
  'asan-instrumentation-with-call-threshold=0',
  '-fno-sanitize-address-use-after-scope',
];
const IS_LONG = process.env.FARHAND_SANITIZER_ROUNDS !== undefined;
const PLAIN = ['-std=c++20', '-g1', '-fno-omit-frame-pointer', '-D_GLIBCXX_ASSERTIONS'];

// All units of the engine but the one where these runs spend their time
const NOT_OPTIMISED = ['units/files.cpp', 'units/generation.cpp', 'units/grammar.cpp', 'units/text.cpp'];
const FORWARD = 'units/forward.cpp';

const PROCESSOR = instructionSets();

const RECIPE: Recipe = {
  results: FOR_THREADS ? 'sanitized-thread' : 'sanitized',
  compiler: process.env.CXX ?? 'c++',
  architecture: process.arch,
  flagsOf,
  objectOf: (source) => (runsHere(source) ? undefined : releasedObject(source)),
  linkFlags: SANITIZE,
  folders: ['sanitizers', 'kernels'],
  joined: IS_LONG || FOR_THREADS ? [] : NOT_OPTIMISED,
};

// One allocation of more than this ends the process: no file of these tests is near it.
const ASAN_OPTIONS =
  'handle_abort=1:max_allocation_size_mb=256:allocator_may_return_null=0:detect_stack_use_after_return=1';
const UBSAN_OPTIONS = 'print_stacktrace=1';
const TSAN_OPTIONS = 'halt_on_error=1:second_deadlock_stack=1';

export interface SanitizedEngine {
  /** Runs the program; what it printed. Throws with the sanitizers' report if they found something. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Buffer>;
}

/** Builds what is not up to date. Takes a minute the first time. */
export async function sanitizedEngine(): Promise<SanitizedEngine> {
  await checkSanitizers();
  const program = await buildProgram(RECIPE);
  const options = { ASAN_OPTIONS, UBSAN_OPTIONS, TSAN_OPTIONS };
  return { run: (args, env = {}) => runProgram([program], args, { ...options, ...env }) };
}

/** Kernels that this processor can't run are only linked. */
function flagsOf(source: SourceFile): readonly string[] {
  if (!runsHere(source)) return [...PLAIN, '-O1'];
  if (IS_LONG || FOR_THREADS) return [...PLAIN, '-O1', ...CHECKS];
  if (path.basename(source.path).startsWith('kernels-')) return [...PLAIN, '-O1', ...ADDRESSES];
  return [...PLAIN, source.path === FORWARD ? '-O1' : '-O0', ...CHECKS];
}

/** The object of the engine that was built here, newer than all that kernels are made of. */
function releasedObject({ path: source }: SourceFile): string | undefined {
  const target = `engine_${path.basename(source, '.cpp').replace('kernels-', '')}`;
  const object = path.join(NATIVE, 'build/Release/obj.target', target, `${source.slice(0, -'.cpp'.length)}.o`);
  const folder = path.join(NATIVE, 'engine');
  const kernels = fs.readdirSync(folder).filter((name) => name.endsWith('.h') || name.startsWith('kernels-'));
  const sources = kernels.map((name) => path.join(folder, name));
  return isNewer(object, sources) ? object : undefined;
}

/** Whether this processor has the instructions that a file is compiled for; taken for granted where nothing tells. */
function runsHere({ flags }: SourceFile): boolean {
  const wanted = flags.flatMap((flag) => /^-m((?!tune|arch|prefer|no-)[a-z0-9-]+)$/.exec(flag)?.[1] ?? []);
  return PROCESSOR.size === 0 || wanted.every((name) => PROCESSOR.has(name.replaceAll('-', '')));
}

/** Names of its instruction sets as the compiler's flags have them, without dashes; Linux on x64 alone. */
function instructionSets(): ReadonlySet<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return new Set();
  const flags = /^flags\s*:(.*)$/m.exec(fs.readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '';
  return new Set(
    flags
      .trim()
      .split(/\s+/)
      .map((name) => name.replaceAll('_', '')),
  );
}

async function checkSanitizers(): Promise<void> {
  const folder = resultsFolder(RECIPE);
  const source = path.join(folder, 'probe.cpp');
  const probe = path.join(folder, 'probe');
  if (fs.existsSync(probe)) return;
  fs.writeFileSync(source, 'int main() {}\n');
  await promisify(execFile)(RECIPE.compiler, [...SANITIZE, '-o', probe, source]).catch((failure: FailedRun) => {
    throw new Error(
      `The sanitizer tests need a compiler with ${SANITIZE[0]}, and ${RECIPE.compiler} can't link that: install ` +
        `libasan, libubsan and libtsan of its version (Debian: part of g++), or name a compiler in CXX.\n` +
        `${failure.stderr ?? failure.message}`,
    );
  });
}
