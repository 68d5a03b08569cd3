// The engine as a plain program (main.cpp), built with the compiler's address and undefined-behaviour sanitizers, or,
// as those don't go together with it, with the one for data races: FARHAND_SANITIZER=thread. Only what changed is
// compiled again.

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { FailedRun, Recipe } from '../program-build.js';
import { buildProgram, resultsFolder, runProgram } from '../program-build.js';

const FOR_THREADS = process.env.FARHAND_SANITIZER === 'thread';
const MEMORY = ['-fsanitize=address,undefined,float-cast-overflow', '-fno-sanitize-recover=all'];
const SANITIZE = FOR_THREADS ? ['-fsanitize=thread'] : MEMORY;
// Checks as calls: written out in the unrolled kernels they take the compiler five times as long. An access through
// null, which the second flag leaves out, is found as a bad address.
const AS_CALLS = ['--param', 'asan-instrumentation-with-call-threshold=0', '-fno-sanitize=null'];
const QUICK_TO_BUILD = FOR_THREADS ? ['-g1'] : [...AS_CALLS, '-g1'];

const RECIPE: Recipe = {
  results: FOR_THREADS ? 'sanitized-thread' : 'sanitized',
  compiler: process.env.CXX ?? 'c++',
  architecture: process.arch,
  flags: ['-std=c++20', '-O1', '-fno-omit-frame-pointer', '-D_GLIBCXX_ASSERTIONS', ...SANITIZE, ...QUICK_TO_BUILD],
  linkFlags: SANITIZE,
  folders: ['sanitizers', 'kernels'],
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
