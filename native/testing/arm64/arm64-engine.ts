// The engine as a plain program (main.cpp) for arm64: run as it is on such a machine, else compiled by a cross compiler
// and run by qemu's emulation of several processors, so that each choice of kernels is met.

import { execFileSync } from 'node:child_process';
import type { Recipe } from '../program-build.js';
import { buildProgram, runProgram } from '../program-build.js';

const NATIVE = process.arch === 'arm64';
const COMPILER = NATIVE ? (process.env.CXX ?? 'c++') : 'aarch64-linux-gnu-g++';
const EMULATOR = 'qemu-aarch64';
/** Where Debian and Ubuntu put the libraries of the other architecture */
const LIBRARIES = '/usr/aarch64-linux-gnu';

const RECIPE: Recipe = {
  results: 'arm64',
  compiler: COMPILER,
  architecture: 'arm64',
  // As binding.gyp has them
  flagsOf: () => ['-std=c++20', '-O3', '-ffp-contract=off', '-Wall', '-Wextra', '-Werror'],
  linkFlags: [],
  folders: ['arm64', 'kernels'],
};

export interface Processor {
  readonly name: string;
  /** The kernels it runs, from the plain ones to those that are chosen; unknown for a real one */
  readonly kernels?: readonly string[];
}

/**
 * One processor of each kind, as qemu names them; on arm64 only the one that is there. Without SVE the last one has little
 * else than matrix products that the others lack, so that asking for the wrong feature doesn't go unnoticed.
 */
export const PROCESSORS: readonly Processor[] = NATIVE
  ? [{ name: 'this processor' }]
  : [
      { name: 'cortex-a53', kernels: ['plain', 'neon'] },
      { name: 'neoverse-n1', kernels: ['plain', 'neon', 'dotprod'] },
      { name: 'max,sve=off', kernels: ['plain', 'neon', 'dotprod', 'i8mm'] },
    ];

export interface Arm64Engine {
  run(processor: Processor, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Buffer>;
}

/** What this machine lacks to run a program for arm64, in words. Nothing: it can. */
export function missingForArm64(): string | undefined {
  if (NATIVE) return undefined;
  const missing = [];
  if (!starts(COMPILER)) missing.push(`the cross compiler ${COMPILER} (Debian and Ubuntu: g++-aarch64-linux-gnu)`);
  if (!starts(EMULATOR)) missing.push(`the emulator ${EMULATOR} (Debian and Ubuntu: qemu-user)`);
  return missing.length === 0 ? undefined : missing.join(' and ');
}

function starts(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Builds what is not up to date. Takes a minute the first time. */
export async function arm64Engine(): Promise<Arm64Engine> {
  const program = await buildProgram(RECIPE);
  return {
    run: ({ name }, args, env) => {
      const command: [string, ...string[]] = NATIVE ? [program] : [EMULATOR, '-L', LIBRARIES, '-cpu', name, program];
      return runProgram(command, args, env);
    },
  };
}
